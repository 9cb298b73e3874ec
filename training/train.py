#!/usr/bin/env python3
"""Fine-tunes the encoder on the labelled sets and template-made text.

    python3 training/train.py --data ../shared/data/ner --encoder PACK --out training/out

Losses hold a token only to what its data set marks: where a set does not mark dates, a date may be
anything. The last checkpoint and the one with the best F1 on a held-back twentieth of the training
rows are kept; the dev sets are only printed, never chosen by.
"""

from __future__ import annotations

import argparse
import json
import random
import time
from pathlib import Path

import numpy as np
import torch
from tokenizers import Tokenizer

from data import Row, encode, joined, natural, read, recased
from encoder import Tagger, read_pack
from generate import rows as synthetic
from labels import LABELS, MAPS, MARKED
from score import score

TRAIN = ["uner_ewt_train_v0", "wikigold", "btc_a", "btc_b", "btc_e", "btc_f", "btc_g", "btc_h", "wnut17_train",
         "crossner_politics_train", "crossner_politics_dev", "opennyai_dev.shared", "asq_phi.shared", "presidio_synth_v2.shared"]
DEV = ["uner_ewt_dev", "wnut17_dev"]
# Tweets differ most from what the product is for: a part of them is enough.
SHARE = {"btc": 0.35, "wnut17": 0.6}


def spans_of(logits: np.ndarray, offsets: list[tuple[int, int]], text: str) -> set[tuple[int, int, str]]:
    """Labels of tokens to spans of whole words: a word has the label of its first token."""
    best = logits.argmax(-1)
    spans: list[list] = []
    for index, (start, end) in enumerate(offsets):
        while start < end and text[start].isspace():
            start += 1
        if start == end:
            continue
        inside = start > 0 and (text[start - 1].isalnum() or text[start - 1] in "'’") and text[start].isalnum()
        if inside and index and offsets[index - 1][1] == start:
            if spans and spans[-1][1] == start:
                spans[-1][1] = end
            continue
        label = LABELS[best[index]]
        if label == "O":
            continue
        kind = label[2:]
        joins = spans and spans[-1][2] == kind and label[0] == "I" and text[spans[-1][1] : start].strip() == "" and start - spans[-1][1] <= 2
        if joins:
            spans[-1][1] = end
        else:
            spans.append([start, end, kind])
    return {(s, e, k) for s, e, k in spans}


@torch.no_grad()
def evaluate(model: Tagger, tokenizer: Tokenizer, rows: list[Row]) -> dict[str, tuple[float, float, float]]:
    model.eval()
    order = sorted(range(len(rows)), key=lambda i: len(rows[i].text))
    gold, found = [], []
    for at in range(0, len(order), 32):
        part = [rows[i] for i in order[at : at + 32]]
        encodings = [tokenizer.encode(row.text) for row in part]
        length = min(512, max(len(e.ids) for e in encodings))
        ids = torch.ones(len(part), length, dtype=torch.long)
        mask = torch.zeros(len(part), length, dtype=torch.long)
        for i, e in enumerate(encodings):
            ids[i, : len(e.ids[:length])] = torch.tensor(e.ids[:length])
            mask[i, : len(e.ids[:length])] = 1
        logits = model(ids, mask).numpy()
        for row, e, scores in zip(part, encodings, logits):
            found.append(spans_of(scores[: len(e.ids)], e.offsets[:length], row.text))
            names = MAPS[row.source]
            gold.append({(s, t, names[k]) for s, t, k in row.spans if names.get(k)})
    source = rows[0].source
    types = MARKED[source] if source != "wnut17" else ["PERSON", "LOCATION", "ORGANIZATION"]
    return score(gold, found, types)


