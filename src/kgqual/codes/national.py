"""Any code of Kazakhstan's classifiers: which kind it is, its parts, or what happened to it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import StrEnum
from typing import NamedTuple

from kgqual.codes import he, nco, tvet
from kgqual.codes.known import is_study_field
from kgqual.codes.slips import Slip, SlipName
from kgqual.codes.typing_slips import as_typed

PREFIXES = (*tvet.PREFIX_LEVELS, *sorted(he.PREFIXES))
_LONGEST = 40
"""How many characters a text may have and still be a code that something happened to."""
_PREFIXED = re.compile(r"([0-9])([A-Z]+)([0-9]*)")


class Kind(StrEnum):
    """What a code is a code of."""

    PREFIX = "prefix"
    TVET_QUALIFICATION = "tvet-qualification"
    TVET_SPECIALITY = "tvet-speciality"
    HE_AREA = "he-area"
    HE_DIRECTION = "he-direction"
    HE_PROGRAMME = "he-programme"
    HE_GROUP = "he-group"
    NCO_GROUP = "nco-group"


class NationalCode(NamedTuple):
    """A well-formed code, and its parts: role → characters, in the order in which they stand."""

    kind: Kind
    text: str
    parts: dict[str, str]


class Diagnosis(NamedTuple):
    """What happened to a text that is no code, and the codes that were probably meant."""

    slips: tuple[Slip, ...]
    meant: tuple[str, ...]


_PATTERNS = {
    Kind.TVET_QUALIFICATION: re.compile(tvet.QUALIFICATION),
    Kind.TVET_SPECIALITY: re.compile(r"[0-9]{6}00"),
    Kind.HE_AREA: re.compile(he.AREA),
    Kind.HE_DIRECTION: re.compile(he.DIRECTION),
    Kind.HE_PROGRAMME: re.compile(he.PROGRAMME),
    Kind.HE_GROUP: re.compile(he.GROUP),
    Kind.NCO_GROUP: re.compile(rf"(?!0)(?:{nco.CODE})"),
}
"""The main groups of the classifier of occupations are 1 to 9 and X: 0613 is a field of ISCED-F."""


def read(text: str) -> NationalCode | None:
    """Return the code that ``text`` is, as it stands, or None.

    A code of vocational education holds a field of ISCED-F, one of higher education begins with
    one of its prefixes; whether a classifier has the code is not known here.
    """
    if text in PREFIXES:
        return NationalCode(Kind.PREFIX, text, {"prefix": text})
    for kind, pattern in _PATTERNS.items():
        if pattern.fullmatch(text):
            parts = dict(_parts(kind, text))
            return NationalCode(kind, text, parts) if _possible(parts) else None
    return None


def diagnose(text: str) -> Diagnosis:
    """Return what happened to ``text``, which is no code as it stands, and what was meant.

    Slips of typing come first; digits are looked at once those are out of the way.
    """
    if len(text) > _LONGEST:
        return Diagnosis((Slip(SlipName.NO_CODE),), ())
    if tvet.OLDER_QUALIFICATION.fullmatch(text):
        return Diagnosis((Slip(SlipName.OLDER_CLASSIFIER),), ())
    typed, slips = as_typed(text, lambda code: read(code) is not None)
    if read(typed):
        return Diagnosis(slips, (typed,))
    slip = _structural(typed)
    if slip.name is SlipName.NO_CODE:
        slips = ()
    meant = tuple(code for code in slip.meant if read(code))
    return Diagnosis((*slips, slip), meant)


def _parts(kind: Kind, code: str) -> Iterator[tuple[str, str]]:
    match kind:
        case Kind.TVET_QUALIFICATION:
            parts = tvet.QualificationCode.of(code)
            yield "prefix", parts.prefix
            yield "field", parts.digits[:4]
            yield "speciality", parts.speciality
            yield "sequence", parts.number
        case Kind.TVET_SPECIALITY:
            yield "field", code[:4]
            yield "sequence", code[4:6]
        case Kind.HE_GROUP:
            yield "letter", code[0]
            yield "prefix", he.GROUP_PREFIXES[code[0]]
            yield "sequence", code[1:]
        case Kind.NCO_GROUP:
            if above := nco.above(code):
                yield "above", above
                if len(above) > 1:
                    yield "main-group", code[0]
                yield "sequence", code.removeprefix(above).removeprefix("-")
        case _:
            yield "prefix", code[:2]
            if kind is not Kind.HE_AREA:
                yield "area", code[:4]
            if kind is Kind.HE_PROGRAMME:
                yield "direction", code[:5]
            done = {Kind.HE_AREA: 2, Kind.HE_DIRECTION: 4, Kind.HE_PROGRAMME: 5}[kind]
            yield "sequence", code[done:].removeprefix("-")


def _possible(parts: dict[str, str]) -> bool:
    """Tell whether there is the prefix and the field that a code names."""
    known_prefix = parts.get("prefix", PREFIXES[0]) in PREFIXES
    return known_prefix and ("field" not in parts or is_study_field(parts["field"]))


def _structural(code: str) -> Slip:
    """Return what is wrong with the digits or the prefix of a code typed without slips."""
    if led := tvet.LED_BY_PREFIX.fullmatch(code):
        return _vocational(led[1], led[2], code)
    if slip := he.digits_slip(code):
        return slip
    if (found := _PREFIXED.fullmatch(code)) and found[1] + found[2] not in PREFIXES:
        level, letters, digits = found.groups()
        alike = (p for p in PREFIXES if p[0] == level or p[1:] == letters)
        return Slip(SlipName.UNKNOWN_PREFIX, level + letters, tuple(p + digits for p in alike))
    if re.fullmatch(r"[0-9]{6,10}", code):
        return _digits(code)
    return Slip(SlipName.NO_CODE)


def _vocational(prefix: str, digits: str, code: str) -> Slip:
    slip = tvet.digits_slip(digits, prefix)
    if slip is None:
        return Slip(SlipName.UNKNOWN_FIELD, digits[:4])
    if slip.name is SlipName.CUT_SHORT and (speciality := tvet.speciality_within(code)):
        return slip._replace(meant=(speciality,))
    return slip


def _digits(code: str) -> Slip:
    """Return what is wrong with digits that are not those of a speciality."""
    if slip := tvet.digits_slip(code):
        return slip
    if not is_study_field(code[:4]):
        return Slip(SlipName.UNKNOWN_FIELD, code[:4])
    return Slip(SlipName.NO_PREFIX, "", tuple(prefix + code for prefix in tvet.PREFIX_LEVELS))
