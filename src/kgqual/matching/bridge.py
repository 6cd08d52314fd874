"""Reading a text in the languages of a set that has no labels in its own.

What a word means is learnt from all things of a snapshot that have labels in both languages. Where
few have, Russian is the bridge: it has counterparts in Kazakh and in English.
"""

from __future__ import annotations

import re
import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from kgqual.matching.terms import Candidate, Suggestions, Term, Text
from kgqual.matching.translation import Translated, Translation
from kgqual.matching.words import spoken

_PIVOT = "ru"
_NEARLY_ALL, _MANY = 0.95, 0.25
"""Shares of the terms of a set: with so many labels a language is enough, or worth reading in."""
_KAZAKH = re.compile("[әғқңөұүһі]", re.IGNORECASE)
_CYRILLIC = re.compile("[\u0400-\u04ff]")


@dataclass(frozen=True)
class Reading:
    """A text as it is looked for; ``sure`` says how surely it means what was asked, from 0 to 1."""

    text: Text
    sure: float = 1.0


class Bridge:
    """Translates texts by the labels of terms. Any number of threads may ask it at once."""

    def __init__(self, terms: Sequence[Term]) -> None:
        self._terms = terms
        self._lock = threading.Lock()
        self._translations: dict[tuple[str, str], Translation] = {}

    def readings(self, text: Text, labelled: Mapping[str, float]) -> list[Reading]:
        """Return the text, and what it is in other languages as far as its words are known.

        ``labelled`` says which share of the terms that are looked for have a label in a language.
        When nearly all have one in that of the text, no other is needed. A text that says no
        language is read by its letters: as Kazakh when one of them is only Kazakh, as Russian when
        they are Cyrillic.
        """
        mine = _language(text)
        found = [Reading(text)]
        if not mine or labelled.get(mine, 0.0) >= _NEARLY_ALL:
            return found
        for language, share in sorted(labelled.items()):
            if language != mine and share >= _MANY:
                title = self._best(text.title, mine, language)
                if title.sure:
                    description = self._best(text.description, mine, language).text
                    read = replace(
                        text, title=title.text, description=description, language=language
                    )
                    found.append(Reading(read, title.sure))
        return found

    def _best(self, text: str, source: str, target: str) -> Translated:
        """Return the surer of the direct way and the one through Russian."""
        direct = self._translation(source, target)(text)
        if _PIVOT in (source, target):
            return direct
        half = self._translation(source, _PIVOT)(text)
        whole = self._translation(_PIVOT, target)(half.text)
        through = Translated(whole.text, half.sure * whole.sure)
        return max(direct, through, key=lambda one: one.sure)

    def _translation(self, source: str, target: str) -> Translation:
        key = (source, target)
        with self._lock:
            if key not in self._translations:
                self._translations[key] = Translation(self._terms, source, target)
            return self._translations[key]


def merged(found: Sequence[tuple[Reading, Suggestions]], limit: int) -> Suggestions:
    """Return what was found for all readings of one text, as sure as each reading is.

    A term found by several counts by the best. The first is the text itself; of what only another
    one found, ``translated`` says how sure that was.
    """
    [(_, first), *others] = found
    if not others:
        return first
    best = {one.iri: one for one in first.candidates}
    for reading, suggestions in others:
        for one in suggestions.candidates:
            weighed = _weighed(one, reading.sure)
            if one.iri not in best or weighed.score > best[one.iri].score:
                best[one.iri] = weighed
    ranked = sorted(best.values(), key=lambda one: -one.score)
    none = min(1 - reading.sure * (1 - suggestions.none) for reading, suggestions in found)
    return Suggestions(tuple(ranked[:limit]), none)


def _weighed(candidate: Candidate, sure: float) -> Candidate:
    return replace(
        candidate,
        score=candidate.score * sure,
        confidence=candidate.confidence * sure,
        features={**candidate.features, "translated": sure},
    )


def understood(readings: Sequence[Reading], labelled: Mapping[str, float]) -> float:
    """Return how surely a text was read in a language of many labels, from 0 to 1.

    Where nobody knows the language of the text or of the labels it is taken to be the same.
    """
    if not labelled:
        return 1.0
    languages = ((reading.sure, _language(reading.text)) for reading in readings)
    return max(
        (sure for sure, n in languages if not n or labelled.get(n, 0.0) >= _MANY), default=0.0
    )


def _language(text: Text) -> str:
    """Return the language that a text states, or that its letters show; '' when they do not."""
    if text.language:
        return spoken(text.language)
    if _KAZAKH.search(text.title):
        return "kk"
    return "ru" if _CYRILLIC.search(text.title) else ""
