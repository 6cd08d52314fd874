"""Characters that nobody sees or that were damaged on the way; they matter in every language."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from kgqual.translation.checks.check import Check, each
from kgqual.translation.checks.finding import Severity, Spot
from kgqual.translation.checks.letters import is_cyrillic, is_latin
from kgqual.translation.checks.seen import all_is_seen, is_unseen, shows_nothing
from kgqual.translation.checks.subject import Subject

_JOINERS = "\u200c\u200d"
_SPECIAL_SPACE = re.compile(r"[^\S \n]| {2,}|^\s+|\s+$")
_LOST = re.compile(r"\ufffd+|\?+(?=[^\W\d_])")
_LOST_OF_TERM = re.compile(r"[\ufffd?]+")
"""A term is no question, unless its source is one."""
_MISREAD_AS = ("cp1251", "cp1252", "latin-1")
"""Encodings in which texts in UTF-8 are read by mistake."""
_MAY_BE_MISREAD = re.compile(r"[РСТУÐÑÒÓÂÃ][^\x00-\x7f]")
"""What the first byte of a Cyrillic letter becomes in them, and some of Latin letters."""


def _joins(text: str, place: int) -> bool:
    """Whether a joiner stands after a letter of a script that is written joined."""
    before = text[place - 1 : place]
    return (
        text[place] in _JOINERS
        and before.isalpha()
        and not (is_latin(before) or is_cyrillic(before))
    )


def _empty(text: str, subject: Subject) -> Iterator[Spot]:
    if shows_nothing(text):
        yield Spot()


def _invisible(text: str, subject: Subject) -> Iterator[Spot]:
    if all_is_seen(text):
        return
    kept = "" if subject.field.is_term else "\n"
    wrong = [
        place
        for place, c in enumerate(text)
        if not (" " <= c <= "~") and c not in kept and is_unseen(c) and not _joins(text, place)
    ]
    if wrong:
        between = {place: " " if text[place] in "\t\n\r\v\f\u2028\u2029" else "" for place in wrong}
        repaired = "".join(between.get(place, c) for place, c in enumerate(text))
    for place in wrong:
        values = {"character": f"U+{ord(text[place]):04X} {_name(text[place])}".rstrip()}
        yield Spot(0, place, place + 1, values, repaired or None)


def _name(character: str) -> str:
    return unicodedata.name(character, "").lower()


def _spaces(text: str, subject: Subject) -> Iterator[Spot]:
    repaired = None
    for found in _SPECIAL_SPACE.finditer(text):
        repaired = repaired or _plainly_spaced(text)
        yield Spot(0, found.start(), found.end(), {}, repaired or None)


def _plainly_spaced(text: str) -> str:
    return "\n".join(" ".join(line.split()) for line in text.strip().split("\n"))


def _encoding(text: str, subject: Subject) -> Iterator[Spot]:
    for encoding in _MISREAD_AS if _MAY_BE_MISREAD.search(text) else ():
        try:
            meant = text.encode(encoding).decode("utf-8")
        except UnicodeError:
            continue
        if len(text) - len(meant) > 1:
            yield Spot(0, 0, len(text), {"found": text}, meant)
            return
    asks = any("?" in source for source in subject.source)
    lost = _LOST if asks or not subject.field.is_term else _LOST_OF_TERM
    for found in lost.finditer(text):
        yield Spot(0, found.start(), found.end(), {"found": found[0]})


def _normal_form(text: str, subject: Subject) -> Iterator[Spot]:
    if not unicodedata.is_normalized("NFC", text):
        composed = unicodedata.normalize("NFC", text)
        first = next(
            (place for place, (a, b) in enumerate(zip(text, composed, strict=False)) if a != b),
            len(composed),
        )
        yield Spot(0, first, len(text), {}, composed)


EMPTY = Check("empty", Severity.BLOCKING, each(_empty, empty_ones=True))
INVISIBLE = Check("invisible", Severity.BLOCKING, each(_invisible, empty_ones=True))
ENCODING = Check("encoding", Severity.BLOCKING, each(_encoding))
SPACES = Check("spaces", Severity.WARNING, each(_spaces))
NORMAL_FORM = Check("normal-form", Severity.WARNING, each(_normal_form))
