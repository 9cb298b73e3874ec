#!/usr/bin/env python3
"""What other programs say of our PDF reading and redaction, and how fast they are beside it.

    cargo build --release -p tacenda-pdf --example bench_pdf
    python bench/pdf.py open FOLDER…             opened, clear errors, notices, panics, hangs
    python bench/pdf.py words FOLDER… [--seed 7] five words by seed gone from every text-rich file
    python bench/pdf.py speed FOLDER…            beside pdftotext, PyMuPDF and pdftoppm, in one run

`words` removes the words everywhere and looks for them in pdftotext, mutool, PyMuPDF, pdfium and
every decoded stream and string; counts the other letters and digits that are still there; asks
`qpdf --check` and, where the source has none, x-ray. One line for each file that falls short.
Needs pdftotext, pdftoppm, mutool and qpdf, and from PyPI PyMuPDF 1.24, pypdfium2 5.15, x-ray 0.4.
None of them is part of the product.
"""

from __future__ import annotations

import argparse
import asyncio
import inspect
import json
import re
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

from steps import ours, run, short

TEXT_RICH = 200
GROWTH = 1.5
FRAME = 16 << 10  # what the frame of a file and the labels may add to a small one
KEPT = 0.995


def text_of(*command: str | Path) -> str:
    return run(*command).stdout.decode("utf-8", "replace")


def pdfs(folders: list[Path]) -> list[Path]:
    found = (p for f in folders for p in ([f] if f.is_file() else f.rglob("*")))
    return sorted(p for p in found if p.suffix.lower() == ".pdf")


def open_all(asked: argparse.Namespace) -> int:
    totals: Counter[str] = Counter()
    errors: Counter[str] = Counter()
    notices: Counter[str] = Counter()
    for path in pdfs(asked.folders):
        totals["files"] += 1
        said = ours(asked.tool, "open", path)
        kind = next((k for k in ("hang", "crash", "error") if k in said), "opened")
        totals[kind] += 1
        if kind == "opened":
            totals["pages"] += said["pages"]
            totals["opened with a notice"] += bool(said["notices"])
            notices.update(said["notices"])
        elif kind == "error":
            errors[re.sub(r"(page )?\d+", "N", said["error"])[:90]] += 1
        if kind in ("hang", "crash") or "the program failed" in said.get("error", ""):
            totals["defects"] += 1
            print(f"{kind} {short(path)}: {said}")
    print(json.dumps({"totals": totals, "errors": errors, "notices": notices}, indent=1))
    return 1 if totals["defects"] else 0


def stands_in(text: str, word: str) -> bool:
    text = text.lower()
    return word in text or word in text.replace("-\n", "").replace("\u00ad", "")


def letters(text: str) -> Counter[str]:
    return Counter(c for c in text.lower() if c.isalnum())


def kept_share(before: str, after: str, removed: str) -> float:
    wanted = letters(before) - letters(removed)
    total = sum(wanted.values())
    return sum((wanted & letters(after)).values()) / total if total else 1.0


def by_pymupdf(path: Path) -> tuple[str, list[str]]:
    """The text, and everything that stands in decoded streams, strings and names."""
    import pymupdf

    with pymupdf.open(path) as document:
        text = "\n".join(page.get_text() for page in document)
        raw = [path.read_bytes().decode("latin-1")]
        for number in range(1, document.xref_length()):
            raw.append(document.xref_object(number, compressed=True))
            if document.xref_is_stream(number):
                raw.append((document.xref_stream(number) or b"").decode("latin-1"))
    return text, raw


def by_pdfium(path: Path) -> str:
    import pypdfium2

    document = pypdfium2.PdfDocument(path)
    try:
        return "\n".join(page.get_textpage().get_text_range() for page in document)
    finally:
        document.close()


def in_raw(raw: list[str], words: list[str]) -> list[str]:
    """Words in any decoded part: plain, in UTF-16, or in hexadecimal."""
    found = []
    for word in words:
        data = word.encode("utf-8", "replace")
        wide = word.encode("utf-16-be").decode("latin-1")
        forms = [data.decode("latin-1"), wide, data.hex(), word.encode("utf-16-be").hex()]
        if any(form in part.lower() for part in raw for form in forms):
            found.append(word)
    return found


def by_xray(path: Path) -> int:
    """How many texts x-ray finds under boxes."""
    import xray

    found = xray.inspect(str(path))
    if inspect.isawaitable(found):
        found = asyncio.run(found)
    return sum(len(page) for page in found.values())


def shortfalls(path: Path, out: Path, before: str, said: dict) -> tuple[list[str], dict]:
    words, why = said["words"], [f"our check: {leak}" for leak in said["leaks"][:3]]
    after = text_of("pdftotext", "-q", out, "-")
    texts = {"pdftotext": after, "mutool": text_of("mutool", "draw", "-q", "-F", "txt", out)}
    raw: list[str] = []
    try:
        texts["PyMuPDF"], raw = by_pymupdf(out)
        texts["pdfium"] = by_pdfium(out)
    except Exception as error:  # whatever a peer raises is a finding about the file
        why.append(f"a peer cannot read it: {error}")
    for name, text in texts.items():
        left = sum(stands_in(text, word) for word in words)
        if left:
            why.append(f"{left} words in {name}")
    if found := in_raw(raw, words):
        why.append(f"{len(found)} words in decoded streams")
    kept = kept_share(before, after, said["removed"])
    if kept < KEPT:
        why.append(f"{kept:.2%} kept")
    check = run("qpdf", "--check", out)
    if check.returncode != 0:
        why.append("qpdf: " + check.stderr.decode("utf-8", "replace").splitlines()[0])
    try:
        if by_xray(out) > by_xray(path):
            why.append("x-ray finds something new")
    except Exception as error:
        why.append(f"x-ray fails: {error}")
    growth = (out.stat().st_size - FRAME) / path.stat().st_size
    if growth > GROWTH and not said["notices"].get("raster_needed"):
        why.append(f"{growth:.2f} times as large")
    return why, {"kept": kept, "growth": growth}


