"""Builds model packs with random weights from true configuration and tokenizer files.

    python packs.py MODEL_FOLDERS OUT [--texts DIR]

Every architecture that the product supports has one pack: the graph has the inputs, the outputs
and the shapes of the real export, layers are reduced so that comparing takes minutes. The seed is
fixed, so that every run builds the same bytes.
"""

import argparse
import json
import shutil
from pathlib import Path

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper


class Graph:
    """Collects nodes and weights; each method adds a layer and returns the name of its output."""

    def __init__(self, seed, dtype):
        self.random = np.random.default_rng(seed)
        self.nodes, self.weights, self.dtype, self.count = [], [], dtype, 0

    def node(self, op, *inputs, **attributes):
        self.count += 1
        name = f"t{self.count}"
        self.nodes.append(helper.make_node(op, list(inputs), [name], **attributes))
        return name

    def const(self, array):
        self.count += 1
        name = f"w{self.count}"
        self.weights.append(numpy_helper.from_array(np.asarray(array), name))
        return name

    def weight(self, *shape, scale):
        return self.const(self.random.normal(0, scale, shape).astype(self.dtype))

    def dense(self, x, width_in, width_out, scale=None):
        scale = scale or 1.0 / np.sqrt(width_in)
        product = self.node("MatMul", x, self.weight(width_in, width_out, scale=scale))
        return self.node("Add", product, self.weight(width_out, scale=0.02))

    def norm(self, x, width):
        gain = self.const(np.ones(width, self.dtype))
        shift = self.const(np.zeros(width, self.dtype))
        return self.node("LayerNormalization", x, gain, shift, axis=-1, epsilon=1e-12)

    def gelu(self, x):
        half = self.const(np.array(0.5, self.dtype))
        one = self.const(np.array(1.0, self.dtype))
        root = self.const(np.array(np.sqrt(2), self.dtype))
        erf = self.node("Erf", self.node("Div", x, root))
        return self.node("Mul", self.node("Mul", x, half), self.node("Add", erf, one))


def build(config, labels, *, layers, types, positions, ints, shape, dtype, seed, names):
    """The graph of a token classifier. `positions` is "range" (BERT) or "mask" (RoBERTa)."""
    width, heads = config["hidden_size"], config["num_attention_heads"]
    size, inner = width // heads, config["intermediate_size"]
    g = Graph(seed, dtype)
    ids, mask = names["ids"], names["mask"]
    words = g.node("Gather", g.weight(config["vocab_size"], width, scale=1.0), ids)
    table = g.weight(config["max_position_embeddings"], width, scale=0.3)
    if positions == "mask":
        whole = g.node("Cast", mask, to=TensorProto.INT64)
        running = g.node("CumSum", whole, g.const(np.array(1, np.int64)))
        at = g.node("Add", g.node("Mul", running, whole), g.const(np.array(1, np.int64)))
        x = g.node("Add", words, g.node("Gather", table, at))
    else:
        length = g.node("Gather", g.node("Shape", ids), g.const(np.array(1, np.int64)))
        zero, one = g.const(np.array(0, np.int64)), g.const(np.array(1, np.int64))
        at = g.node("Range", zero, length, one)
        x = g.node("Add", words, g.node("Gather", table, at))
    if types:
        x = g.node("Add", x, g.node("Gather", g.weight(2, width, scale=0.1), names["types"]))
    x = g.norm(x, width)
    cast = g.node("Cast", mask, to=TensorProto.FLOAT16 if dtype == np.float16 else TensorProto.FLOAT)
    away = g.node("Sub", g.const(np.array(1, dtype)), cast)
    away = g.node("Mul", away, g.const(np.array(-10000, dtype)))
    away = g.node("Unsqueeze", away, g.const(np.array([1, 2], np.int64)))
    split = g.const(np.array([0, 0, heads, size], np.int64))
    join = g.const(np.array([0, 0, width], np.int64))
    for _ in range(layers):
        def part(order):
            y = g.node("Reshape", g.dense(x, width, width), split)
            return g.node("Transpose", y, perm=order)
        query, key, value = part([0, 2, 1, 3]), part([0, 2, 3, 1]), part([0, 2, 1, 3])
        scores = g.node("MatMul", query, key)
        scores = g.node("Div", scores, g.const(np.array(np.sqrt(size), dtype)))
        weights = g.node("Softmax", g.node("Add", scores, away), axis=-1)
        y = g.node("Transpose", g.node("MatMul", weights, value), perm=[0, 2, 1, 3])
        y = g.dense(g.node("Reshape", y, join), width, width)
        x = g.norm(g.node("Add", x, y), width)
        y = g.dense(g.gelu(g.dense(x, width, inner)), inner, width)
        x = g.norm(g.node("Add", x, y), width)
    logits = g.dense(x, width, labels, scale=3.0 / np.sqrt(width))
    g.nodes.append(helper.make_node("Identity", [logits], ["logits"]))
    kind = TensorProto.INT32 if ints == 32 else TensorProto.INT64
    used = [ids, mask] + ([names["types"]] if types else [])
    inputs = [helper.make_tensor_value_info(n, kind, shape) for n in used]
    out_kind = TensorProto.FLOAT16 if dtype == np.float16 else TensorProto.FLOAT
    output = helper.make_tensor_value_info("logits", out_kind, [*shape, labels])
    graph = helper.make_graph(g.nodes, "classifier", inputs, [output], g.weights)
    return helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8)


