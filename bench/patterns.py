#!/usr/bin/env python3
"""How fast the recognisers are, beside Presidio's pattern recognisers on the same text, on one core each.

    cargo build --release --workspace --example throughput
    python bench/patterns.py FILE… [--characters 200000]

Ours are all recognisers of every country over the whole of the files; Presidio's are all its predefined pattern
recognisers for English over the first characters of the same text, a paragraph at a time, without a language model.
Prints one JSON object. Needs presidio-analyzer 2.2.366.
"""

from __future__ import annotations

import argparse
import json
import re
import subprocess
import time
from pathlib import Path


def ours(tool: Path, files: list[Path]) -> float:
    """Megabytes a second."""
    said = subprocess.run([tool, *files], check=True, capture_output=True, text=True).stdout
    return float(re.findall(r"([\d.]+) MB/s", said)[-1])


def presidio(text: str) -> tuple[float, int]:
    from presidio_analyzer import PatternRecognizer, RecognizerRegistry

    registry = RecognizerRegistry()
    registry.load_predefined_recognizers(languages=["en"])
    patterns = [r for r in registry.recognizers if isinstance(r, PatternRecognizer)]
    parts = [p for p in text.split("\n\n") if p.strip()]
    started = time.perf_counter()
    for part in parts:
        for recogniser in patterns:
            recogniser.analyze(part, recogniser.supported_entities, nlp_artifacts=None)
    return len(text.encode()) / 1e6 / (time.perf_counter() - started), len(patterns)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--tool", type=Path, default=Path("target/release/examples/throughput"))
    parser.add_argument("--characters", type=int, default=200_000)
    asked = parser.parse_args()
    text = "\n\n".join(path.read_text(errors="replace") for path in asked.files)[: asked.characters]
    own = ours(asked.tool, asked.files)
    other, count = presidio(text)
    print(json.dumps({"ours_mb_per_second": own, "presidio_mb_per_second": other, "presidio_recognisers": count, "ratio": own / other}))


if __name__ == "__main__":
    main()
