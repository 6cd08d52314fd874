"""What is returned for a thing that was found: how it is called, what matched, and how well."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from rapidfuzz import fuzz

from kgqual.folding import bare_code, code_key, fold, label_key
from kgqual.search.likeness import likeness
from kgqual.search.stages import Match

_FALLBACK = "en"


@dataclass(frozen=True)
class Label:
    """A text and its language; '' when it has none."""

    text: str
    language: str = ""


@dataclass(frozen=True)
class Hit:
    """A thing that was found.

    ``label`` is what it is called in the language asked for, else in English, else in any;
    ``matched`` the label or code that matched. ``code`` is '' when it has none. ``score``, from 0
    to 1, is that of the way it matched. ``features`` explain it: ``match``, the score of that way;
    ``similarity``, of the text and what it matched, letter by letter; ``centrality``, the
    logarithm of the number of its links over that of the thing with most.
    """

    iri: str
    label: str
    language: str
    matched: Label
    match: Match
    code: str
    types: tuple[str, ...]
    score: float
    features: Mapping[str, float]


@dataclass(frozen=True)
class Hits:
    """Some of the things that were found, in order, and how many there are in ``total``."""

    total: int
    hits: tuple[Hit, ...] = ()


@dataclass(frozen=True)
class Found:
    """A thing by its number, the text that it was found by, and how well that matched."""

    number: int
    text: str
    match: Match
    score: float


@dataclass(frozen=True)
class Stored:
    """A thing as the index keeps it; of each label, text, language and whether it is preferred."""

    iri: str
    labels: tuple[tuple[str, str, bool], ...]
    codes: tuple[str, ...]
    classes: tuple[str, ...]
    centrality: float

    @classmethod
    def load(cls, text: bytes) -> Stored:
        """Read what building the index wrote."""
        values = json.loads(text)
        return cls(
            values["iri"],
            tuple((text, language, preferred) for text, language, preferred in values["labels"]),
            tuple(values["codes"]),
            tuple(values["classes"]),
            values["centrality"],
        )

    def hit(self, found: Found, language: str) -> Hit:
        """Return it as the thing that was ``found``, called as in ``language``."""
        called = self._called(language)
        matched = self._matched(found, language)
        alike = fuzz.ratio(label_key(found.text), label_key(matched.text)) / 100
        similarity = 1.0 if found.match is Match.CODE else alike
        return Hit(
            iri=self.iri,
            label=called.text,
            language=called.language,
            matched=matched,
            match=found.match,
            code=next(iter(self.codes), ""),
            types=self.classes,
            score=round(found.score, 4),
            features={
                "match": found.match.score,
                "similarity": round(similarity, 4),
                "centrality": self.centrality,
            },
        )

    def closeness(self, found: Found, language: str) -> tuple[int, bool]:
        """Return how exactly a label or code is the text, and whether in ``language``.

        2 when it is but for case, or the text is the IRI; 1 when it is but for what ``fold``
        drops; 0 when letters of another alphabet are taken for those they look like.
        """
        matched = self._matched(found, language)
        if matched.text == self.iri:
            return 2, True
        return _closeness(found.text, matched.text), matched.language == language

    def _called(self, language: str) -> Label:
        first = [Label(text, tag) for text, tag, preferred in self.labels if preferred]
        labels = first or [Label(text, tag) for text, tag, _ in self.labels]
        return min(labels, key=lambda label: _order(label.language, language))

    def _matched(self, found: Found, language: str) -> Label:
        """Return the label or code that is most like the text; of equals the one as it is typed."""
        key = label_key(found.text)
        likely = [(likeness(key, label_key(one.text)), one) for one in self._candidates(found)]
        most = max(like for like, _ in likely)
        alike = [label for like, label in likely if like == most]
        if len(alike) == 1:
            return alike[0]
        return min(
            alike,
            key=lambda label: (
                -_closeness(found.text, label.text),
                _order(label.language, language),
                label.text,
            ),
        )

    def _candidates(self, found: Found) -> Iterable[Label]:
        """Return the labels and codes that match in the way found."""
        text, match = found.text, found.match
        if match is Match.CODE:
            key = code_key(text)
            same = [Label(code) for code in self.codes if code_key(code) == key]
            return same or [Label(self.iri)]
        if match is Match.CODE_BEGINS:
            bare = bare_code(text)
            return (Label(code) for code in self.codes if bare_code(code).startswith(bare))
        key = label_key(text)
        labels = (
            Label(label, tag)
            for label, tag, preferred in self.labels
            if preferred or match not in _PREFERRED
        )
        if match.exact:
            return (label for label in labels if label_key(label.text) == key)
        if match.beginning:
            return (label for label in labels if label_key(label.text).startswith(key))
        return (*labels, *map(Label, self.codes))


_PREFERRED = (Match.PREFERRED, Match.PREFERRED_BEGINS)


def _order(tag: str, language: str) -> tuple[bool, bool, str]:
    return tag != language, tag != _FALLBACK, tag


def _closeness(text: str, label: str) -> int:
    if text.strip().casefold() == label.casefold():
        return 2
    return int(fold(text) == fold(label))
