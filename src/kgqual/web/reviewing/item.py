"""An item of a review queue with what the graph says of it: what programs and pages are given."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from kgqual.answering import Graph, Named
from kgqual.answering.envelope import Frozen
from kgqual.editorial.reviews import Candidate, Decision, Item, State, Suggestion, Verdict
from kgqual.web.reviewing.terms import Described, Stated, described

_FEATURES = re.compile(r"([^=;|]+)=(-?[0-9.]+(?:[eE]-?[0-9]+)?)")
FEATURES = "features"
"""The extension slot in which a matcher says why: name=number, semicolons between them."""


class Decided(Frozen):
    """A decision: who, when, what about, in which words; ``undone`` when it does not count."""

    id: int
    person: str
    decided: datetime
    verdict: Verdict
    object: str | None = None
    comment: str = ""
    undone: bool = False
    undoes: int | None = None

    @property
    def takes(self) -> bool:
        """Whether it states a mapping."""
        return self.verdict.about_candidate and self.verdict is not Verdict.REJECT

    @classmethod
    def of(cls, decision: Decision, undone: bool = False) -> Decided:
        """Return a decision of the store."""
        return cls(
            id=decision.id,
            person=decision.person,
            decided=decision.decided,
            verdict=decision.verdict,
            object=decision.object,
            comment=decision.comment,
            undone=undone,
            undoes=decision.undoes,
        )


class Suggested(Frozen):
    """One candidate: what it is, why it is suggested, and what stands of the decisions about it.

    ``label`` is what the file calls it, ``features`` are the matcher's reasons by name, ``stated``
    the mappings between the two sides that the graph has already. ``offered`` is False for one
    that the newest file has no more.
    """

    id: int
    object: Described
    label: str
    predicate: Named
    confidence: float | None
    justification: Named
    features: Mapping[str, float]
    slots: Mapping[str, Any]
    stated: tuple[Stated, ...]
    decisions: tuple[Decided, ...]
    disputed: bool
    offered: bool


class ReviewItem(Frozen):
    """One thing to be mapped, its candidates, and all that was decided about it.

    ``nothing_fits`` is how likely none of them is right, where the file says so.
    """

    queue: str
    number: int
    state: State
    subject: Described
    label: str
    suggestions: tuple[Suggested, ...]
    nothing_fits: float | None
    no_match: tuple[Decided, ...]
    later: tuple[Decided, ...]
    history: tuple[Decided, ...]

    @property
    def disputed(self) -> bool:
        """Whether reviewers disagree."""
        return self.state is State.DISPUTED

    def chosen(self, person: str) -> Suggested | None:
        """Return the candidate to look at first: one this person took, else one left to decide."""
        said = {s.id: [d for d in s.decisions if d.person == person] for s in self.suggestions}
        taken = (s for s in self.suggestions if any(d.takes for d in said[s.id]))
        left = (s for s in self.suggestions if s.offered and not said[s.id])
        return next(taken, None) or next(left, None) or next(iter(self.suggestions), None)


def review_item(graph: Graph, item: Item) -> ReviewItem:
    """Return an item of the store with what ``graph`` says of its two sides."""
    objects = [one.suggestion.object for one in item.candidates]
    things = described(graph, [item.subject, *objects])
    used = {part for one in item.candidates for part in _parts(one.suggestion)}
    named = graph.named(sorted(used))
    subject = things[item.subject]
    return ReviewItem(
        queue=item.queue,
        number=item.number,
        state=item.state,
        subject=subject,
        label=item.label,
        suggestions=tuple(
            _suggested(one, subject, things[one.suggestion.object], named)
            for one in item.candidates
        ),
        nothing_fits=item.none.confidence if item.none else None,
        no_match=tuple(map(Decided.of, item.no_match)),
        later=tuple(map(Decided.of, item.later)),
        history=tuple(Decided.of(one, one.id in item.undone) for one in item.history),
    )


def _parts(suggestion: Suggestion) -> tuple[str, str]:
    return suggestion.predicate, suggestion.justification


def _suggested(
    candidate: Candidate, subject: Described, object: Described, named: Mapping[str, Named]
) -> Suggested:
    one = candidate.suggestion
    ends = {subject.iri, object.iri}
    slot = one.extensions.get(FEATURES)
    return Suggested(
        id=one.id,
        object=object,
        label=one.object_label,
        predicate=named[one.predicate],
        confidence=one.confidence,
        justification=named[one.justification],
        features=features(str(slot.value) if slot else ""),
        slots=one.slots,
        stated=tuple(m for m in subject.mappings if {m.subject.iri, m.object.iri} == ends),
        decisions=tuple(map(Decided.of, candidate.decisions)),
        disputed=candidate.disputed,
        offered=candidate.offered,
    )


def features(text: str) -> dict[str, float]:
    """Return the features that the text of the slot lists; what is none is left out."""
    return {name.strip(): float(value) for name, value in _FEATURES.findall(text)}
