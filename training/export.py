#!/usr/bin/env python3
"""Writes the trained network as an ONNX pack with int8 weights.

    python3 training/export.py --checkpoint training/out/last.pt --tokenizer training/out/tokenizer.json \\
        --data ../shared/data/ner --out models/tacenda-en

The scales of activations are fixed beforehand from training text, so that what stands beside a text in a
batch changes nothing. Weights have one scale for each output, words one for each word.
"""

from __future__ import annotations

import argparse
import json
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import TensorProto, helper, numpy_helper
from tokenizers import Tokenizer

from data import read, split
from encoder import HEADS, HIDDEN, LAYERS, POSITIONS, Tagger
from generate import rows as synthetic
from labels import LABELS
from train import LONGEST, TRAIN

# Weights use seven bits: on processors without VNNI two products are summed in sixteen, and that
# must not overflow, or results would differ between machines.
WEIGHT_LIMIT = 63


class Inputs:
    """What goes into each matrix product on texts: some rows of it, and the largest of each channel."""

    def __init__(self, model: Tagger, rows: int = 80):
        self.samples: dict[str, list[torch.Tensor]] = {}
        self.largest: dict[str, torch.Tensor] = {}
        self.mask: torch.Tensor | None = None
        self.rows = rows
        self.hooks = [getattr(layer, name).register_forward_pre_hook(self.hook(f"{index}.{name}"))
                      for index, layer in enumerate(model.layers) for name in ("qkv", "out", "up", "down")]

    def hook(self, name: str):
        def see(_module, inputs):
            seen = inputs[0][self.mask.bool()]
            largest = seen.abs().amax(0)
            self.largest[name] = torch.maximum(self.largest.get(name, largest), largest)
            self.samples.setdefault(name, []).append(seen[torch.randperm(len(seen))[: self.rows]])

        return see


@torch.no_grad()
def observe(model: Tagger, tokenizer: Tokenizer, texts: list[str]) -> Inputs:
    inputs = Inputs(model)
    for at in range(0, len(texts), 16):
        rows = [tokenizer.encode(text).ids[:LONGEST] for text in texts[at : at + 16]]
        length = max(map(len, rows))
        ids, mask = torch.ones(len(rows), length, dtype=torch.long), torch.zeros(len(rows), length, dtype=torch.long)
        for index, row in enumerate(rows):
            ids[index, : len(row)] = torch.tensor(row)
            mask[index, : len(row)] = 1
        inputs.mask = mask
        model(ids, mask)
    for hook in inputs.hooks:
        hook.remove()
    return inputs


@dataclass
class Product:
    """A matrix product in int8: x is divided channel by channel and rounded, weights have one step for each output."""

    divisor: np.ndarray
    zero: int
    weight: np.ndarray
    steps: np.ndarray
    correction: np.ndarray
    error: float


def quantised(x: np.ndarray, largest: np.ndarray, weight: np.ndarray) -> Product:
    """The best of some ways to share the difficulty between channels of x and rows of the weight (as
    SmoothQuant does, Xiao et al. 2023), measured on the product itself. `weight` is [in, out]."""
    exact = x @ weight
    heavy = np.maximum(np.abs(weight).max(1), 1e-6)
    one_sided = x.min() > -0.2  # behind GELU
    best = None
    for power in (0.0, 0.3, 0.5, 0.65, 0.8, 1.0):
        shape = np.maximum(largest, 1e-3) ** power / heavy ** (1 - power)
        for clip in (1.0, 0.8, 0.6):
            zero = 24 if one_sided else 128
            room = 255 - zero if one_sided else 127
            divisor = shape * (largest / shape).max() * clip / room
            if one_sided:
                divisor = np.maximum(divisor, 0.17 / zero)
            q = np.clip(np.round(x / divisor) + zero, 0, 255) - zero
            scaled = weight * divisor[:, None]
            steps = np.maximum(np.abs(scaled).max(0), 1e-10) / WEIGHT_LIMIT
            w = np.clip(np.round(scaled / steps), -WEIGHT_LIMIT, WEIGHT_LIMIT)
            off = exact - (q @ w) * steps
            correction = off.mean(0)
            # Each output counts alike: a few large ones would hide the others.
            error = float((((off - correction) ** 2).mean(0) / ((exact ** 2).mean(0) + 1e-6)).mean())
            if best is None or error < best.error:
                best = Product(divisor.astype(np.float32), zero, w.astype(np.int8), steps.astype(np.float32), correction.astype(np.float32), error)
                inputs = q
    w = rounded(inputs, weight * best.divisor[:, None], best.steps)
    off = exact - (inputs @ w) * best.steps
    correction = off.mean(0)
    error = float((((off - correction) ** 2).mean(0) / ((exact ** 2).mean(0) + 1e-6)).mean())
    if error < best.error:
        best = replace(best, weight=w.astype(np.int8), correction=correction.astype(np.float32), error=error)
    return best


