"""The occupations to which a technical description says its skill relates.

They stand in running text: addresses of ESCO and O*NET OnLine, often broken across lines or
mistyped, and ISCO-08 codes after “ILO” or “ISCO”, alone or at the beginning of an ESCO code.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from kgqual.codes.known import ISCO_TABLE, known_codes
from kgqual.sources.kinds.worldskills.description import Alignments, Finding

CUT_SHORT = "The address of an ESCO occupation is cut short in the document: it is left out."
UNKNOWN_ISCO = "A code that the document gives as an ISCO group is not one: it is left out."
SHORT_ONET = "An O*NET code without its last two digits, or with a third, is read as ending in .00."

_ESCO_ADDRESS = re.compile(r"esco/\s?occupation/", re.IGNORECASE)
_ESCO = re.compile(
    r"esco/\s?occupation/\s?([0-9a-f]{8}-\s?(?:[0-9a-f]{4}-\s?){3}[0-9a-f]{12})(?![0-9a-f])",
    re.IGNORECASE,
)
_ISCO_ADDRESS = re.compile(r"esco/\s?isco/\s?C(\d{1,4})(?!\d)", re.IGNORECASE)
_ONET = re.compile(r"(?<![\w.-])(\d{2}-\s?\d{4})(?:\.(\d+))?(?![\w-])")
_ADDRESS = re.compile(r"\S*(?://|www\.)\S*")
_UNIT_GROUP = re.compile(r"(?<![\w./-])(\d{4})(?:\.\d+)*(?![\w/-])")
_AFTER_A_NAME = re.compile(
    r"\b(?:ISCO(?:-08)?|ILO|ESCO)(?:\s+(?:unit|minor|sub-major|major)\s+group)?\s*:?\s*"
    r"(\d{2,4})(?![\w-])",
    re.IGNORECASE,
)


def alignments(text: str) -> tuple[Alignments, list[Finding]]:
    """Return what the text of the section refers to, and what of it cannot be used."""
    occupations: list[str] = []
    findings: list[Finding] = []
    for begun in _ESCO_ADDRESS.finditer(text):
        if whole := _ESCO.match(text, begun.start()):
            occupations.append("".join(whole[1].split()).lower())
        else:
            findings.append(Finding(CUT_SHORT, text[begun.start() :][:60]))
    plain = _ESCO.sub(" ", text)
    onet, notes = _onet_codes(plain)
    isco, unknown = _isco_codes(plain)
    findings += [Finding(SHORT_ONET, code) for code in notes]
    findings += [Finding(UNKNOWN_ISCO, code) for code in unknown]
    return Alignments(_once(occupations), _once(isco), _once(onet)), findings


def _isco_codes(text: str) -> tuple[list[str], list[str]]:
    """Return the codes stated as ISCO groups that ISCO-08 has, and those that it has not.

    A unit group may stand anywhere in the text (“3115 and 3119”); a shorter code only in an
    address or after a name, because page numbers look the same.
    """
    known = known_codes(*ISCO_TABLE)
    addresses = [(m.start(), m[1]) for m in _ISCO_ADDRESS.finditer(text)]
    words = _ADDRESS.sub(lambda m: " " * len(m[0]), text)
    words = _ONET.sub(lambda m: " " * len(m[0]), words)
    named = [(m.start(1), m[1]) for m in _AFTER_A_NAME.finditer(words) if m[1] != "08"]
    groups = [(m.start(1), m[1]) for m in _UNIT_GROUP.finditer(words) if m[1] in known]
    stated = [code for _, code in sorted({*addresses, *named, *groups})]
    return [c for c in stated if c in known], [c for c in stated if c not in known]


def _onet_codes(text: str) -> tuple[list[str], list[str]]:
    """Return the O*NET-SOC codes, whole, and how those were written that were not.

    A code without its last two digits names the occupation ``.00``, unless the text also gives
    a longer code of it.
    """
    written = ["".join(m[0].split()) for m in _ONET.finditer(_in_addresses_too(text))]
    whole = {code[:7] for code in written if re.fullmatch(r".{7}\.\d{2}", code)}
    codes, short = [], []
    for code in written:
        if re.fullmatch(r".{7}\.\d{2}", code):
            codes.append(code)
        elif code[:7] not in whole:
            codes.append(f"{code[:7]}.00")
            short.append(code)
    return codes, list(_once(short))


def _in_addresses_too(text: str) -> str:
    """Free the codes that end an address, so that they stand as words."""
    return re.sub(r"/\s?link/\s?\w+/\s?", " ", text)


def _once(items: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(items))
