"""Compares what the product finds with the transformers library on the same pack and texts.

    python reference.py PARITY_PROGRAM TEXTS_DIR PACK... [--count 1000]

PARITY_PROGRAM is the example `parity` of the crate tacenda-ner. The reference is ONNX Runtime in
Python with the library's own tokenizer and its own TokenClassificationPipeline code. Prints for
each pack the largest difference of a logit and for each strategy how many texts have the same
spans (bounds, labels, and scores within 1e-4).
"""

import argparse
import json
import subprocess
import sys
import tempfile
import warnings
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import onnxruntime as ort
from transformers import BertTokenizerFast, PreTrainedTokenizerFast
from transformers.pipelines.token_classification import AggregationStrategy, TokenClassificationPipeline

warnings.filterwarnings("ignore")
STRATEGIES = ["none", "simple", "first", "average", "max"]


def rows(folder, count):
    """Texts taken in turn from every file, and some that are hard for offsets."""
    hard = ["", " ", "José Müller met Zoë\u0308 in São Paulo.", "日本語のテキスト Tokyo 東京", "👩‍👩‍👧 Ann 🇩🇪 Berlin",
            "שלום John עולם", "a\r\nb\tc\u00a0d", "Ne\u0301e O\u2019Brien", "x\u0000y Ann", "ﬁne oﬃce İstanbul ẞ",
            "\ufeffBob", "…Ann—Lee…", "[SEP] Ann [MASK]", "supercalifragilisticexpialidocious" * 8]
    files = [iter(path.read_text().splitlines()) for path in sorted(folder.glob("*.jsonl"))]
    out = [{"id": f"hard{n}", "text": text} for n, text in enumerate(hard)]
    while files and len(out) < count:
        for file in list(files):
            line = next(file, None)
            if line is None:
                files.remove(file)
            elif len(out) < count:
                row = json.loads(line)
                out.append({"id": str(row["id"]), "text": row["text"]})
    return out


class Reference:
    def __init__(self, folder):
        self.config = json.loads((folder / "config.json").read_text())
        if (folder / "vocab.txt").exists():
            self.tokenizer = BertTokenizerFast.from_pretrained(folder)
        else:
            self.tokenizer = PreTrainedTokenizerFast.from_pretrained(folder)
        options = ort.SessionOptions()
        options.intra_op_num_threads = 2
        self.session = ort.InferenceSession(folder / "model.onnx", options, providers=["CPUExecutionProvider"])
        self.inputs = self.session.get_inputs()
        self.fixed = self.inputs[0].shape[1] if isinstance(self.inputs[0].shape[1], int) else None
        self.longest = self.fixed or 512
        labels = {int(n): label for n, label in self.config["id2label"].items()}
        pipeline = TokenClassificationPipeline.__new__(TokenClassificationPipeline)
        pipeline.tokenizer, pipeline.framework = self.tokenizer, "np"
        pipeline.model = SimpleNamespace(config=SimpleNamespace(id2label=labels))
        self.pipeline = pipeline

    def run(self, text):
        """Logits and spans for every strategy; nothing for a text too long for one run."""
        coded = self.tokenizer(text, return_offsets_mapping=True, return_special_tokens_mask=True)
        ids = coded["input_ids"]
        if len(ids) > self.longest:
            return None
        width = self.fixed or len(ids)
        values = {"ids": ids + [self.tokenizer.pad_token_id or 0] * (width - len(ids)),
                  "mask": [1] * len(ids) + [0] * (width - len(ids)), "types": [0] * width}
        feed = {}
        for place, spec in enumerate(self.inputs):
            role = "mask" if "mask" in spec.name else "types" if "type" in spec.name else "ids"
            if spec.name.isdigit():
                role = ["ids", "mask", "types"][place]
            kind = np.int32 if "int32" in spec.type else np.int64
            feed[spec.name] = np.array([values[role]], kind)
        logits = self.session.run(None, feed)[0][0][: len(ids)].astype(np.float32)
        top = np.exp(logits - logits.max(axis=-1, keepdims=True))
        scores = top / top.sum(axis=-1, keepdims=True)
        spans = {}
        for name in STRATEGIES:
            strategy = AggregationStrategy(name)
            tokens = self.pipeline.gather_pre_entities(
                text, np.array(ids), scores, coded["offset_mapping"], np.array(coded["special_tokens_mask"]), strategy)
            found = self.pipeline.aggregate(tokens, strategy)
            label = lambda e: e.get("entity", e.get("entity_group"))
            spans[name] = [[e["start"], e["end"], label(e), float(e["score"])] for e in found if label(e) != "O"]
        return logits, spans


def same(ours, theirs):
    return len(ours) == len(theirs) and all(
        a[:3] == b[:3] and abs(a[3] - b[3]) < 1e-4 for a, b in zip(ours, theirs))


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("program")
    parser.add_argument("texts", type=Path)
    parser.add_argument("packs", type=Path, nargs="+")
    parser.add_argument("--count", type=int, default=1000)
    parser.add_argument("--show", action="store_true", help="print the first text that differs")
    args = parser.parse_args()
    texts = rows(args.texts, args.count * 2)
    print(f"{'pack':<20} {'texts':>5} {'logits':>9} " + " ".join(f"{s:>8}" for s in STRATEGIES) + "  entities")
    failed = False
    for folder in args.packs:
        reference, kept, wanted = Reference(folder), [], []
        for row in texts:
            if len(kept) == args.count:
                break
            answer = reference.run(row["text"])
            if answer:
                kept.append(row)
                wanted.append(answer)
        with tempfile.NamedTemporaryFile("w", suffix=".jsonl") as file:
            file.write("".join(json.dumps(row) + "\n" for row in kept))
            file.flush()
            lines = subprocess.run([args.program, folder, file.name], check=True, capture_output=True, text=True).stdout
        largest, equal, entities = 0.0, dict.fromkeys(STRATEGIES, 0), 0
        for row, line, (logits, spans) in zip(kept, lines.splitlines(), wanted, strict=True):
            ours = json.loads(line)
            largest = max(largest, float(np.abs(np.array(ours["logits"]) - logits.ravel()).max()))
            entities += len(spans["simple"])
            for name in STRATEGIES:
                good = same(ours["spans"][name], spans[name])
                equal[name] += good
                if not good and args.show:
                    print(repr(row["text"]), name, ours["spans"][name], spans[name], sep="\n  ")
        print(f"{folder.name:<20} {len(kept):>5} {largest:>9.1e} " + " ".join(f"{equal[s]:>8}" for s in STRATEGIES)
              + f"  {entities}")
        failed |= largest > 1e-4 or any(n != len(kept) for n in equal.values())
    sys.exit(failed)


if __name__ == "__main__":
    main()