def rounded(x: np.ndarray, weight: np.ndarray, steps: np.ndarray) -> np.ndarray:
    """The weight in whole steps, row by row; what rounding a row loses is made good in the rows that follow, as far as
    x goes the same way in them (GPTQ, Frantar et al. 2022)."""
    likeness = x.T.astype(np.float64) @ x
    likeness[np.diag_indices_from(likeness)] += 0.01 * np.diag(likeness).mean() + 1e-6
    upper = np.linalg.cholesky(np.linalg.inv(likeness)).T
    left, made = weight.astype(np.float64), np.zeros_like(weight)
    for row in range(len(left)):
        made[row] = np.clip(np.round(left[row] / steps), -WEIGHT_LIMIT, WEIGHT_LIMIT)
        loss = (left[row] - made[row] * steps) / upper[row, row]
        left[row + 1 :] -= np.outer(upper[row, row + 1 :], loss)
    return made


def quantise(model: Tagger, inputs: Inputs) -> dict[str, Product]:
    products = {}
    for index, layer in enumerate(model.layers):
        for name in ("qkv", "out", "up", "down"):
            key = f"{index}.{name}"
            x = torch.cat(inputs.samples[key]).numpy()
            products[key] = quantised(x, inputs.largest[key].numpy(), getattr(layer, name).weight.detach().numpy().T)
            print(f"{key:8} relative error {products[key].error:.5f}")
    return products


class Graph:
    """Collects nodes and constants."""

    def __init__(self):
        self.nodes, self.constants = [], []

    def constant(self, name: str, values: np.ndarray) -> str:
        self.constants.append(numpy_helper.from_array(np.ascontiguousarray(values), name))
        return name

    def node(self, operator: str, inputs: list[str], name: str, domain: str = "", **attributes) -> str:
        self.nodes.append(helper.make_node(operator, inputs, [name], name=name, domain=domain, **attributes))
        return name

    def narrowed(self, x: str, name: str, q: Product | None, divided: bool = False) -> str:
        """x in eight bits, where a product in int8 follows; `divided` where each channel has been already."""
        if q is None:
            return x
        even = x if divided else self.node("Mul", [x, self.constant(f"{name}.in.factor", 1 / q.divisor)], f"{name}.in.even")
        one, zero = self.constant(f"{name}.in.scale", np.float32(1)), self.constant(f"{name}.in.zero", np.uint8(q.zero))
        narrow = self.node("QuantizeLinear", [even, one, zero], f"{name}.in.int8")
        return self.node("DequantizeLinear", [narrow, one, zero], f"{name}.in.float")

    def product(self, x: str, weight: torch.Tensor, name: str, q: Product | None) -> str:
        """x · weightᵀ; in int8 where it is given, and x `narrowed` for it."""
        if q is None:
            return self.node("MatMul", [x, self.constant(f"{name}.weight", weight.detach().numpy().T.astype(np.float32))], f"{name}.product")
        weights = self.node("DequantizeLinear", [self.constant(f"{name}.weight", q.weight), self.constant(f"{name}.weight.scale", q.steps),
                            self.constant(f"{name}.weight.zero", np.zeros(len(q.steps), np.int8))], f"{name}.weight.float", axis=1)
        return self.node("MatMul", [x, weights], f"{name}.product")


