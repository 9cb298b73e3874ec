"""Template-made training text: contracts, court papers, clinical notes, letters, tables.

A template names values in braces: `{P}` a person, `{P1}` the same person each time in one text,
`{s1}` that person's surname, `{O:NYSE}` just that text, `{R}` the role of a party (no name, so not labelled).
`[a|b]` stands for one of its parts. Every value is labelled wherever it stands.
"""

from __future__ import annotations

import random
import re
from pathlib import Path

from data import Row
from names import Inventor

KINDS = {"P": "PERSON", "O": "ORGANIZATION", "K": "ORGANIZATION", "L": "LOCATION", "A": "ADDRESS", "Z": "ADDRESS",
         "D": "DATE", "G": "AGE", "J": "PROFESSION", "I": "ID", "C": "CONTACT", "M": "MISC", "S": "MISC", "Q": "LOCATION", "s": "PERSON", "g": "PERSON", "c": "ORGANIZATION"}

TEMPLATES = Path(__file__).with_name("templates.txt").read_text().strip().split("\n")
PIECE = re.compile(r"(\{[A-Za-z]\d?(?::[^{}]*)?\})")
CHOICE = re.compile(r"\[([^\[\]]*\|[^\[\]]*)\]")

TITLES = """Chief Executive Officer,President,Vice President,Director,General Counsel,Secretary,Managing Director,Treasurer,CEO,
Chief Financial Officer,CFO,Authorized Signatory,President and CEO,Executive Vice President,Senior Vice President,Manager,
Chairman,Member,Head of Business Development,Partner""".replace("\n", "").split(",")
TRADES = "License,Supply,Endorsement,Sponsorship,Joint Venture,Outsourcing,Reseller,Marketing,Collaboration,Hosting,Agency,Transportation,Manufacturing,Consulting,Distribution,Service,Employment,Development,Franchise,Maintenance,Lease,Loan".split(",")


NO_SHORT = {"University", "Bank", "First", "City", "Department", "Ministry", "Office", "Port", "County", "Diocese", "St.",
            "Mount", "The", "Society", "Association", "National", "International"}


def short_name(organization: str, randomness: random.Random) -> str:
    """What a contract calls a company after its first mention: its first word or two, or its initials."""
    words = [word.strip(",") for word in organization.split(" ")]
    if len(words[0]) < 3 or words[0] in NO_SHORT:
        return organization
    roll = randomness.random()
    initials = "".join(word[0] for word in words if word[:1].isupper() and not word.endswith("."))
    if roll < 0.15 and len(initials) > 2:
        return initials.upper()
    return " ".join(words[:2]) if roll < 0.35 and len(words) > 2 and words[1] not in {"&", "and"} else words[0]


def chosen(template: str, randomness: random.Random) -> str:
    """The template with one part of each `[a|b]`, the innermost first."""
    while hit := CHOICE.search(template):
        template = template[: hit.start()] + randomness.choice(hit[1].split("|")) + template[hit.end() :]
    return template


def fill(template: str, inventor: Inventor) -> Row:
    known: dict[str, str] = {}

    def derived(kind: str, index: str) -> str:
        """A surname, a given name or a company's short name, from the full one with that index."""
        whole = value(("O" if kind == "c" else "P") + index)
        if kind == "c":
            return short_name(whole, inventor.r)
        words = [w.strip(",") for w in whole.split(" ") if w.strip(",") not in {"Jr.", "Sr.", "III"}]
        plain = [w for w in words if not w.endswith(".")] or words
        swapped = "," in whole and "Jr" not in whole
        return plain[-1] if (kind == "s") != swapped else plain[0]

    def value(key: str) -> str:
        kind, index = key[0], key[1:]
        if key not in known or not index:
            known[key] = derived(kind, index) if index and kind in "sgc" else makers[kind]()
        return known[key]

    r = inventor.r
    makers = {"P": inventor.person, "O": inventor.organization, "K": inventor.court, "L": inventor.location,
              "A": inventor.street, "Z": inventor.zip, "D": inventor.date, "G": inventor.age, "J": inventor.profession,
              "I": inventor.identifier, "C": inventor.contact, "M": inventor.miscellaneous, "R": inventor.role, "S": inventor.act, "Q": inventor.state,
              "s": inventor.surname, "g": inventor.given, "n": lambda: str(r.randint(1, 19)), "j": lambda: r.choice(TITLES),
              "t": lambda: r.choice(TRADES), "T": lambda: r.choice(TRADES).upper()}
    text, spans = "", []
    for piece in PIECE.split(chosen(template, r).replace("\\n", "\n").replace("\\t", "\t")):
        if not PIECE.fullmatch(piece):
            text += piece
            continue
        key, _, literal = piece[1:-1].partition(":")
        made = literal or value(key)
        if key[0] in KINDS:
            spans.append((len(text), len(text) + len(made), KINDS[key[0]]))
        text += made
    return Row(text, spans, "synthetic")


def wrapped(row: Row, randomness: random.Random) -> Row:
    """Lines broken at a width, as texts of pages come; lengths stay."""
    width, text, column = randomness.randint(40, 100), [], 0
    for character in row.text:
        column = 0 if character == "\n" else column + 1
        broken = character == " " and column > width
        text.append("\n" if broken else character)
        column = 0 if broken else column
    return Row("".join(text), row.spans, row.source)


def noisy(row: Row, randomness: random.Random) -> Row:
    """Single characters read wrongly, as OCR does; lengths stay."""
    swaps = {"l": "1", "1": "l", "O": "0", "0": "O", "e": "c", "n": "u", "S": "5", "i": "í", "\n": " "}
    text = "".join(swaps[c] if c in swaps and randomness.random() < 0.03 else c for c in row.text)
    return Row(text, row.spans, row.source)


def rows(count: int, seed: int) -> list[Row]:
    randomness = random.Random(seed)
    inventor = Inventor(randomness)
    made = []
    for _ in range(count):
        parts = [fill(randomness.choice(TEMPLATES), inventor) for _ in range(randomness.choice([1, 1, 2, 3]))]
        text, spans = "", []
        for part in parts:
            text += ("\n\n" if "\n" in part.text else " ") if text else ""
            spans += [(s + len(text), e + len(text), label) for s, e, label in part.spans]
            text += part.text
        row = Row(text, spans, "synthetic")
        if randomness.random() < 0.3:
            row = wrapped(row, randomness)
        made.append(noisy(row, randomness) if randomness.random() < 0.08 else row)
    return made
