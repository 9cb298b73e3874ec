#!/usr/bin/env python3
"""What other programs say of our Office reading and redaction, and how fast it is.

    cargo build --release --workspace --example bench_office
    python bench/office.py identity FOLDER…         every part comes out as it went in
    python bench/office.py words FOLDER… [--seed 7] five words by seed gone from every file
    python bench/office.py speed FOLDER…            megabytes of XML for each second

`words` chooses from the XML itself, not from our reading: a word cut across runs, a deleted or half
deleted one, one in a header, a note, a comment, a property, and words and pairs of the body. They
are looked for in LibreOffice's text, pandoc's with all tracked changes, docx2txt's, and in every
part: texts without tags, attributes, bytes, packages inside packages. python-docx compares the
structure. One line for each file that falls short. Needs soffice and pandoc, and from PyPI
python-docx 1.2 and docx2txt 0.9; a program that is missing is named and left out. None of them is
part of the product.
"""

from __future__ import annotations

import argparse
import html
import io
import json
import random
import re
import shutil
import sys
import tempfile
import zipfile
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from xml.etree import ElementTree

from steps import ours, run, short

KINDS = {".docx", ".docm", ".dotx", ".dotm", ".xlsx", ".xlsm", ".pptx", ".pptm"}
WORD = re.compile(r"[^\W\d_]{6,}")
# Attributes that people fill: a word that stands in any other is vocabulary and is not chosen.
TEXTUAL = {"descr", "title", "tooltip", "author", "initials", "alt", "instr", "anchor", "displayText", "Target"}
STORIES = {
    "document": "body", "header": "header", "footer": "header", "footnotes": "note",
    "endnotes": "note", "comments": "comment", "slide": "body", "notesSlide": "note",
    "sharedStrings": "body", "core": "property", "app": "property",
}


def documents(folders: list[Path]) -> list[Path]:
    found = (p for f in folders for p in ([f] if f.is_file() else f.rglob("*")))
    return sorted(p for p in found if p.suffix.lower() in KINDS)


def failed(said: dict) -> str | None:
    return next((k for k in ("hang", "crash", "error", "differs", "refused") if k in said), None)


def identity(asked: argparse.Namespace) -> int:
    totals: Counter[str] = Counter()
    for path in documents(asked.folders):
        totals["files"] += 1
        said = ours(asked.tool, "identity", path)
        kind = failed(said) or "identical"
        totals[kind] += 1
        totals["bytes of XML"] += said.get("xml", 0)
        if kind != "identical":
            print(f"{kind} {short(path)}: {said[kind]}")
    print(json.dumps(totals, indent=1))
    return 1 if totals["differs"] or totals["hang"] or totals["crash"] else 0


def speed(asked: argparse.Namespace) -> int:
    sums: Counter[str] = Counter()
    for path in documents(asked.folders)[:: asked.every]:
        said = [ours(asked.tool, "speed", path) for _ in range(asked.runs)]
        if failed(said[0]):
            sums["left out"] += 1
            continue
        sums["files"] += 1
        sums["xml"] += said[0]["xml"]
        for step in ("read_ms", "redact_ms", "verify_ms"):
            sums[step] += min(s[step] for s in said)
    rates = {
        step.removesuffix("_ms") + ", MB of XML a second": round(sums["xml"] / 1e3 / max(sums[step], 1e-9), 1)
        for step in ("read_ms", "redact_ms", "verify_ms")
    }
    print(json.dumps({**sums, **rates}, indent=1))
    return 0


def local(tag: object) -> str:
    return str(tag).rsplit("}", 1)[-1]


def pieces(node: ElementTree.Element, deleted: bool, out: list[tuple[str, bool]]) -> None:
    """The texts of one paragraph with their standing; a tab or break ends a word."""
    for child in node:
        name = local(child.tag)
        if name in {"p", "txbxContent", "pPr", "rPr"}:
            continue
        if name in {"t", "delText"}:
            out.append((child.text or "", deleted))
        elif name in {"tab", "br", "cr", "noBreakHyphen", "softHyphen", "sym", "instrText", "delInstrText"}:
            out.append(("\n", deleted))
        else:
            pieces(child, deleted or name in {"del", "moveFrom"}, out)


def paragraph_words(paragraph: ElementTree.Element, place: str, found: dict[str, set[str]]) -> None:
    parts: list[tuple[str, bool]] = []
    pieces(paragraph, False, parts)
    owners = [(i, deleted) for i, (text, deleted) in enumerate(parts) for _ in text]
    text = "".join(text for text, _ in parts)
    before = None
    for match in WORD.finditer(text):
        said = owners[match.start() : match.end()]
        word = match.group()
        found.setdefault(place, set()).add(word)
        if len({i for i, _ in said}) > 1:
            found.setdefault("cut across runs", set()).add(word)
        if any(deleted for _, deleted in said):
            half = not all(deleted for _, deleted in said)
            found.setdefault("half deleted" if half else "deleted", set()).add(word)
        if before and text[before.end() : match.start()] == " ":
            found.setdefault("pair", set()).add(f"{before.group()} {word}")
        before = match