def batches(rows: list[Row], tokenizer: Tokenizer, tokens: int, randomness: random.Random):
    """Rows of like length together, about `tokens` tokens a batch with padding counted."""
    coded = [pair for row in rows if (pair := encode(row, tokenizer, 384)) is not None and len(pair[0]) > 2]
    coded.sort(key=lambda pair: len(pair[0]) + randomness.random() * 8)
    group: list = []
    groups = []
    for pair in coded:
        if group and (len(group) + 1) * len(pair[0]) > tokens:
            groups.append(group)
            group = []
        group.append(pair)
    groups += [group] if group else []
    randomness.shuffle(groups)
    for group in groups:
        length = max(len(ids) for ids, _ in group)
        ids = np.ones((len(group), length), np.int64)
        mask = np.zeros((len(group), length), np.int64)
        allowed = np.zeros((len(group), length, len(LABELS)), np.float32)
        for i, (row_ids, row_allowed) in enumerate(group):
            ids[i, : len(row_ids)], mask[i, : len(row_ids)], allowed[i, : len(row_ids)] = row_ids, 1, row_allowed
        yield torch.from_numpy(ids), torch.from_numpy(mask), torch.from_numpy(allowed)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--encoder", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--epochs", type=int, default=6)
    parser.add_argument("--synthetic", type=int, default=5000, help="template-made texts an epoch")
    parser.add_argument("--rate", type=float, default=2e-4)
    parser.add_argument("--tokens", type=int, default=2048, help="tokens a step")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--without", nargs="*", default=[], help="training files to leave out, for held-out scores")
    parser.add_argument("--seed", type=int, default=11)
    asked = parser.parse_args()
    torch.manual_seed(asked.seed)
    torch.set_num_threads(asked.threads)
    randomness = random.Random(asked.seed)
    asked.out.mkdir(parents=True, exist_ok=True)

    tensors, tokenizer_json = read_pack(asked.encoder)
    (asked.out / "tokenizer.json").write_bytes(tokenizer_json)
    tokenizer = Tokenizer.from_str(tokenizer_json.decode())
    tokenizer.no_padding()
    tokenizer.no_truncation()
    model = Tagger(tensors["word_emb"].shape[0], len(LABELS))
    model.load_pack(tensors)

    sets = {name: read(asked.data / f"{name}.jsonl") for name in TRAIN if name not in asked.without}
    held: list[Row] = []
    kept: dict[str, list[Row]] = {}
    for name, rows in sets.items():
        shuffled = rows[:]
        random.Random(asked.seed).shuffle(shuffled)
        cut = len(rows) // 20
        held += [r for r in shuffled[:cut] if r.source == "uner_ewt" or r.source == "wikigold"]
        chosen = set(map(id, shuffled[:cut]))
        kept[name] = [row for row in rows if id(row) not in chosen]
    dev = {name: read(asked.data / f"{name}.jsonl") for name in DEV}

    slow = [p for n, p in model.named_parameters() if "head" not in n]
    optimiser = torch.optim.AdamW(
        [{"params": slow, "lr": asked.rate}, {"params": model.head.parameters(), "lr": asked.rate * 5}], weight_decay=0.01
    )
    start = time.monotonic()
    steps = None
    done = 0
    best = -1.0
    for epoch in range(asked.epochs):
        rows: list[Row] = []
        for name, part in kept.items():
            share = next((s for k, s in SHARE.items() if name.startswith(k)), 1.0)
            picked = [row for row in part if share == 1.0 or randomness.random() < share]
            rows += joined(picked, randomness)
        rows = [natural(row) if randomness.random() < 0.4 else row for row in rows]
        rows += synthetic(asked.synthetic, seed=asked.seed * 1000 + epoch)
        rows = [recased(row, randomness) if randomness.random() < 0.12 else row for row in rows]
        model.train()
        total = count = 0.0
        for ids, mask, allowed in batches(rows, tokenizer, asked.tokens, randomness):
            if steps is None:
                tokens = sum(len(row.text) for row in rows) / 4.2
                steps = int(tokens / asked.tokens * asked.epochs * 1.15) + 1
            warm = min(1.0, (done + 1) / (0.06 * steps))
            slope = warm * max(0.02, 1 - done / steps)
            for group, rate in zip(optimiser.param_groups, (asked.rate, asked.rate * 5)):
                group["lr"] = rate * slope
            logits = model(ids, mask).log_softmax(-1)
            # The probability of all labels that this token may have, together.
            likely = torch.logsumexp(logits + (allowed - 1) * 1e4, -1)
            loss = -(likely * mask).sum() / mask.sum()
            optimiser.zero_grad(set_to_none=True)
            loss.backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimiser.step()
            total, count, done = total + loss.item(), count + 1, done + 1
            if done % 100 == 0:
                print(f"epoch {epoch} step {done}/{steps} loss {total / count:.4f} {time.monotonic() - start:.0f} s", flush=True)
        held_f1 = evaluate(model, tokenizer, [r for r in held if r.source == "uner_ewt"])["all"][2]
        line = {"epoch": epoch, "loss": total / count, "held_f1": held_f1, "seconds": time.monotonic() - start}
        for name, rows_ in dev.items():
            line[name] = {k: [round(x, 4) for x in v] for k, v in evaluate(model, tokenizer, rows_).items()}
        print(json.dumps(line), flush=True)
        with (asked.out / "log.jsonl").open("a") as log:
            log.write(json.dumps(line) + "\n")
        torch.save(model.state_dict(), asked.out / "last.pt")
        if held_f1 > best:
            best = held_f1
            torch.save(model.state_dict(), asked.out / "best.pt")


if __name__ == "__main__":
    main()
