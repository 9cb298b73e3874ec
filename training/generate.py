"""Template-made training text: contracts, court papers, clinical notes, letters, tables.

A template names values in braces: `{P}` a person, `{P1}` the same person each time in one text,
`{s1}` that person's surname. Every value is labelled wherever it stands.
"""

from __future__ import annotations

import random
import re

from data import Row
from names import Inventor

KINDS = {"P": "PERSON", "O": "ORGANIZATION", "K": "ORGANIZATION", "L": "LOCATION", "A": "ADDRESS", "Z": "ADDRESS",
         "D": "DATE", "G": "AGE", "J": "PROFESSION", "I": "ID", "C": "CONTACT", "s": "PERSON", "g": "PERSON", "c": "ORGANIZATION"}

TEMPLATES = """
This {t} Agreement (the “Agreement”) is made as of {D} by and between {O1}, a {L} corporation with its principal place of business at {A}, {L}, {L} {Z} (“{c1}”), and {O2}, a company organized under the laws of {L} (the “Supplier”).
THIS {T} AGREEMENT is entered into on {D} between {P1} ("Employee") and {O1} ("the Company").
WHEREAS, {c1} desires to license certain technology from {O2}; and WHEREAS, {O2} is willing to grant such license to {O1};
IN WITNESS WHEREOF, the parties hereto have caused this Agreement to be executed by their duly authorized representatives.\\n\\n{O1}\\n\\nBy: /s/ {P1}\\nName: {P1}\\nTitle: {j}\\nDate: {D}\\n\\n{O2}\\n\\nBy: {P2}\\nName: {P2}\\nTitle: {j}
If to {O1}:\\n{A}\\n{L}, {L} {Z}\\nAttention: {P1}\\nFacsimile: {C}\\n\\nwith a copy to:\\n{O2}\\n{A}\\n{L}, {L} {Z}\\nAttn: {P2}
All notices to the Licensee shall be sent to {O}, {A}, {L}, {L} {Z}, Attention: {P}, telephone {C}.
This Agreement shall be governed by the laws of the State of {L}, without regard to its conflict of laws provisions, and the parties submit to the courts of {L}.
{O1} shall deliver the Products to the warehouse of {O2} in {L} no later than {D}. {c1} shall bear the cost of insurance.
The Term shall commence on {D} and shall continue until {D} unless terminated earlier in accordance with Section {n}.
The Consultant, {P1}, shall report to {P2} of {O1}. Mr. {s1} shall devote his full time to the Services.
Exhibit {n} sets forth the royalties payable to {O} for each unit sold in {L} and {L} during the fiscal year.
The Company and the Investor agree that {P}, {P} and {P} shall be appointed to the Board of Directors of {O}.
{K}\\n\\n{P1}, Plaintiff,\\nv.\\n{O1}, Defendant.\\n\\nCase No. {I}\\n\\nORDER GRANTING MOTION TO DISMISS
On {D}, plaintiff {P1} filed this action in the {K} against {P2} and {O1}. Ms. {s1} alleges that {s2} breached the contract.
{P1}, being duly sworn, deposes and says: I am the {j} of {O1} and reside at {A}, {L}. On {D} I met Mr. {s2} in {L}.
The learned counsel {P} appearing for the petitioner submitted that the accused {P1} was arrested at {L} on {D}. The judgment of the {K} was delivered by Justice {s2}.
Before the Honorable {P1}, the witness {P2}, a {J}, testified that she had seen Mr. {s1} leave the {O} building in {L}.
DISCHARGE SUMMARY\\nPatient: {P1}\\nMRN: {I}\\nDOB: {D}\\nAdmitted: {D}\\nDischarged: {D}\\nAttending: {P2}, MD\\nFacility: {O}
{P1} is a {G} {J} from {L} who presented to {O} on {D} with chest pain. Dr. {s2} was consulted.
Pt {P1}, {G} male, MRN {I}, seen by Dr. {P2} at {O} on {D}. Follow up in two weeks. Call {C} with questions.
The patient, Mrs. {s1}, lives with her daughter {g2} in {L}. She worked as a {J} until {D}. Health plan ID {I}.
Which antibiotics are suitable for {P1}, {G}, admitted to {O} in {L} on {D}, MRN {I}?
Has {P1} (SSN {I}, phone {C}) been seen in the clinic since {D}?
Summarize the cardiology visits of {P1}, born {D}, insurance number {I}, living at {A}, {L}.
Thank you for referring this pleasant {G} {J}. {g1} has been under the care of Dr. {P2} since {D}.
Dear {P1},\\n\\nThank you for your letter of {D}. Your account {I} with {O1} has been closed. Please contact {P2} at {C}.\\n\\nSincerely,\\n{P2}\\n{O1}
Dear Mr. {s1},\\n\\nI write on behalf of {O1} about the meeting in {L} on {D}.\\n\\nKind regards\\n{g2}
From: {P1} <{C}>\\nTo: {P2} <{C}>\\nDate: {D}\\nSubject: {O} invoice {I}\\n\\nHi {g2},\\n\\ncan you call {P} at {C} about the {L} order?\\n\\nThanks,\\n{g1}
Name\\tDate of birth\\tCity\\tID\\n{P}\\t{D}\\t{L}\\t{I}\\n{P}\\t{D}\\t{L}\\t{I}\\n{P}\\t{D}\\t{L}\\t{I}
{P} | {O} | {C} | {L}\\n{P} | {O} | {C} | {L}
Invoice {I}\\nBill to: {P}, {A}, {L}, {L} {Z}\\nShip to: {O}, {A}, {L} {Z}
{P1} told reporters in {L} on {D} that {O1} would open a plant near {L}. {s1}, {G}, has led the company since {D}.
President {P1} met {P2} of {L} in {L}, and {s2} later travelled to {L}.
{O1} shares rose after the {L}-based company said {P1} would step down. {c1} also named {P2}, formerly of {O2}, as chairman.
Minutes of the meeting of {D}. Present: {P}, {P}, {P1} (chair). {s1} reported on the lease in {L}. {g2} will write to {O}.
My name is {P1} and I live in {L}. You can reach me at {C} or write to {A}, {L} {Z}.
I, {P1}, hereby appoint my brother {P2} of {A}, {L}, {L} {Z}, as my attorney-in-fact.
The undersigned guarantor, {P1} ({J}), acknowledges the debt of {O1} to {O2} under loan no. {I} dated {D}.
The Tenant, {P1}, shall pay rent to {O1} at {A}, {L}, {L} {Z} on the first day of each month.
Section {n}. Confidentiality. Each party shall keep the Confidential Information of the other party in confidence for a period of {n} years after the Effective Date.
The Seller shall indemnify the Buyer and its Affiliates against all losses arising from any breach of the Representations and Warranties set forth in Article {n}.
Blood pressure 130/80, heart rate 72, temperature 36.8. Lungs clear. Continue metoprolol 25 mg twice daily and recheck potassium in {n} days.
What is the recommended dose of amoxicillin for otitis media in adults with penicillin tolerance?
The Licensed Software shall perform substantially in accordance with the Documentation. Neither Party may assign this Agreement without the prior written consent of the other Party.
“Net Sales” means the gross amount invoiced by Licensee, its Affiliates and Sublicensees, less customary discounts. “Territory” means the world.
""".strip().split("\n")

