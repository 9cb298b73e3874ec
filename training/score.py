"""Phrase-level precision, recall and F1 on code-point spans."""

from __future__ import annotations

from collections import Counter


def score(gold: list[set[tuple[int, int, str]]], found: list[set[tuple[int, int, str]]], types: list[str]) -> dict[str, tuple[float, float, float]]:
    """For each type and for all: precision, recall, F1. A span counts when start, end and type agree."""
    right, said, there = Counter(), Counter(), Counter()
    for g, f in zip(gold, found):
        for span in g:
            if span[2] in types:
                there[span[2]] += 1
        for span in f:
            if span[2] in types:
                said[span[2]] += 1
                right[span[2]] += span in g
    table = {}
    for name in [*types, "all"]:
        names = types if name == "all" else [name]
        tp, fp, fn = (sum(c[n] for n in names) for c in (right, said, there))
        precision, recall = tp / fp if fp else 0.0, tp / fn if fn else 0.0
        table[name] = (precision, recall, 2 * precision * recall / (precision + recall) if precision + recall else 0.0)
    return table
