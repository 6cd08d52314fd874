"""Kazakh words as they are typed by people who lack Kazakh keys, and words of related languages.

Each pattern is one that words of Kazakh, and those it has from Russian, do not show: they were
tried on the 53,738 words of the Kazakh dictionary of Hunspell (see the ADR on Kazakh morphology).
They judge the form of words alone, so they warn.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from kgqual.translation.checks.check import KAZAKH, Check, each
from kgqual.translation.checks.finding import Severity, Spot
from kgqual.translation.checks.subject import Subject
from kgqual.translation.checks.words import words
from kgqual.translation.glossary.inflection import inflected

_FROM_ARABIC = frozenset(
    ("әдеби", "әліпби", "әскери", "бәлки", "діни", "зәки", "кәсіби", "мәдени", "мінеки", "ресми")
)
"""Words that end in и and are right."""
_BEGINS = re.compile(
    r"(бил(?:им|ик|г[иі]|т[иі])|бир(?:$|г[еи]|л[еи]|ін)|тил(?:$|[дш][иі])|кирис|ишки)"
)
_ENDINGS = (
    re.compile(r"(?P<stem>.{2,})(?P<begins>[лдт])ик(?:т[иі]?)?"),
    re.compile(r"(?P<stem>.{2,})[лдт][иі][гк]и(?:н[иі]?[ңн]?|нде)?"),
    re.compile(r"(?P<stem>.{2,})[ндт]и[ңн]"),
    re.compile(r"(?P<stem>.{2,}[еіи])си(?:н|н[иі]?[ңн]|нде|не|мен)?"),
    re.compile(r"(?P<stem>.{2,})ши(?:с[иі]|л[иі]к|лер\w*|н[иі]ң)?"),
    re.compile(r"(?P<stem>.{2,}[лдт]е)ри(?:н|н[иі]?[ңн]|нде|не|мен)?"),
    re.compile(r"(?P<stem>.{2,})[иі]нши"),
    re.compile(r"(?P<stem>.{2,}[бгдзкмнпрсш])ил(?:у|ген|д[иі]|етін|ет|меген)"),
)
_POSSESSIVE = re.compile(r"(?P<stem>.*[әғқңөұүһі].*[еәөүі][бвгджзйклмнпрстшң]+)и(?:м[иі]?з?)?")
_NASAL = re.compile(r"(?<!ж)иң|жиң(?!а)")
_AFTER_FRONT = re.compile(
    r"(?!әзиз|әми|әрине|әуми|гүлни|мәслих|мүнас|сәби|тәжіриб|уәзи|уәли|үйби).*[әөү].*[бвгджзйклмнпрсш]и(?!т(?:$|[ктуіиы]))"
    r"[бвгджзйклмнпрстш].*"
)
"""A front vowel of Kazakh alone, and и between consonants after it."""

_RUSSIAN_LETTERS = re.compile(
    r"(?P<к>к)ы(?!й)|(?<!о)(?<!н)(?P<г>г)ы|(?<!ш)[лдт]ы(?P<к2>к)$|[лдт]ар(?P<г2>г)а$"
)
_RUSSIAN_ENDING = re.compile(
    r".{3,}(?:[нц]ый|[сц]к(?:ий|ая|ое|ие|ой|ого)|ная|ное|ные|ного|ость|[ае]ние|ческ\w{2}|[чщ]ик)"
)
_TURKIC = re.compile(
    r"(?P<vowel>.*(?:өө|үү).*)|(?P<ending>.{2,}(?:луу|дуу|[лдт]өр|[лт]әр|ларни|ларнинг|[^с]ч[ыіиуүе]))"
)


@lru_cache(maxsize=20_000)
def _typed_with_russian_i(word: str) -> bool:
    """Whether и stands in a word where only і can."""
    if "и" not in word or word in _FROM_ARABIC:
        return False
    if _BEGINS.match(word) or _NASAL.search(word) or _AFTER_FRONT.fullmatch(word):
        return True
    for ending in (*_ENDINGS, _POSSESSIVE):
        found = ending.fullmatch(word)
        if found and _follows(found):
            return True
    return False


def _follows(ending: re.Match[str]) -> bool:
    """Whether the stem takes endings with front vowels alone, as its plural shows.

    Where a pattern asks for the first consonant of the ending, it is that of the plural.
    """
    stem, begins = ending["stem"], ending.groupdict().get("begins") or "лдт"
    front, back = (
        any(inflected(stem, f"{stem}{consonant}{vowel}р") for consonant in begins) for vowel in "еа"
    )
    return front and not back


def _russian_i(text: str, subject: Subject) -> Iterator[Spot]:
    for word in words(text):
        if _typed_with_russian_i(word.text.casefold()):
            yield Spot(0, word.start, word.end, {"word": word.text})


def _russian_letters(text: str, subject: Subject) -> Iterator[Spot]:
    for word in words(text):
        small = word.text.casefold()
        for found in _RUSSIAN_LETTERS.finditer(small) if "к" in small or "г" in small else ():
            place = word.start + found.start(str(found.lastgroup))
            meant = {"к": "қ", "г": "ғ"}[text[place].casefold()]
            values = {"word": word.text, "letter": text[place], "meant": meant}
            yield Spot(0, place, place + 1, values)


def _russian_ending(text: str, subject: Subject) -> Iterator[Spot]:
    for word in words(text):
        if _ends_as_russian(word.text):
            yield Spot(0, word.start, word.end, {"word": word.text})


@lru_cache(maxsize=20_000)
def _ends_as_russian(word: str) -> bool:
    return bool(_RUSSIAN_ENDING.fullmatch(word.casefold()))


def _turkic(text: str, subject: Subject) -> Iterator[Spot]:
    for word in words(text):
        if _is_turkic(word.text):
            yield Spot(0, word.start, word.end, {"word": word.text})


@lru_cache(maxsize=20_000)
def _is_turkic(word: str) -> bool:
    return bool(_TURKIC.fullmatch(word.casefold()))


RUSSIAN_I = Check("russian-i", Severity.WARNING, each(_russian_i), languages=KAZAKH)
RUSSIAN_LETTERS = Check(
    "russian-letters", Severity.WARNING, each(_russian_letters), languages=KAZAKH
)
RUSSIAN_ENDING = Check("russian-ending", Severity.WARNING, each(_russian_ending), languages=KAZAKH)
TURKIC = Check("turkic", Severity.WARNING, each(_turkic), languages=KAZAKH)