def candidates(path: Path) -> dict[str, list[str]]:
    """Words by where they stand, without those that the markup itself uses."""
    found: dict[str, set[str]] = {}
    vocabulary = set()
    with zipfile.ZipFile(path) as package:
        for name in package.namelist():
            stem = re.sub(r"\d+$", "", Path(name).stem)
            if not name.endswith((".xml", ".rels")):
                continue
            try:
                content = package.read(name)
                root = ElementTree.fromstring(content)
            except Exception:  # our reading says what is wrong with such a file
                continue
            addresses = re.findall(rb'xmlns(?::\w+)?="([^"]*)"', content)
            vocabulary.update(address.decode("utf-8", "replace").lower() for address in addresses)
            for node in root.iter():
                vocabulary.add(str(node.tag).lower())
                for key, value in node.attrib.items():
                    vocabulary.add(key.lower())
                    if local(key) not in TEXTUAL:
                        vocabulary.add(value.lower())
                if local(node.tag) in {"p", "si"}:
                    paragraph_words(node, STORIES.get(stem, "elsewhere"), found)
                elif STORIES.get(stem) == "property" and "docProps" in name:
                    found.setdefault("property", set()).update(WORD.findall(node.text or ""))
    markup = "\n".join(vocabulary)
    plain = lambda words: sorted(w for w in words if not any(x.lower() in markup for x in w.split()))
    return {place: words for place, all_words in found.items() if (words := plain(all_words))}


def chosen(path: Path, seed: int) -> dict[str, str]:
    """Five words, each from another place as far as there are so many."""
    by_place = candidates(path)
    dice = random.Random(f"{seed} {path.name}")
    rare = [p for p in by_place if p not in {"body", "pair", "elsewhere"}]
    dice.shuffle(rare)
    places = (rare + [p for p in ("pair", "body", "elsewhere") if p in by_place])[:5]
    words = {dice.choice(by_place[place]): place for place in places}
    rest = sorted({w for p in ("body", "pair") for w in by_place.get(p, [])} - set(words))
    for word in dice.sample(rest, min(5 - len(words), len(rest))):
        words[word] = "body"
    return words


def said_by(content: bytes, name: str) -> str:
    """Everything that a part says, by means of this script alone."""
    if content[:2] == b"PK":
        inner = zipfile.ZipFile(io.BytesIO(content))
        return "\n".join(f"{n}\n{said_by(inner.read(n), n)}" for n in inner.namelist())
    if content[:2] in (b"\xff\xfe", b"\xfe\xff"):
        text = content.decode("utf-16", "replace")
    else:
        text = content.decode("utf-8", "replace")
    if not text.lstrip("\ufeff").startswith("<"):
        wide = content.decode("utf-16-le", "replace") + "\n" + content[1:].decode("utf-16-le", "replace")
        return "\n".join((text, content.decode("latin-1"), wide))
    values = re.findall(r"""=\s*(?:"([^"]*)"|'([^']*)')""", text)
    apart = re.sub(r"</(?:\w+:)?(?:p|si|tc|c|instrText|delInstrText)>|<(?:\w+:)?(?:tab|br|cr|ptab)\b[^>]*>", "\n", text)
    bare = re.sub(r"<[^>]*>", "", apart)
    return html.unescape("\n".join([bare, *(a or b for a, b in values)]))


def left(words: dict[str, str], text: str) -> list[str]:
    text = re.sub(r"[\u00ad\u200b]", "", text.lower())
    flat = re.sub(r"\s+", " ", text)
    return [word for word in words if word.lower() in flat]


def structure(path: Path) -> list:
    import docx

    document = docx.Document(str(path))
    return [
        [local(e.tag) for e in document.element.body if isinstance(e.tag, str)],  # XML comments go
        [(len(t.rows), len(t.columns)) for t in document.tables],
        [p.style.name if p.style else None for p in document.paragraphs],
        len(document.sections),
    ]