TITLES = "Chief Executive Officer,President,Vice President,Director,General Counsel,Secretary,Managing Director,Treasurer".split(",")
TRADES = "License,Supply,Consulting,Distribution,Service,Employment,Development,Franchise,Maintenance,Endorsement,Lease,Loan".split(",")


def short_name(organization: str) -> str:
    """What a contract calls a company after its first mention."""
    first = organization.split(" ")[0].strip(",")
    return first if len(first) > 2 and first not in {"University", "Bank", "First", "City", "Department", "Ministry", "Office", "Port", "County", "Diocese", "St.", "Mount"} else organization


def fill(template: str, inventor: Inventor) -> Row:
    known: dict[str, str] = {}

    def value(key: str) -> str:
        kind, index = key[0], key[1:]
        if index and kind in "sgc":
            whole = value(("O" if kind == "c" else "P") + index)
            if kind == "c":
                return short_name(whole)
            words = [w.strip(",") for w in whole.split(" ") if w.strip(",") not in {"Jr.", "Sr.", "III"}]
            plain = [w for w in words if not w.endswith(".")] or words
            swapped = "," in whole and "Jr" not in whole
            return plain[-1] if (kind == "s") != swapped else plain[0]
        if key in known:
            return known[key]
        made = {"P": inventor.person, "O": inventor.organization, "K": inventor.court, "L": inventor.location,
                "A": inventor.street, "Z": inventor.zip, "D": inventor.date, "G": inventor.age, "J": inventor.profession,
                "I": inventor.identifier, "C": inventor.contact, "n": lambda: str(inventor.r.randint(1, 19)),
                "j": lambda: inventor.one(TITLES), "t": lambda: inventor.one(TRADES), "T": lambda: inventor.one(TRADES).upper()}[kind]()
        if index:
            known[key] = made
        return made

    text, spans = "", []
    for piece in re.split(r"(\{[A-Za-z]\d?\})", template.replace("\\n", "\n").replace("\\t", "\t")):
        if not re.fullmatch(r"\{[A-Za-z]\d?\}", piece):
            text += piece
            continue
        made = value(piece[1:-1])
        if piece[1] in KINDS:
            spans.append((len(text), len(text) + len(made), KINDS[piece[1]]))
        text += made
    return Row(text, spans, "synthetic")


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
        made.append(noisy(row, randomness) if randomness.random() < 0.08 else row)
    return made
