"""The labels of the model, and what each data set calls them and does not mark."""

from __future__ import annotations

TYPES = ["PERSON", "ORGANIZATION", "LOCATION", "ADDRESS", "DATE", "AGE", "PROFESSION", "ID", "CONTACT", "MISC"]
LABELS = ["O"] + [f"{prefix}-{name}" for name in TYPES for prefix in ("B", "I")]
INDEX = {label: index for index, label in enumerate(LABELS)}

P, O, L, A, D, G, J, I, C, M = TYPES
NEWS = {"PER": P, "ORG": O, "LOC": L, "OTH": M, "MISC": M}

# Data set → its labels in ours. Several: one of them, the data do not say which. None: marked there
# but none of ours, so the token may have any label.
MAPS: dict[str, dict[str, str | tuple[str, ...] | None]] = {
    "uner_ewt": NEWS,
    "wikigold": NEWS,
    "btc": NEWS,
    "wnut17": {"person": P, "location": L, "group": O, "corporation": O, "product": M, "creative-work": M},
    "crossner_politics": {
        "politicalparty": O, "organisation": O, "politician": P, "person": P, "location": L,
        "country": L, "election": M, "event": M, "misc": M,
    },
    "opennyai": {
        "LAWYER": P, "RESPONDENT": (P, O), "COURT": O, "OTHER_PERSON": P, "PROVISION": None, "STATUTE": None,
        "PETITIONER": (P, O), "PRECEDENT": None, "DATE": D, "JUDGE": P, "GPE": L, "ORG": O, "CASE_NUMBER": I,
        "WITNESS": P,
    },
    "asq_phi": {
        "NAME": P, "GEOGRAPHIC_LOCATION": L, "DATE": D, "MEDICAL_RECORD_NUMBER": I,
        "HEALTH_PLAN_BENEFICIARY_NUMBER": I, "PHONE_NUMBER": C, "SOCIAL_SECURITY_NUMBER": I,
        "EMAIL_ADDRESS": C, "UNIQUE_IDENTIFIER": I, "ACCOUNT_NUMBER": I, "CERTIFICATE_LICENSE_NUMBER": I,
        "IP_ADDRESS": C, "FAX_NUMBER": C,
    },
    "presidio_synth": {
        "PERSON": P, "STREET_ADDRESS": A, "GPE": L, "ORGANIZATION": O, "CREDIT_CARD": I, "TITLE": None,
        "DATE_TIME": D, "PHONE_NUMBER": C, "AGE": G, "EMAIL_ADDRESS": C, "NRP": None, "ZIP_CODE": A,
        "DOMAIN_NAME": C, "US_SSN": I, "US_DRIVER_LICENSE": I, "IP_ADDRESS": C,
    },
    "synthetic": {name: name for name in TYPES},
}

# What a data set marks everywhere it occurs. Where a token is unmarked there, it may still be of any
# type that is not in this list, so the loss does not hold it to `O`.
MARKED: dict[str, list[str]] = {
    "uner_ewt": [P, O, L],
    "wikigold": [P, O, L, M],
    "btc": [P, O, L],
    "wnut17": [P, L],
    "crossner_politics": [P, O, L, M],
    "opennyai": [P, L, D],
    "asq_phi": [P, L, D, I, C],
    "presidio_synth": [P, O, L, A, D, G, C],
    "synthetic": TYPES,
}


def data_set(name: str) -> str:
    """The data set a file belongs to, by its name."""
    for known in MAPS:
        if name.startswith(known):
            return known
    raise SystemExit(f"no label map for {name}; add one to training/labels.py")
