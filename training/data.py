"""From labelled rows to token sequences with the set of labels that each token may have."""

from __future__ import annotations

import json
import random
import re
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from tokenizers import Tokenizer

from labels import INDEX, LABELS, MAPS, MARKED, TYPES, data_set
from names import Inventor


@dataclass
class Row:
    """A text, its spans [start, end, label] in code points, and the data set it is from."""

    text: str
    spans: list[tuple[int, int, str]]
    source: str


def read(path: Path) -> list[Row]:
    name = data_set(path.name)
    rows = []
    for line in path.read_text().splitlines():
        row = json.loads(line)
        rows.append(Row(row["text"], [tuple(span) for span in row["spans"]], name))
    return rows


def split(rows: list[Row], seed: int) -> tuple[list[Row], list[Row]]:
    """What is trained on, and what is held back for calibration and held-out scores: a twentieth, and
    a quarter of the sets that have no dev set of their own."""
    order = list(range(len(rows)))
    random.Random(seed).shuffle(order)
    held = set(order[: len(rows) // (4 if rows[0].source in {"opennyai", "asq_phi"} else 20)])
    return [r for i, r in enumerate(rows) if i not in held], [r for i, r in enumerate(rows) if i in held]


def joined(rows: list[Row], randomness: random.Random, most: int = 700) -> list[Row]:
    """Neighbouring short rows put together now and then: the product sees running text."""
    out: list[Row] = []
    for row in rows:
        last = out[-1] if out else None
        if last and last.source == row.source and len(last.text) + len(row.text) < most and randomness.random() < 0.5:
            shift = len(last.text) + 1
            spans = last.spans + [(s + shift, e + shift, label) for s, e, label in row.spans]
            out[-1] = Row(last.text + randomness.choice([" ", "\n"]) + row.text, spans, row.source)
        else:
            out.append(row)
    return out


def natural(row: Row) -> Row:
    """The same text without the spaces that corpora put before punctuation."""
    pieces, shifts, at = [], [], 0
    for hit in re.finditer(r" (?=[,.;:!?)\]]|'s\b|n't\b|'re\b|'ve\b)|(?<=[(\[]) ", row.text):
        pieces.append(row.text[at : hit.start()])
        shifts.append(hit.start())
        at = hit.end()
    if not shifts:
        return row
    pieces.append(row.text[at:])
    move = lambda offset: offset - sum(1 for s in shifts if s < offset)
    spans = [(move(s), move(e), label) for s, e, label in row.spans]
    return Row("".join(pieces), [s for s in spans if s[0] < s[1]], row.source)


def renamed(row: Row, inventor: Inventor) -> Row:
    """The same text with some of its names put in by invented ones, so that none is learnt by heart."""
    names, text, spans, at = MAPS[row.source], "", [], 0
    for start, end, label in sorted(row.spans):
        if start < at:
            return row  # overlapping spans
        old = row.text[start:end]
        new = invented(old, names.get(label), inventor) if inventor.r.random() < 0.6 else old
        text += row.text[at:start] + new
        spans.append((len(text) - len(new), len(text), label))
        at = end
    return Row(text + row.text[at:], spans, row.source)


def invented(old: str, kind: str | tuple[str, ...] | None, inventor: Inventor) -> str:
    """A name of the same kind and casing; `old` where there is none to put in."""
    if not old[:1].isupper() or len(old) < 4:
        return old
    words = old.split(" ")
    makers = {"PERSON": inventor.person if len(words) > 1 else inventor.r.choice([inventor.given, inventor.surname]),
              "ORGANIZATION": inventor.organization, "LOCATION": inventor.location}
    if kind not in makers or "." in words[0]:
        return old
    new = makers[kind]()
    return new.upper() if old.isupper() else new


def recased(row: Row, randomness: random.Random) -> Row:
    """All capitals, all small, or capitalised words; only where that keeps the length."""
    kind = randomness.choice([str.upper, str.upper, str.lower, str.title])
    text = kind(row.text)
    return Row(text, row.spans, row.source) if len(text) == len(row.text) else row


def encode(row: Row, tokenizer: Tokenizer, longest: int) -> tuple[np.ndarray, np.ndarray] | None:
    """Token ids, and for each token the labels it may have as a row of 0 and 1."""
    encoding = tokenizer.encode(row.text)
    ids, offsets = encoding.ids[:longest], encoding.offsets[:longest]
    names = MAPS[row.source]
    owner = {}
    for start, end, label in row.spans:
        for at in range(start, end):
            owner[at] = (start, names.get(label))
    free = [INDEX["O"]] + [INDEX[f"{p}-{t}"] for t in TYPES if t not in MARKED[row.source] for p in "BI"]
    allowed = np.zeros((len(ids), len(LABELS)), np.float32)
    previous = None
    for index, (start, end) in enumerate(offsets):
        while start < end and row.text[start].isspace():
            start += 1
        if start == end:  # special tokens and bare spaces
            allowed[index, INDEX["O"]] = 1
            previous = None
            continue
        mark = owner.get(start)
        if mark is None:
            allowed[index, free] = 1
        elif mark[1] is None:
            allowed[index] = 1  # marked as something that is none of ours: says nothing
        else:
            prefix = "I" if mark == previous else "B"
            for name in [mark[1]] if isinstance(mark[1], str) else mark[1]:
                allowed[index, INDEX[f"{prefix}-{name}"]] = 1
        previous = mark
    return np.array(ids, np.int64), allowed
