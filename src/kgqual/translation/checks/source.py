"""Translations that are no longer, or never were, what their source says."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kgqual.folding import same_text
from kgqual.translation.checks.check import TERMS, Check, each
from kgqual.translation.checks.finding import Severity, Spot
from kgqual.translation.checks.letters import has_cyrillic
from kgqual.translation.checks.subject import Subject
from kgqual.translation.checks.words import Word, words

LONGEST_TERM = 130
"""Characters; ESCO v1.1.1 has preferred terms of 87 at most, half of them below 27."""
LONGER_THAN_SOURCE = 2.5
"""Times: what a translation of more than SHORT characters may be of its longest source text."""
SHORT = 60
LONGEST_ABBREVIATION = 5


def _capital(text: str, subject: Subject) -> Iterator[Spot]:
    if not subject.source or any(source != source.lower() for source in subject.source):
        return
    wrong = [word for word in words(text) if _is_capitalised(word.text)]
    repaired = text
    for word in wrong:
        repaired = repaired[: word.start] + word.text.lower() + repaired[word.end :]
    for word in wrong:
        yield Spot(0, word.start, word.end, {"word": word.text}, repaired)


def _is_capitalised(word: str) -> bool:
    """Whether it begins with a capital and is no abbreviation such as ЖОО."""
    if not word[0].isupper():
        return False
    return len(word) > 1 and (not word.isupper() or len(word) > LONGEST_ABBREVIATION)


def _as_english(text: str, subject: Subject) -> Iterator[Spot]:
    if _is_among(text, subject.source) and not all(map(_is_name, words(text))):
        yield Spot(0, 0, len(text), {"term": text})


def _is_name(word: Word) -> bool:
    """Whether a word of the source is written as names and abbreviations are."""
    return any(c.isupper() for c in word.text) or len(word.text) == 1


def _as_russian(text: str, subject: Subject) -> Iterator[Spot]:
    if _is_among(text, subject.russian) and has_cyrillic(text):
        yield Spot(0, 0, len(text), {"term": text})


def _is_among(text: str, others: Iterable[str]) -> bool:
    key = same_text(text)
    return bool(key) and any(key == same_text(other) for other in others)


def _too_long(text: str, subject: Subject) -> Iterator[Spot]:
    source = max(map(len, subject.source), default=len(text))
    most = max(SHORT, round(LONGER_THAN_SOURCE * source))
    if subject.field.is_term:
        most = min(most, LONGEST_TERM)
    if len(text) > most:
        yield Spot(0, most, len(text), {"length": str(len(text)), "most": str(most)})


def _stale(subject: Subject) -> Iterator[Spot]:
    if subject.stale:
        yield Spot()


CAPITAL = Check("capital", Severity.WARNING, each(_capital), fields=TERMS)
SAME_AS_ENGLISH = Check("same-as-english", Severity.WARNING, each(_as_english))
SAME_AS_RUSSIAN = Check("same-as-russian", Severity.WARNING, each(_as_russian))
TOO_LONG = Check("too-long", Severity.WARNING, each(_too_long))
STALE = Check("stale", Severity.WARNING, _stale)