def build(model: Tagger, products: dict[str, Product] | None) -> onnx.ModelProto:
    """The graph; with products in int8, else in float32."""
    g, ms = Graph(), "com.microsoft"
    array = lambda parameter: parameter.detach().numpy().astype(np.float32)
    q = (products or {}).get

    def bias(key: str, parameter: torch.Tensor) -> np.ndarray:
        return array(parameter) + (products[key].correction if products else 0)

    def thirds(index: int) -> list[Product | None]:
        """Queries, keys and values apart. Values leave attention as they enter it, channel by channel, so what the
        product behind it divides by is taken into their steps."""
        whole = q(f"{index}.qkv")
        if whole is None:
            return [None] * 3
        parts = [replace(whole, weight=w, steps=s) for w, s in zip(np.split(whole.weight, 3, 1), np.split(whole.steps, 3))]
        parts[2].steps = parts[2].steps / products[f"{index}.out"].divisor
        return parts

    def biases(index: int, layer) -> np.ndarray:
        made = bias(f"{index}.qkv", layer.qkv.bias)
        if products:
            made[2 * HIDDEN :] /= products[f"{index}.out"].divisor
        return made

    words = array(model.words.weight)
    if products:
        steps = np.maximum(np.abs(words).max(1), 1e-8) / 127
        g.constant("words", np.round(words / steps[:, None]).astype(np.int8))
        g.constant("words.scale", steps[:, None].astype(np.float32))
        picked = g.node("Cast", [g.node("Gather", ["words", "input_ids"], "word.int8")], "word.raw", to=TensorProto.FLOAT)
        word = g.node("Mul", [picked, g.node("Gather", ["words.scale", "input_ids"], "word.scale")], "word")
    else:
        word = g.node("Gather", [g.constant("words", words), "input_ids"], "word")
    # RoBERTa counts positions from 2, and only over what is not padding.
    counted = g.node("CumSum", ["attention_mask", g.constant("one", np.int64(1))], "counted")
    place = g.node("Add", [g.node("Mul", [counted, "attention_mask"], "counted.masked"), "one"], "place")
    x = g.node("Add", [word, g.node("Gather", [g.constant("positions", array(model.positions.weight)), place], "position")], "embedded")
    x = g.node("LayerNormalization", [x, g.constant("norm.gamma", array(model.norm.weight)), g.constant("norm.beta", array(model.norm.bias))],
               "normed", axis=-1, epsilon=1e-12)
    mask = g.node("Cast", ["attention_mask"], "mask", to=TensorProto.INT32)
    for index, layer in enumerate(model.layers):
        of = lambda name: f"layer{index}.{name}"
        inputs = g.narrowed(x, of("qkv"), q(f"{index}.qkv"))
        # Three products take less time than one and a split.
        parts = [g.product(inputs, weight, of(name), part)
                 for name, weight, part in zip(("q", "k", "v"), layer.qkv.weight.split(HIDDEN), thirds(index))]
        mixed = g.node("MultiHeadAttention", [*parts, g.constant(of("qkv.bias"), biases(index, layer)), mask], of("mixed"),
                       domain=ms, num_heads=HEADS)
        out = g.product(g.narrowed(mixed, of("out"), q(f"{index}.out"), divided=True), layer.out.weight, of("out"), q(f"{index}.out"))
        x = g.node("SkipLayerNormalization", [out, x, g.constant(of("norm1.gamma"), array(layer.norm1.weight)), g.constant(of("norm1.beta"),
                   array(layer.norm1.bias)), g.constant(of("out.bias"), bias(f"{index}.out", layer.out.bias))], of("norm1"), domain=ms, epsilon=1e-12)
        up = g.product(g.narrowed(x, of("up"), q(f"{index}.up")), layer.up.weight, of("up"), q(f"{index}.up"))
        inner = g.node("BiasGelu", [up, g.constant(of("up.bias"), bias(f"{index}.up", layer.up.bias))], of("inner"), domain=ms)
        down = g.product(g.narrowed(inner, of("down"), q(f"{index}.down")), layer.down.weight, of("down"), q(f"{index}.down"))
        x = g.node("SkipLayerNormalization", [down, x, g.constant(of("norm2.gamma"), array(layer.norm2.weight)), g.constant(of("norm2.beta"),
                   array(layer.norm2.bias)), g.constant(of("down.bias"), bias(f"{index}.down", layer.down.bias))], of("norm2"), domain=ms, epsilon=1e-12)
    head = g.product(x, model.head.weight, "head", None)
    g.node("Add", [head, g.constant("head.bias", array(model.head.bias))], "logits")
    shape = ["batch", "sequence"]
    graph = helper.make_graph(
        g.nodes, "tacenda-en",
        [helper.make_tensor_value_info(name, TensorProto.INT64, shape) for name in ("input_ids", "attention_mask")],
        [helper.make_tensor_value_info("logits", TensorProto.FLOAT, [*shape, len(LABELS)])], g.constants)
    made = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 18), helper.make_opsetid(ms, 1)], producer_name="tacenda")
    made.ir_version = 9
    return made


