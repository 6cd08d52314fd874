"""What a translation has to share with its source: full stops, brackets, numbers, abbreviations."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from kgqual.translation.checks.check import ONE_TEXT, Check, each
from kgqual.translation.checks.finding import Severity, Spot
from kgqual.translation.checks.subject import Subject

_FINAL = re.compile(r"(?:[.,;:!?…]+|(?<=\s)[-–—])\s*$")
_SHORTENED = re.compile(r"(?:^|[\s.])(?:б|с|т|ж|жж|г|гг|др|пр|etc)\.\s*$")
"""т.б., т.с.с., etc. and others whose full stop is their own."""
_PAIRS = {"(": ")", "[": "]", "{": "}"}
_BRACKET = re.compile(r"[()\[\]{}]")
_NUMBER = re.compile(r"\d+(?:[.,\u00a0\u202f ]\d{3})*(?:[.,]\d+)?")
_ABBREVIATION = re.compile(r"(?<![^\W_])(?:[A-Z]{2,}(?![A-Za-z])|[А-ЯЁӘҒҚҢӨҰҮҺІ]{2,}(?![^\W\d_]))")
"""A Latin one may have a Kazakh ending."""


def _final(text: str, subject: Subject) -> Iterator[Spot]:
    if not subject.source:
        return
    found, expected = _FINAL.search(text), _FINAL.search(subject.source[0])
    has, wants = (mark[0].strip() if mark else "" for mark in (found, expected))
    if has == wants:
        return
    values = {"found": has or "—", "expected": wants or "—"}
    if found and not wants:
        bare = text[: found.start()].rstrip()
        if not (has == "." and _SHORTENED.search(text)):
            yield Spot(0, found.start(), len(text), values, bare or None)
    elif not has and not (subject.field.is_term or _SHORTENED.search(subject.source[0])):
        yield Spot(0, len(text) - 1, len(text), values, text.rstrip() + wants)
    else:
        yield Spot(0, len(text) - 1, len(text), values)


def _brackets(text: str, subject: Subject) -> Iterator[Spot]:
    open_ones: list[tuple[str, int]] = []
    for found in _BRACKET.finditer(text):
        if found[0] in _PAIRS:
            open_ones.append((found[0], found.start()))
        elif open_ones and _PAIRS[open_ones[-1][0]] == found[0]:
            open_ones.pop()
        else:
            yield Spot(0, found.start(), found.end(), {"found": found[0]})
    for bracket, place in open_ones:
        yield Spot(0, place, place + 1, {"found": bracket})
    if subject.source and subject.field in ONE_TEXT and not open_ones:
        has, wants = (Counter(_BRACKET.findall(of)) for of in (text, subject.source[0]))
        if has != wants and _balanced(has):
            values = {"found": "".join(sorted((has - wants) + (wants - has)))}
            yield Spot(0, 0, len(text), values)


def _balanced(counted: Counter[str]) -> bool:
    return all(counted[opening] == counted[closing] for opening, closing in _PAIRS.items())


def _numbers(text: str, subject: Subject) -> Iterator[Spot]:
    if not subject.source:
        return
    found = [(_value(number[0]), number) for number in _NUMBER.finditer(text)]
    wanted = Counter(_value(number) for number in _NUMBER.findall(subject.source[0]))
    for value, number in found:
        if not wanted[value]:
            yield Spot(0, number.start(), number.end(), {"number": number[0]})
        wanted[value] -= 1
    missing = [value for value, count in wanted.items() if count > 0]
    if missing:
        yield Spot(0, 0, len(text), {"number": ", ".join(missing)})


def _value(number: str) -> str:
    """Return a number as it is compared: no signs between thousands, a decimal point."""
    bare = re.sub(r"[.,\u00a0\u202f ](?=\d{3}(?!\d))", "", number)
    return bare.replace(",", ".")


def _abbreviations(text: str, subject: Subject) -> Iterator[Spot]:
    if not subject.source:
        return
    found = list(_ABBREVIATION.finditer(text))
    wanted = Counter(_ABBREVIATION.findall(subject.source[0]))
    missing = wanted - Counter(one[0] for one in found)
    for one in found:
        if one[0].isascii() and not wanted[one[0]]:
            yield Spot(0, one.start(), one.end(), {"abbreviation": one[0]})
    translated = sum(1 for one in found if not one[0].isascii())
    if missing.total() > translated:
        yield Spot(0, 0, len(text), {"abbreviation": ", ".join(sorted(missing))})


FINAL_PUNCTUATION = Check("final-punctuation", Severity.WARNING, each(_final), fields=ONE_TEXT)
BRACKETS = Check("brackets", Severity.WARNING, each(_brackets))
NUMBERS = Check("numbers", Severity.WARNING, each(_numbers), fields=ONE_TEXT)
ACRONYMS = Check("acronyms", Severity.WARNING, each(_abbreviations), fields=ONE_TEXT)
