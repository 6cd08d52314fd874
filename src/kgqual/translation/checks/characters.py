"""Characters that nobody sees or that were damaged on the way; they matter in every language."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from kgqual.translation.checks.check import Check, each
from kgqual.translation.checks.finding import Severity, Spot
from kgqual.translation.checks.letters import is_cyrillic, is_latin
from kgqual.translation.checks.subject import Subject

_UNSEEN = {"Cc", "Cf", "Co", "Cn", "Cs", "Zl", "Zp"}
"""Categories of Unicode: control, format, private use, unassigned, surrogate, line separators."""
_BLANK = "\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0"
"""Letters and signs that show nothing, as Unicode names them in Default_Ignorable_Code_Point."""
_JOINERS = "\u200c\u200d"
_SPECIAL_SPACE = re.compile(r"[^\S \n]| {2,}|^\s+|\s+$")
_LOST = re.compile(r"\ufffd+|(?<=[^\W\d_])\?+(?=[^\W\d_])")
_MISREAD_AS = ("cp1251", "cp1252", "latin-1")
"""Encodings in which texts in UTF-8 are read by mistake."""


def _is_unseen(character: str) -> bool:
    return unicodedata.category(character) in _UNSEEN or character in _BLANK


def _joins(text: str, place: int) -> bool:
    """Whether a joiner stands after a letter of a script that is written joined."""
    before = text[place - 1 : place]
    return (
        text[place] in _JOINERS
        and before.isalpha()
        and not (is_latin(before) or is_cyrillic(before))
    )


def _visible(text: str) -> str:
    """Return what can be read of a text."""
    return "".join(c for c in text if not c.isspace() and not _is_unseen(c))


def _empty(text: str, subject: Subject) -> Iterator[Spot]:
    if not any(c.isalnum() for c in _visible(text)):
        yield Spot()


def _invisible(text: str, subject: Subject) -> Iterator[Spot]:
    kept = "" if subject.field.is_term else "\n"
    wrong = [
        place
        for place, c in enumerate(text)
        if not (" " <= c <= "~") and c not in kept and _is_unseen(c) and not _joins(text, place)
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
    repaired = "\n".join(" ".join(line.split()) for line in text.strip().split("\n"))
    for found in _SPECIAL_SPACE.finditer(text):
        yield Spot(0, found.start(), found.end(), {}, repaired or None)


def _encoding(text: str, subject: Subject) -> Iterator[Spot]:
    for encoding in _MISREAD_AS:
        try:
            meant = text.encode(encoding).decode("utf-8")
        except UnicodeError:
            continue
        if len(text) - len(meant) > 1:
            yield Spot(0, 0, len(text), {"found": text}, meant)
            return
    for found in _LOST.finditer(text):
        yield Spot(0, found.start(), found.end(), {"found": found[0]})


def _normal_form(text: str, subject: Subject) -> Iterator[Spot]:
    composed = unicodedata.normalize("NFC", text)
    if composed != text:
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