def config() -> dict:
    return {
        "architectures": ["RobertaForTokenClassification"], "model_type": "roberta", "hidden_size": HIDDEN,
        "num_hidden_layers": LAYERS, "num_attention_heads": HEADS, "max_position_embeddings": POSITIONS, "vocab_size": 50265,
        "id2label": {str(i): label for i, label in enumerate(LABELS)}, "label2id": {label: i for i, label in enumerate(LABELS)},
    }


def load(checkpoint: Path, other: Path | None = None, share: float = 0.0) -> Tagger:
    """The network of a checkpoint, or the mean of two of one line of training (Wortsman et al. 2022), the other with
    `share` of the weight."""
    state = torch.load(checkpoint, map_location="cpu", weights_only=True)
    if other:
        beside = torch.load(other, map_location="cpu", weights_only=True)
        state = {name: values * (1 - share) + beside[name] * share for name, values in state.items()}
    model = Tagger(state["words.weight"].shape[0], len(LABELS))
    model.load_state_dict(state)
    return model.eval()


def calibration_texts(data: Path, seed: int) -> list[str]:
    """Training text of every kind: short and long, real and made."""
    texts = [row.text for row in synthetic(200, seed=991)]
    for name in TRAIN:
        kept, _ = split(read(data / f"{name}.jsonl"), seed)
        texts += [row.text for row in kept[:: max(1, len(kept) // 40)]]
    return texts


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--checkpoint", type=Path, required=True)
    parser.add_argument("--mixed-with", type=Path, help="a later checkpoint; the mean of both is exported")
    parser.add_argument("--share", type=float, default=0.35, help="of the later checkpoint in the mean")
    parser.add_argument("--tokenizer", type=Path, required=True)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--float", action="store_true", help="float32 instead of int8, to compare with")
    parser.add_argument("--seed", type=int, default=11)
    asked = parser.parse_args()
    torch.manual_seed(asked.seed)
    model = load(asked.checkpoint, asked.mixed_with, asked.share)
    tokenizer = Tokenizer.from_str(asked.tokenizer.read_text())
    tokenizer.no_padding()
    tokenizer.no_truncation()
    asked.out.mkdir(parents=True, exist_ok=True)
    products = None
    if not asked.float:
        products = quantise(model, observe(model, tokenizer, calibration_texts(asked.data, asked.seed)))
    made = build(model, products)
    onnx.checker.check_model(made)
    onnx.save(made, asked.out / "model.onnx")
    (asked.out / "config.json").write_text(json.dumps(config(), indent=1) + "\n")
    (asked.out / "tokenizer.json").write_bytes(asked.tokenizer.read_bytes())


if __name__ == "__main__":
    main()
