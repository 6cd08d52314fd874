"""An item of a review queue as its page shows it to a reader of one language."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from kgqual.answering import Named
from kgqual.editorial import Person
from kgqual.editorial.reviews import Verdict
from kgqual.presentation.decimals import decimal
from kgqual.web.answer_values import Measure, named
from kgqual.web.reviewing.item import Decided, ReviewItem, Suggested
from kgqual.web.reviewing.term_view import StatedView, TermView, TermViews
from kgqual.web.showing import Shown
from kgqual.web.wording import say

_REASONS = {
    "match": ("match_string",),
    "fields": ("subject_match_field", "object_match_field"),
    "similarity": ("similarity_score", "similarity_measure"),
    "tool": ("mapping_tool", "mapping_tool_version"),
    "comment": ("comment",),
}
"""What a suggestion says of how it was found: what it is called here → SSSOM slots."""

FEATURES = ("words_best", "ratio_best", "cover_all", "covered", "in_description", "context")
"""Features of ``kgqual.matching`` that tell people something, in the order in which they do."""


@dataclass(frozen=True)
class DecisionView:
    """A decision: ``term`` is the candidate, None for the whole item; ``own`` can be undone."""

    id: int
    verdict: Verdict
    term: Shown | None
    reviewer: str
    at: str
    when: str
    comment: str
    undone: bool
    own: bool


@dataclass(frozen=True)
class CandidateView:
    """A candidate, what accepting it states, and why it is suggested.

    ``features`` are the matcher's reasons that have a name for people, ``numbers`` all of them.
    """

    id: int
    view: TermView
    chosen: bool
    offered: bool
    confidence: Measure | None
    predicate: Shown
    features: tuple[tuple[str, Measure], ...]
    numbers: tuple[tuple[str, Measure], ...]
    reasons: tuple[tuple[str, Shown], ...]
    stated: tuple[StatedView, ...]
    standing: tuple[DecisionView, ...]

    @property
    def proposed(self) -> str:
        """The name of the relation that is proposed."""
        return self.predicate.text


@dataclass(frozen=True)
class ItemView:
    """One thing to be mapped beside its candidates; ``decisions`` are the newest first.

    ``standing`` are those about the item as a whole: that nothing fits, and for later.
    """

    number: int
    source: TermView
    subject: str
    candidates: tuple[CandidateView, ...]
    nothing_fits: Measure | None
    standing: tuple[DecisionView, ...]
    decisions: tuple[DecisionView, ...]
    disputed: bool

    @property
    def proposed(self) -> str:
        """What accepting the candidate that is chosen at first states."""
        return next((one.proposed for one in self.candidates if one.chosen), "")


class ItemViews:
    """Makes the views of items for ``person``, who reads ``language``."""

    def __init__(self, terms: TermViews, language: str, person: Person | None) -> None:
        self._terms, self._language = terms, language
        self._person = person.name if person else ""

    def item(self, one: ReviewItem) -> ItemView:
        """Return the view of an item; the first candidate that is left to decide is chosen."""
        called = {s.object.iri: self._called(s) for s in one.suggestions}
        first = one.chosen(self._person)
        history = [d for d in one.history if d.verdict is not Verdict.UNDO]
        return ItemView(
            number=one.number,
            source=self._terms.term(one.subject, one.label),
            subject=one.subject.iri,
            candidates=tuple(self._candidate(s, s is first, called) for s in one.suggestions),
            nothing_fits=self._measure(one.nothing_fits),
            standing=tuple(self.decision(d, called) for d in (*one.no_match, *one.later)),
            decisions=tuple(self.decision(d, called) for d in reversed(history)),
            disputed=one.disputed,
        )

    def decision(self, one: Decided, called: Mapping[str, Shown]) -> DecisionView:
        """Return the view of a decision; ``called`` is what its candidate may be called."""
        return DecisionView(
            id=one.id,
            verdict=one.verdict,
            term=called.get(one.object) if one.object else None,
            reviewer=one.person,
            at=one.decided.isoformat(timespec="seconds"),
            when=moment(one.decided),
            comment=one.comment,
            undone=one.undone,
            own=one.person == self._person and not one.undone,
        )

    def _candidate(
        self, one: Suggested, chosen: bool, called: Mapping[str, Shown]
    ) -> CandidateView:
        return CandidateView(
            id=one.id,
            view=self._terms.term(one.object, one.label),
            chosen=chosen,
            offered=one.offered,
            confidence=self._measure(one.confidence),
            predicate=named(one.predicate, self._language),
            features=tuple(self._features(one.features)),
            numbers=tuple((n, self._bar(value)) for n, value in one.features.items()),
            reasons=tuple(self._reasons(one)),
            stated=tuple(self._terms.stated(m, one.object.iri) for m in one.stated),
            standing=tuple(self.decision(d, called) for d in one.decisions),
        )

    def _features(self, features: Mapping[str, float]) -> Iterator[tuple[str, Measure]]:
        for name in FEATURES:
            if name in features:
                yield say(self._language, f"review.feature.{name}"), self._bar(features[name])

    def _bar(self, value: float) -> Measure:
        return Measure(decimal(value, self._language), min(max(value, 0.0), 1.0))

    def _reasons(self, one: Suggested) -> Iterator[tuple[str, Shown]]:
        yield "justification", named(one.justification, self._language)
        for key, slots in _REASONS.items():
            texts = [text for slot in slots for text in self._texts(one.slots.get(slot))]
            if texts:
                yield key, Shown(" · ".join(texts))

    def _texts(self, value: object) -> Iterator[str]:
        for each in value if isinstance(value, list | tuple) else (value,):
            if isinstance(each, float):
                yield decimal(each, self._language)
            elif each is not None:
                text = str(each)
                yield named(Named(iri=text), self._language).text if "://" in text else text

    def _measure(self, value: float | None) -> Measure | None:
        return None if value is None else Measure(decimal(value, self._language), value)

    def _called(self, one: Suggested) -> Shown:
        known = bool(one.object.label or one.object.code)
        return named(one.object, self._language) if known else Shown(one.label or one.object.iri)


def moment(when: datetime) -> str:
    """Return a moment as pages write it, in UTC."""
    return f"{when:%Y-%m-%d %H:%M} UTC"
