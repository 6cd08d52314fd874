"""Which texts of a standard are matched by what is offered, by the likeness of their words.

A text counts as matched when it is likelier that something offered fits than that nothing does:
when the calibrated probability that nothing fits is below one half.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from kgqual.questions.coverage.offers import Unit
from kgqual.questions.coverage.standard import Compared

HALF = 0.5


@dataclass(frozen=True)
class Match:
    """What fits a text best, how probably it does, and how probably anything offered does."""

    unit: Unit
    confidence: float
    anything: float

    @property
    def counts(self) -> bool:
        """Whether the text is matched."""
        return self.anything > HALF


def matches(texts: Sequence[Compared], units: Iterable[Unit]) -> Mapping[str, Match]:
    """Return text → what fits it best; texts with nothing like them are left out.

    Texts are compared in a language that something offered is called in: a text without one is
    left out too. ``comparable`` tells them.
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
        text.named.iri: Match(named[best.iri], best.confidence, 1 - found.none)
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