def words_everywhere(asked: argparse.Namespace) -> int:
    totals: Counter[str] = Counter()
    worst = {"kept": 1.0, "growth": 0.0}
    folder = Path(tempfile.mkdtemp(prefix="tacenda-words-"))
    for index, path in enumerate(pdfs(asked.folders)):
        totals["files"] += 1
        before = text_of("pdftotext", "-q", path, "-")
        if sum(c.isalnum() for c in before) < TEXT_RICH:
            totals["not text-rich"] += 1
            continue
        out = folder / f"{index}.pdf"
        said = ours(asked.tool, "words", path, out, str(asked.seed))
        kind = next((k for k in ("hang", "crash", "error", "refused") if k in said), None)
        if kind or not said["words"]:
            totals[kind or "no word long enough"] += 1
            if kind:
                print(f"{kind} {short(path)}: {said[kind]}")
            continue
        totals["text-rich and redacted"] += 1
        totals["redactions"] += said["redactions"]
        totals["pages as pictures"] += said["notices"].get("raster_needed", 0)
        totals["files with an uncut font"] += bool(said["notices"].get("font_glyphs_kept"))
        why, figures = shortfalls(path, out, before, said)
        # A file that our own check does not pass is never saved.
        kind = "refused by our check" if said["leaks"] else "SHORT" if why else "clean"
        totals[kind] += 1
        if why:
            print(f"{kind} {short(path)}: {'; '.join(why)} {said['words'] if asked.show else ''}")
        if kind == "clean":
            worst["kept"] = min(worst["kept"], figures["kept"])
        worst["growth"] = max(worst["growth"], figures["growth"])
        if not asked.keep:
            out.unlink()
    print(json.dumps({"totals": totals, "worst": worst, "folder": str(folder)}, indent=1))
    return 1 if totals["SHORT"] or totals["hang"] or totals["crash"] else 0


def best(times: int, work) -> float:
    """Fewest milliseconds of several runs."""
    fewest = float("inf")
    for _ in range(times):
        start = time.perf_counter()
        work()
        fewest = min(fewest, (time.perf_counter() - start) * 1000)
    return fewest


def redact_with_pymupdf(path: Path, places: list, out: Path) -> None:
    import pymupdf

    with pymupdf.open(path) as document:
        touched = {}
        for number, rect in places:
            page = touched.setdefault(number, document[number])
            page.add_redact_annot(pymupdf.Rect(rect), fill=(0, 0, 0))
        for page in touched.values():
            page.apply_redactions()
        document.save(out, garbage=3, deflate=True)


def speed(asked: argparse.Namespace) -> int:
    import pymupdf  # noqa: F401  the first import is not part of any time

    sums: Counter[str] = Counter()
    out = Path(tempfile.mkdtemp(prefix="tacenda-speed-")) / "out.pdf"
    for path in pdfs(asked.folders):
        said = [ours(asked.tool, "words", path, out, str(asked.seed)) for _ in range(asked.runs)]
        if "redact_ms" not in said[0]:
            print(f"left out {short(path)}: {said[0]}")
            continue
        sums["files"] += 1
        sums["text: ours"] += best(asked.runs, lambda: run(asked.tool, "text", path))
        sums["text: pdftotext"] += best(asked.runs, lambda: run("pdftotext", "-q", path, "-"))
        sums["redact: ours"] += min(s["redact_ms"] for s in said)
        sums["redact: verification apart"] += min(s["verify_ms"] for s in said)
        places = said[0]["places"]
        sums["redact: PyMuPDF"] += best(asked.runs, lambda: redact_with_pymupdf(path, places, out))
        drawn = ours(asked.tool, "draw", path, str(asked.dpi / 72))
        sums["pages"] += drawn["pages"]
        sums["draw: ours"] += drawn["ms"]
        pixels = out.with_suffix("")
        sums["draw: pdftoppm"] += best(1, lambda: run("pdftoppm", "-r", str(asked.dpi), path, pixels))
        for made in out.parent.glob("out-*"):
            made.unlink()
    ratios = {
        "text, ours to pdftotext": sums["text: ours"] / sums["text: pdftotext"],
        "redact and save, ours to PyMuPDF": sums["redact: ours"] / sums["redact: PyMuPDF"],
        "verification to our redaction": sums["redact: verification apart"] / sums["redact: ours"],
        "draw, ours to pdftoppm": sums["draw: ours"] / sums["draw: pdftoppm"],
    }
    print(json.dumps({"milliseconds": sums, "ratios": ratios}, indent=1))
    return 0


STEPS = {"open": open_all, "words": words_everywhere, "speed": speed}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("step", choices=STEPS)
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--tool", type=Path, default=Path("target/release/examples/bench_pdf"))
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--runs", type=int, default=3, help="the fastest counts")
    parser.add_argument("--dpi", type=int, default=150)
    parser.add_argument("--keep", action="store_true", help="keep what is written")
    parser.add_argument("--show", action="store_true", help="print the words")
    asked = parser.parse_args()
    return STEPS[asked.step](asked)


if __name__ == "__main__":
    sys.exit(main())
