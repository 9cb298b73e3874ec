#!/usr/bin/env python3
"""Redacts every file below some folders and looks for what was accepted with other programs.

    python3 bench/corpus.py FOLDER… [--tacenda target/debug/tacenda] [--keep OUT] [--accept all]

For each file: `tacenda detect --with-text` says what is found, `tacenda redact` removes it, and
`pdftotext` (PDF), every part of the unzipped package (OOXML) or the plain bytes (text) are searched
for each accepted string as a whole word. Prints one line for each file that was not verified and
totals at the end; exits with 1 when a string was found, the program panicked or hung.
"""

from __future__ import annotations

import argparse
import html
import json
import re
import subprocess
import sys
import tempfile
import time
import zipfile
from collections import Counter
from pathlib import Path

LIMIT = 300


def run(command: list[str]) -> subprocess.CompletedProcess | None:
    try:
        return subprocess.run(command, capture_output=True, timeout=LIMIT)
    except subprocess.TimeoutExpired:
        return None


def words(text: str) -> str:
    return re.sub(r"\s+", " ", text)


def readable(path: Path) -> str:
    """Everything another program can read in the file."""
    if path.suffix.lower() == ".pdf":
        plain = run(["pdftotext", str(path), "-"])
        raw = run(["pdftotext", "-raw", str(path), "-"])
        texts = [p.stdout.decode("utf-8", "replace") for p in (plain, raw) if p]
        return words(" \n ".join(texts))
    if zipfile.is_zipfile(path):
        parts = []
        with zipfile.ZipFile(path) as archive:
            for name in archive.namelist():
                content = archive.read(name).decode("utf-8", "replace")
                # Both with the tags taken out (text cut across runs) and as attributes say it.
                parts.append(html.unescape(re.sub(r"<[^>]*>", "", content)))
                values = re.findall(r'="([^"]*)"', content)
                # "en-US" as the language of a style is no text.
                values = [v for v in values if not re.fullmatch(r"[a-z]{2,3}-[A-Z]{2}", v)]
                parts.append(html.unescape(" ".join(values)))
        return words(" ".join(parts))
    data = path.read_bytes()
    for encoding in ("utf-8", "utf-16"):
        try:
            return words(data.decode(encoding))
        except UnicodeDecodeError:
            continue
    return words(data.decode("latin-1"))


def found(values: set[str], text: str) -> list[str]:
    hits = []
    for value in values:
        needle = words(value).strip()
        if len(needle) < 2:
            continue
        if re.search(rf"(?<!\w){re.escape(needle)}(?!\w)", text):
            hits.append(needle)
    return hits


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--tacenda", default="target/debug/tacenda")
    parser.add_argument("--keep", type=Path, help="keep the outputs here")
    parser.add_argument("--accept", default="all")
    parser.add_argument("--show", action="store_true", help="print the strings that were found again")
    asked = parser.parse_args()
    out_root = asked.keep or Path(tempfile.mkdtemp(prefix="tacenda-corpus-"))
    files = sorted(
        path
        for folder in asked.folders
        for path in ([folder] if folder.is_file() else folder.rglob("*"))
        if path.suffix.lower() in {".pdf", ".txt", ".md", ".docx", ".xlsx", ".pptx", ".docm", ".dotx"}
    )
    totals: Counter[str] = Counter()
    leaked = 0
    start = time.monotonic()
    for index, path in enumerate(files):
        out = out_root / str(index)
        detected = run([asked.tacenda, "detect", "--format", "json", "--with-text", str(path)])
        done = run([asked.tacenda, "redact", "--format", "json", "--accept", asked.accept, "--out", str(out), str(path)])
        totals["files"] += 1
        if detected is None or done is None:
            totals["hang"] += 1
            print(f"HANG      {path.name}")
            continue
        errors = (detected.stderr + done.stderr).decode("utf-8", "replace")
        if "panicked" in errors or done.returncode < 0 or done.returncode > 100:
            totals["panic"] += 1
            print(f"PANIC     {path.name}: {errors.strip()[:300]}")
            continue
        if done.returncode != 0:
            kind = {3: "failed check", 4: "refused"}.get(done.returncode, f"exit {done.returncode}")
            totals[kind] += 1
            reason = errors.strip().splitlines()[-1][:200] if errors.strip() else "?"
            print(f"{kind:9} {path.name}: {reason}")
            if out.exists() and list(out.iterdir()):
                totals["file written in spite of failure"] += 1
                leaked += 1
            continue
        totals["verified"] += 1
        output = Path(json.loads(done.stdout.splitlines()[0])["output"])
        rows = detected.stdout.decode().splitlines()
        spans = json.loads(rows[0])["spans"] if rows else []
        totals["accepted strings"] += len(spans)
        values = {span["text"] for span in spans}
        hits = found(values, readable(output)) if values else []
        if hits:
            totals["files with a string left"] += 1
            leaked += 1
            print(f"LEFT      {path.name}: {len(hits)} of {len(values)} strings" + (f": {hits[:8]}" if asked.show else ""))
    print(json.dumps({**totals, "seconds": round(time.monotonic() - start)}, ensure_ascii=False))
    return 1 if leaked or totals["hang"] or totals["panic"] else 0


if __name__ == "__main__":
    sys.exit(main())