PLAIN = {"ids": "input_ids", "mask": "attention_mask", "types": "token_type_ids"}
ODD = {"ids": "0", "mask": "1", "types": "2"}
FREE = ["batch", "sequence"]
CONLL = ["O", "B-MISC", "I-MISC", "B-PER", "I-PER", "B-ORG", "I-ORG", "B-LOC", "I-LOC"]
BASE = {"hidden_size": 768, "num_attention_heads": 12, "intermediate_size": 3072}

# The cased folder's tokenizer.json holds the uncased vocabulary; its vocab.txt is the true one.
# name: (tokenizer folder, files, overrides, how the graph differs)
PACKS = {
    "bert-base-cased": ("bert-large-NER", "vocab", BASE, {}),
    "bert-base-uncased": ("bert-base-NER-uncased", "all", {}, {}),
    "bert-large-cased": ("bert-large-NER", "vocab", {}, {}),
    "distilbert-cased": ("bert-large-NER", "vocab", BASE | {"model_type": "distilbert"}, {"types": False}),
    "omz-1x128": ("bert-large-NER", "vocab", BASE, {"shape": [1, 128], "names": ODD}),
    "bert-int32": ("bert-base-NER-uncased", "vocab", {}, {"ints": 32}),
    "bert-fp16": ("bert-base-NER-uncased", "all", {}, {"dtype": np.float16}),
    "roberta": (None, "bpe", BASE | {"model_type": "roberta", "max_position_embeddings": 514},
                {"types": False, "positions": "mask"}),
}


def byte_pairs(texts, to):
    """A byte-level tokenizer like RoBERTa's, trained on the texts."""
    from tokenizers import ByteLevelBPETokenizer
    from tokenizers.processors import RobertaProcessing

    tokenizer = ByteLevelBPETokenizer()
    special = ["<s>", "<pad>", "</s>", "<unk>", "<mask>"]
    tokenizer.train_from_iterator(texts, vocab_size=8000, special_tokens=special)
    pair = lambda t: (t, tokenizer.token_to_id(t))
    tokenizer._tokenizer.post_processor = RobertaProcessing(pair("</s>"), pair("<s>"), add_prefix_space=False)
    tokenizer.save(str(to / "tokenizer.json"))
    names = {"unk_token": "<unk>", "pad_token": "<pad>", "cls_token": "<s>", "sep_token": "</s>"}
    (to / "tokenizer_config.json").write_text(json.dumps({"tokenizer_class": "PreTrainedTokenizerFast", **names}))
    return tokenizer.get_vocab_size()


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("folders", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--texts", type=Path, help="folder of JSONL files to train byte pairs on")
    parser.add_argument("--layers", type=int, default=2)
    args = parser.parse_args()
    for seed, (name, (source, files, overrides, graph)) in enumerate(PACKS.items(), 1):
        if files == "bpe" and not args.texts:
            continue
        to = args.out / name
        to.mkdir(parents=True, exist_ok=True)
        base = args.folders / (source or "bert-large-NER")
        config = json.loads((base / "config.json").read_text()) | overrides
        wanted = ["tokenizer.json", "vocab.txt", "tokenizer_config.json", "special_tokens_map.json"]
        if files == "vocab":
            wanted = ["vocab.txt", "tokenizer_config.json"]
        if files == "bpe":
            texts = [json.loads(line)["text"] for path in sorted(args.texts.glob("*.jsonl"))
                     for line in path.read_text().splitlines()]
            config["vocab_size"] = byte_pairs(texts, to)
            wanted = []
        for file in wanted:
            shutil.copyfile(base / file, to / file)
        config["num_hidden_layers"] = args.layers
        config["id2label"] = {str(n): label for n, label in enumerate(CONLL)}
        (to / "config.json").write_text(json.dumps(config, indent=1))
        settings = {"types": True, "positions": "range", "ints": 64, "shape": FREE,
                    "dtype": np.float32, "names": PLAIN} | graph
        model = build(config, len(CONLL), layers=args.layers, seed=seed, **settings)
        onnx.save(model, to / "model.onnx")
        print(name)


if __name__ == "__main__":
    main()