def peers(path: Path, out: Path, words: dict[str, str], totals: Counter[str]) -> list[str]:
    why = []
    if hits := left(words, said_by(out.read_bytes(), "")):
        why.append(f"{len(hits)} words in the parts")
    if path.suffix.lower() not in {".docx", ".docm", ".dotx", ".dotm"}:
        return why
    if shutil.which("pandoc"):
        done = run("pandoc", "-f", "docx", "--track-changes=all", "-t", "plain", "--wrap=none", out)
        totals["read by pandoc"] += done.returncode == 0
        if hits := left(words, done.stdout.decode("utf-8", "replace")):
            why.append(f"{len(hits)} words in pandoc")
    try:
        import docx2txt

        text = docx2txt.process(str(out))
        totals["read by docx2txt"] += 1
        if hits := left(words, text):
            why.append(f"{len(hits)} words in docx2txt")
    except ImportError:
        totals["docx2txt is missing"] += 1
    except Exception:  # it stops at the source too
        pass
    try:
        before = structure(path)
    except Exception:  # what it cannot open before, it need not open after
        return why
    try:
        totals["compared by python-docx"] += 1
        if structure(out) != before:
            why.append("another structure in python-docx")
    except Exception as error:
        why.append(f"python-docx cannot open it: {error}")
    return why


def in_libreoffice(folder: Path, files: dict[str, dict[str, str]], totals: Counter[str]) -> list[str]:
    """Converts what was written, many files in one start, and looks for the words."""
    if not shutil.which("soffice"):
        totals["soffice is missing"] += 1
        return []
    profile, texts = folder / "profile", folder / "texts"
    names = [name for name in files if Path(name).suffix == ".docx"]
    why = []
    for at in range(0, len(names), 40):
        some = names[at : at + 40]
        run(
            "soffice", "--headless", f"-env:UserInstallation=file://{profile}", "--convert-to",
            "txt:Text (encoded):UTF8", "--outdir", texts, *(folder / n for n in some), limit=600,
        )
        for name in some:
            text = texts / Path(name).with_suffix(".txt")
            if not text.exists():
                totals["not converted by LibreOffice"] += 1
                continue
            totals["read by LibreOffice"] += 1
            if hits := left(files[name], text.read_text("utf-8", "replace")):
                why.append(f"SHORT {name}: {len(hits)} words in LibreOffice {hits}")
    return why


def words_everywhere(asked: argparse.Namespace) -> int:
    totals: Counter[str] = Counter()
    places: Counter[str] = Counter()
    folder = Path(tempfile.mkdtemp(prefix="tacenda-office-"))
    written: dict[str, dict[str, str]] = {}

    def one(index: int, path: Path) -> tuple[Path, dict[str, str], dict, list[str], Counter[str]]:
        try:
            words = chosen(path, asked.seed)
        except (zipfile.BadZipFile, NotImplementedError, RuntimeError):
            words = {}
        suffix = path.suffix.lower()
        out = folder / f"{index:04}{'.docx' if suffix[1] == 'd' else suffix}"
        said = ours(asked.tool, "words", path, out, *words)
        read_by: Counter[str] = Counter()
        why = [] if failed(said) else [f"our check: {leak}" for leak in said["leaks"][:3]]
        why += [] if failed(said) else peers(path, out, words, read_by)
        return out, words, said, why, read_by

    files = documents(asked.folders)[:: asked.every]
    with ThreadPoolExecutor(asked.jobs) as pool:
        answers = list(pool.map(one, range(len(files)), files))
    for path, (out, words, said, why, read_by) in zip(files, answers):
        totals["files"] += 1
        totals.update(read_by)
        if kind := failed(said):
            totals[kind] += 1
            print(f"{kind} {short(path)}: {said[kind]}")
            continue
        totals["words"] += len(words)
        totals["redactions"] += said["redactions"]
        places.update(words.values())
        # A file that our own check does not pass is never saved.
        kind = "refused by our check" if said["leaks"] else "SHORT" if why else "clean"
        totals[kind] += 1
        if why:
            print(f"{kind} {out.name} {short(path)}: {'; '.join(why)} {words if asked.show else ''}")
        if not said["leaks"]:
            written[out.name] = words
    for line in in_libreoffice(folder, written, totals):
        totals["SHORT in LibreOffice"] += 1
        print(line)
    print(json.dumps({"totals": totals, "words by place": places, "folder": str(folder)}, indent=1))
    if not asked.keep:
        shutil.rmtree(folder)
    short_of = ("SHORT", "SHORT in LibreOffice", "hang", "crash")
    return 1 if any(totals[k] for k in short_of) else 0


STEPS = {"identity": identity, "words": words_everywhere, "speed": speed}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("step", choices=STEPS)
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--tool", type=Path, default=Path("target/release/examples/bench_office"))
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--every", type=int, default=1, help="take every so manieth file")
    parser.add_argument("--jobs", type=int, default=2, help="files at once")
    parser.add_argument("--runs", type=int, default=3, help="the fastest counts")
    parser.add_argument("--keep", action="store_true", help="keep what is written")
    parser.add_argument("--show", action="store_true", help="print the words")
    asked = parser.parse_args()
    return STEPS[asked.step](asked)


if __name__ == "__main__":
    sys.exit(main())
