#!/usr/bin/env python3
"""Fine-tunes the encoder on the labelled sets and template-made text.

    python3 training/train.py --data ../shared/data/ner --encoder PACK --out training/out

Losses hold a token only to what its data set marks: where a set does not mark dates, a date may be
anything. The checkpoint of the last epoch is the model; scores are only printed, never chosen by.
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

from data import Row, encode, joined, natural, read, recased, renamed, split
from decode import spans_of
from encoder import Tagger, read_pack
from generate import rows as synthetic
from labels import LABELS, MAPS, MARKED
from names import Inventor
from score import score

TRAIN = ["uner_ewt_train_v0", "wikigold", "btc_a", "btc_b", "btc_e", "btc_f", "btc_g", "btc_h", "wnut17_train",
         "crossner_politics_train", "crossner_politics_dev", "opennyai_dev.shared", "asq_phi.shared", "presidio_synth_v2.shared"]
DEV = ["uner_ewt_dev", "wnut17_dev"]
# Sets whose held-back part is scored after each epoch.
HELD = ["uner_ewt_train_v0", "wikigold", "opennyai_dev.shared", "asq_phi.shared", "presidio_synth_v2.shared"]
# The longest row in tokens; the rest of a longer one is left out.
LONGEST = 256
# Tweets differ most from what the product is for: a part of them is enough.
SHARE = {"btc": 0.35, "wnut17": 0.6}
# The share of real rows in which names are put in anew.
RENAMED = 0.3
# The share of all rows that are put in capitals, small letters or title case.
RECASED = 0.12


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
            spans = spans_of(scores[: len(e.ids)], e.offsets[:length], row.text)
            found.append({span[:3] for span in spans})
            names = MAPS[row.source]
            gold.append({(s, t, names[k]) for s, t, k in row.spans if isinstance(names.get(k), str)})
    source = rows[0].source
    types = MARKED[source] if source != "wnut17" else ["PERSON", "LOCATION", "ORGANIZATION"]
    return score(gold, found, types)


def batches(rows: list[Row], tokenizer: Tokenizer, tokens: int, randomness: random.Random) -> list[tuple[torch.Tensor, ...]]:
    """Rows of like length together, about `tokens` tokens a batch with padding counted."""
    coded = [pair for row in rows if (pair := encode(row, tokenizer, LONGEST)) is not None and len(pair[0]) > 2]
    coded.sort(key=lambda pair: len(pair[0]) + randomness.random() * 8)
    groups: list[list] = [[]]
    for pair in coded:
        if groups[-1] and (len(groups[-1]) + 1) * max(len(pair[0]), len(groups[-1][-1][0])) > tokens:
            groups.append([])
        groups[-1].append(pair)
    randomness.shuffle(groups)
    made = []
    for group in groups:
        length = max(len(ids) for ids, _ in group)
        ids = np.ones((len(group), length), np.int64)
        mask = np.zeros((len(group), length), np.int64)
        allowed = np.zeros((len(group), length, len(LABELS)), np.float32)
        for i, (row_ids, row_allowed) in enumerate(group):
            ids[i, : len(row_ids)], mask[i, : len(row_ids)], allowed[i, : len(row_ids)] = row_ids, 1, row_allowed
        made.append((torch.from_numpy(ids), torch.from_numpy(mask), torch.from_numpy(allowed)))
    return made


def together(parameters: list[torch.nn.Parameter], processes: int) -> None:
    """Makes every process step with the mean of all gradients."""
    flat = torch.cat([p.grad.flatten() for p in parameters])
    torch.distributed.all_reduce(flat)
    flat /= processes
    at = 0
    for p in parameters:
        p.grad.copy_(flat[at : at + p.numel()].view_as(p))
        at += p.numel()


def epoch_rows(kept: dict[str, list[Row]], epoch: int, asked: argparse.Namespace) -> list[Row]:
    """The texts of an epoch: the same for the same seed."""
    randomness = random.Random(asked.seed * 77 + epoch)
    inventor = Inventor(randomness)
    rows: list[Row] = []
    for name, part in kept.items():
        share = next((s for k, s in SHARE.items() if name.startswith(k)), 1.0)
        rows += joined([row for row in part if share == 1.0 or randomness.random() < share], randomness)
    rows = [renamed(row, inventor) if randomness.random() < RENAMED else row for row in rows]
    rows = [natural(row) if randomness.random() < 0.4 else row for row in rows]
    rows += synthetic(asked.synthetic, seed=asked.seed * 1000 + epoch)
    return [recased(row, randomness) if randomness.random() < RECASED else row for row in rows]


def train(rank: int, asked: argparse.Namespace) -> None:
    """One of the processes; the first one prints and saves."""
    torch.manual_seed(asked.seed + rank)
    torch.set_num_threads(1)
    if asked.processes > 1:
        torch.distributed.init_process_group("gloo", init_method=f"file://{asked.out.resolve()}/meet", rank=rank, world_size=asked.processes)
    tensors, tokenizer_json = read_pack(asked.encoder)
    tokenizer = Tokenizer.from_str(tokenizer_json.decode())
    tokenizer.no_padding()
    tokenizer.no_truncation()
    torch.manual_seed(asked.seed)
    model = Tagger(tensors["word_emb"].shape[0], len(LABELS))
    model.load_pack(tensors)
    if asked.resume:
        model.load_state_dict(torch.load(asked.resume, weights_only=True))
    torch.manual_seed(asked.seed + rank)
    sets = {name: read(asked.data / f"{name}.jsonl") for name in TRAIN if name not in asked.without}
    kept: dict[str, list[Row]] = {}
    held: dict[str, list[Row]] = {}
    for name, rows in sets.items():
        kept[name], held[name] = split(rows, asked.seed)
    held = {name: held[name] for name in HELD if name in held}
    dev = {name: read(asked.data / f"{name}.jsonl") for name in DEV}
    parameters = [p for p in model.parameters() if p.requires_grad]
    head = list(model.head.parameters())
    slow = [p for n, p in model.named_parameters() if "head" not in n and p.requires_grad]
    rates = (asked.rate, asked.rate * 5)
    optimiser = torch.optim.AdamW([{"params": slow}, {"params": head}], lr=asked.rate, weight_decay=0.01, fused=True)
    start, limit, done = time.monotonic(), asked.minutes * 60, 0
    for epoch in range(asked.first, asked.first + asked.epochs):
        # The same order in all processes: each takes its part of the batches.
        batched = batches(epoch_rows(kept, epoch, asked), tokenizer, asked.tokens, random.Random(epoch))
        rounds = len(batched) // asked.processes
        model.train()
        total = count = 0.0
        for at in range(rounds):
            share = torch.tensor(max((epoch - asked.first + at / rounds) / asked.epochs, (time.monotonic() - start) / limit))
            if asked.processes > 1:
                torch.distributed.broadcast(share, 0)
            if share > 1:
                break
            slope = min(1.0, float(share) / asked.warm + 0.01) * max(0.01, 1 - float(share))
            for group, rate in zip(optimiser.param_groups, rates):
                group["lr"] = rate * slope
            ids, mask, allowed = batched[at * asked.processes + rank]
            logits = model(ids, mask).log_softmax(-1)
            # The probability of all labels that this token may have, together.
            likely = torch.logsumexp(logits + (allowed - 1) * 1e4, -1)
            loss = -(likely * mask).sum() / mask.sum()
            optimiser.zero_grad(set_to_none=True)
            loss.backward()
            if asked.processes > 1:
                together(parameters, asked.processes)
            torch.nn.utils.clip_grad_norm_(parameters, 1.0)
            optimiser.step()
            total, count, done = total + loss.item(), count + 1, done + 1
            if rank == 0 and done % 50 == 0:
                print(f"epoch {epoch} step {done} ({at}/{rounds}) loss {total / count:.4f} share {float(share):.3f} {time.monotonic() - start:.0f} s", flush=True)
        if rank == 0:
            torch.save(model.state_dict(), asked.out / "last.pt")
            line = {"epoch": epoch, "steps": done, "loss": total / max(count, 1), "seconds": time.monotonic() - start}
            for name, rows_ in {**held, **dev}.items():  # a part is enough to see it rise
                line[name] = {k: [round(x, 4) for x in v] for k, v in evaluate(model, tokenizer, rows_[:: max(1, len(rows_) // 300)]).items()}
            print(json.dumps(line), flush=True)
            with (asked.out / "log.jsonl").open("a") as log:
                log.write(json.dumps(line) + "\n")
        over = torch.tensor(float(time.monotonic() - start > limit))
        if asked.processes > 1:
            torch.distributed.broadcast(over, 0)
        if over:
            break
    if asked.processes > 1:
        torch.distributed.destroy_process_group()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--encoder", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--epochs", type=int, default=5)
    parser.add_argument("--first", type=int, default=0, help="number of the first epoch, where one goes on")
    parser.add_argument("--resume", type=Path, help="checkpoint to go on from")
    parser.add_argument("--minutes", type=float, default=1e6, help="the rate has fallen to nothing by then at the latest")
    parser.add_argument("--synthetic", type=int, default=4000, help="template-made texts an epoch")
    parser.add_argument("--rate", type=float, default=2e-4)
    parser.add_argument("--warm", type=float, default=0.06, help="share of the run in which the rate rises")
    parser.add_argument("--tokens", type=int, default=768, help="tokens of a process and step")
    parser.add_argument("--processes", type=int, default=2, help="with one thread each")
    parser.add_argument("--without", nargs="*", default=[], help="training files to leave out, for held-out scores")
    parser.add_argument("--seed", type=int, default=11)
    asked = parser.parse_args()
    asked.out.mkdir(parents=True, exist_ok=True)
    (asked.out / "tokenizer.json").write_bytes(read_pack(asked.encoder)[1])
    (asked.out / "meet").unlink(missing_ok=True)
    if asked.processes == 1:
        train(0, asked)
    else:
        torch.multiprocessing.spawn(train, (asked,), nprocs=asked.processes)


if __name__ == "__main__":
    main()
