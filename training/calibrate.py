#!/usr/bin/env python3
"""Sets a pack's operating point and says what its scores mean, on text held back from training.

    python3 training/calibrate.py --pack models/tacenda-en --data ../shared/data/ner

1. Each type gets an offset of its logits that makes F1.5 highest (recall counts more than precision: a
   missed name is a leak, a needless box is a click). It goes into the bias of the last layer.
2. Each type gets a Platt scaling of its entity scores (right: shares a character with such an entity), written to `tacenda-pack.json`; a reliability
   table before and after is printed. Run it once on a fresh export.
"""

from __future__ import annotations

import argparse
import json
import math
from pathlib import Path

import numpy as np
import onnx
import onnxruntime as ort
from onnx import numpy_helper
from tokenizers import Tokenizer

from data import Row, natural, read, split
from decode import Span, spans_of
from generate import rows as synthetic
from labels import LABELS, MAPS, MARKED, TYPES
from train import TRAIN

BETA = 1.5
STEPS = [0.0, 0.4, 0.8, 1.2, 1.6]
Seen = tuple[Row, list[tuple[int, int]], np.ndarray]


def held_back(data: Path, seed: int) -> list[Row]:
    """What training left out, as the corpora write it and in natural spacing, and fresh template text.
    Tweets are left out: the product is not for them."""
    rows = [row for row in synthetic(150, seed=424242)]
    for name in TRAIN:
        part = split(read(data / f"{name}.jsonl"), seed)[1]
        if not name.startswith("btc"):
            rows += [natural(row) if at % 2 else row for at, row in enumerate(part)]
    return rows


