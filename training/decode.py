"""From logits to spans, by the rules of the product (aggregation `run`, `crates/ner/src/decode.rs`)."""

from __future__ import annotations

import numpy as np

from labels import LABELS

Span = tuple[int, int, str, float]
JOIN = True


def spans_of(logits: np.ndarray, offsets: list[tuple[int, int]], text: str) -> list[Span]:
    """Start, end, type and score. A word is an unbroken run of letters and digits; it has the label and the
    score of its first token, and an entity the mean score of its words."""
    shifted = np.exp(logits - logits.max(-1, keepdims=True))
    probabilities = shifted / shifted.sum(-1, keepdims=True)
    words: list[list] = []
    for row, (start, end) in zip(probabilities, offsets):
        if start == end:
            continue
        runs_on = start > 0 and (text[start - 1].isalnum() or text[start - 1] in "'’") and text[start].isalnum()
        if runs_on and words:
            words[-1][1] = end
        else:
            best = int(row.argmax())
            words.append([start, end, LABELS[best], float(row[best])])
    groups: list[list] = []
    last = "O"
    for start, end, label, score in words:
        if label != "O" and label[0] == "I" and last[2:] == label[2:]:
            groups[-1][1] = end
            groups[-1][3].append(score)
        elif label != "O":
            groups.append([start, end, label[2:], [score]])
        last = label
    found = []
    for start, end, kind, scores in groups:
        left, right = bare(text[start:end])
        if left < right:
            found.append((start + left, start + right, kind, sum(scores) / len(scores)))
    return joined(found, text) if JOIN else found


def joined(found: list[Span], text: str) -> list[Span]:
    """Neighbours of one type with nothing but a space between them are one."""
    out: list[Span] = []
    for span in found:
        if out and out[-1][2] == span[2] and text[out[-1][1] : span[0]] == " ":
            out[-1] = (out[-1][0], span[1], span[2], min(out[-1][3], span[3]))
        else:
            out.append(span)
    return out


def bare(piece: str) -> tuple[int, int]:
    """The part without marks around it (`without_marks` in `crates/ner/src/whole.rs`)."""
    left = next((i for i, c in enumerate(piece) if c.isalnum() or c in "(+#@$&"), len(piece))
    right = next((i + 1 for i in range(len(piece) - 1, -1, -1) if piece[i].isalnum()), 0)
    if piece[right : right + 1] == ")" and "(" in piece[:right]:
        right += 1
    return left, right + (piece[right : right + 1] == ".")
