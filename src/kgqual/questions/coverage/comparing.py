"""Which texts of a standard are matched by what is offered, by the words that they share.

A text counts as matched when two thirds of the words of its best match are in it, or two thirds of
its own words in that; words weigh the more the fewer of what is offered have them. The calibrated
probability would find hardly anything: it is that of being the same, and a skill that covers a
statement need not be the same as it. It is shown beside each match.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from kgqual.questions.coverage.offers import Unit
from kgqual.questions.coverage.standard import Compared

SHARED = 2 / 3
"""The part of the words of either that has to be in the other."""
MEASURES = ("cover_label", "covered")
"""The features that say how much of the text is in the label, and how much of that in the text."""


@dataclass(frozen=True)
class Match:
    """What fits a text best: how probably they are the same, and how many words they share.

    ``anything`` is the probability that anything offered is the same as the text.
    """

    unit: Unit
    confidence: float
    anything: float
    shared: float

    @property
    def counts(self) -> bool:
        """Whether the text is matched."""
        return self.shared >= SHARED


def matches(texts: Sequence[Compared], units: Iterable[Unit]) -> Mapping[str, Match]:
    """Return text → what fits it best; texts with nothing like them are left out.

    Texts are compared in a language that something offered is called in: a text without one is
    left out too.
    """
    from kgqual.matching import Label, Matching, Term, Text  # numpy is behind it

    named = {unit.iri: unit for unit in units if unit.labels}
    spoken = languages(named.values())
    asked = [(text, tag) for text in texts if (tag := common(text, spoken)) is not None]
    if not asked:
        return {}
    terms = [
        Term(
            unit.iri,
            tuple(Label(text, tag, preferred) for (text, tag), preferred in unit.labels.items()),
            tuple(unit.descriptions),
        )
        for unit in named.values()
    ]
    words = [Text(text.named.label[tag], language=tag) for text, tag in asked]
    suggested = Matching.over(terms).suggest(words, limit=1)
    return {
        text.named.iri: Match(
            named[best.iri],
            best.confidence,
            1 - found.none,
            max(best.features[name] for name in MEASURES),
        )
        for (text, _), found in zip(asked, suggested, strict=True)
        for best in found.candidates
    }


def languages(units: Iterable[Unit]) -> frozenset[str]:
    """Return the languages in which something offered is called."""
    return frozenset(tag for unit in units for _, tag in unit.labels)


def common(text: Compared, spoken: frozenset[str]) -> str | None:
    """Return a language that a text shares with what is offered, English before others."""
    shared = sorted(spoken.intersection(text.named.label), key=lambda tag: (tag != "en", tag))
    return shared[0] if shared else None