def run(pack: Path, rows: list[Row]) -> list[Seen]:
    options = ort.SessionOptions()
    options.intra_op_num_threads = 2
    session = ort.InferenceSession(pack / "model.onnx", options, providers=["CPUExecutionProvider"])
    tokenizer = Tokenizer.from_file(str(pack / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    seen = []
    for row in rows:
        coded = tokenizer.encode(row.text)
        ids = np.array([coded.ids[:512]], np.int64)
        logits = session.run(None, {"input_ids": ids, "attention_mask": np.ones_like(ids)})[0][0]
        seen.append((row, coded.offsets[:512], logits))
    return seen


def gold_of(row: Row) -> tuple[set[tuple[int, int, str]], set[tuple[int, int]]]:
    """Entities of one known type, and places of which the data do not say a single type."""
    sure, open_places = set(), set()
    for s, e, label in row.spans:
        name = MAPS[row.source].get(label)
        if isinstance(name, str):
            sure.add((s, e, name))
        else:
            open_places.add((s, e))
    return sure, open_places


def judged(row: Row, spans: list[Span], kind: str, exact: bool = True) -> list[tuple[float, bool]]:
    """Score and rightness of the spans of a type, where the data can tell. Not `exact`: right when a
    character is shared with an entity of the type, for a score says whether there is something to hide."""
    if kind not in MARKED[row.source]:
        return []
    sure, open_places = gold_of(row)
    loose = lambda s, e: any(s < b and a < e for a, b in open_places)
    shares = lambda s, e: any(k == kind and s < b and a < e for a, b, k in sure)
    right = (lambda s, e: (s, e, kind) in sure) if exact else shares
    return [(score, right(s, e)) for s, e, k, score in spans if k == kind and not loose(s, e)]


def f_beta(seen: list[Seen], offsets: np.ndarray, kind: str) -> float:
    right = said = there = 0
    for row, places, logits in seen:
        if kind not in MARKED[row.source]:
            continue
        marks = judged(row, spans_of(logits + offsets, places, row.text), kind)
        said += len(marks)
        right += sum(good for _, good in marks)
        there += sum(k == kind for _, _, k in gold_of(row)[0])
    precision, recall = right / max(said, 1), right / max(there, 1)
    square = BETA * BETA
    return (1 + square) * precision * recall / max(square * precision + recall, 1e-9)


def operating_point(seen: list[Seen]) -> np.ndarray:
    """What is added to the logits of each label."""
    offsets = np.zeros(len(LABELS), np.float32)
    for kind in TYPES:
        of_kind = np.array([label[2:] == kind for label in LABELS])
        scores = {step: f_beta(seen, offsets + step * of_kind, kind) for step in STEPS}
        # The least of all that are as good as the best: the sample is small, and a high one costs precision.
        best = min(step for step in STEPS if scores[step] >= max(scores.values()) - 0.003)
        offsets = (offsets + best * of_kind).astype(np.float32)
        print(f"{kind:13} offset {best:.1f}  F{BETA} " + " ".join(f"{step}:{score:.4f}" for step, score in scores.items()))
    return offsets


def platt(marks: list[tuple[float, bool]]) -> tuple[float, float]:
    """Slope and offset of the log odds with the highest likelihood under Platt's smoothed targets, by Newton's
    method with halved steps."""
    scores = np.clip([s for s, _ in marks], 1e-6, 1 - 1e-6)
    odds, right = np.log(scores / (1 - scores)), np.array([good for _, good in marks])
    up, down = right.sum(), (~right).sum()
    target = np.where(right, (up + 1) / (up + 2), 1 / (down + 2))

    def loss(v: np.ndarray) -> float:
        z = v[0] * odds + v[1]
        # A mild pull to "leave as it is", for types with few examples.
        return float((np.logaddexp(0, z) - target * z).sum() + (v[0] - 1) ** 2 + 0.25 * v[1] ** 2)

    v = np.array([1.0, 0.0])
    for _ in range(100):
        p = 1 / (1 + np.exp(-np.clip(v[0] * odds + v[1], -30, 30)))
        w = p * (1 - p)
        gradient = np.array([((p - target) * odds).sum() + 2 * (v[0] - 1), (p - target).sum() + 0.5 * v[1]])
        hessian = np.array([[(w * odds * odds).sum() + 2, (w * odds).sum()], [(w * odds).sum(), w.sum() + 0.5]])
        step, size = np.linalg.solve(hessian, gradient), 1.0
        while size > 1e-6 and loss(v - size * step) > loss(v):
            size /= 2
        v = v - size * step
    return max(float(v[0]), 0.05), float(v[1])


def reliability(marks: list[tuple[float, bool]]) -> list[tuple[str, int, float, float]]:
    """For each tenth of the scale: how many, their mean score, how many of them are right."""
    table = []
    for tenth in range(10):
        part = [(s, good) for s, good in marks if tenth / 10 <= s < (tenth + 1) / 10 + (tenth == 9)]
        if part:
            table.append((f"{tenth / 10:.1f}–{(tenth + 1) / 10:.1f}", len(part), sum(s for s, _ in part) / len(part), sum(g for _, g in part) / len(part)))
    return table


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pack", type=Path, required=True)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--seed", type=int, default=11)
    asked = parser.parse_args()
    seen = run(asked.pack, held_back(asked.data, asked.seed))
    offsets = operating_point(seen)
    model = onnx.load(asked.pack / "model.onnx")
    bias = next(c for c in model.graph.initializer if c.name == "head.bias")
    bias.CopyFrom(numpy_helper.from_array(numpy_helper.to_array(bias) + offsets, "head.bias"))
    onnx.save(model, asked.pack / "model.onnx")
    found = [(row, spans_of(logits + offsets, places, row.text)) for row, places, logits in seen]
    scaling, before, after = {}, [], []
    for kind in TYPES:
        marks = [mark for row, spans in found for mark in judged(row, spans, kind, exact=False)]
        if len(marks) < 20:
            continue
        a, b = platt(marks)
        scaling[kind] = {"slope": round(a, 3), "offset": round(b, 3)}
        before += marks
        after += [(1 / (1 + math.exp(-(a * math.log(max(s, 1e-6) / max(1 - s, 1e-6)) + b))), good) for s, good in marks]
        print(f"{kind:13} {len(marks):5} found, {sum(g for _, g in marks) / len(marks):.3f} right; slope {a:.3f} offset {b:.3f}")
    for title, marks in (("model's own scores", before), ("after scaling", after)):
        print(title)
        for bin_, count, mean, right in reliability(marks):
            print(f"  {bin_}  {count:5}  mean score {mean:.3f}  right {right:.3f}")
    settings = {"id": "tacenda-en", "licence": "CC-BY-SA-4.0", "aggregation": "run", "overlap": 12, "calibration": scaling}
    (asked.pack / "tacenda-pack.json").write_text(json.dumps(settings, indent=2) + "\n")


if __name__ == "__main__":
    main()
