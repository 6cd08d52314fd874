"""Suggesting terms for texts: compare, rank, and say what it comes down to.

A text in several languages is compared in each, and the wording counts for which it is least
likely that nothing fits: its ranking stands as it is, and is not mixed with the others'.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from kgqual import __version__
from kgqual.answering import Named
from kgqual.mapping.suggestion.answer import Found, Suggested, Suggestion, Tool
from kgqual.mapping.suggestion.proposing import best_mapping
from kgqual.mapping.suggestion.sets import TermSet
from kgqual.mapping.suggestion.targets import Target
from kgqual.mapping.suggestion.texts import AskedText, Wording
from kgqual.matching import Candidate, Suggestions, Text, Told

TOOL = "kgqual"
AT_ONCE = 64
"""Texts that are compared before the progress is told."""
UNDERSTOOD = 0.5
"""A text counts as understood when that is likelier than not."""


@dataclass(frozen=True)
class Asked:
    """Texts, and where they come from: a set of the snapshot, or None for texts as such.

    ``left_out`` counts the terms of the set that have no text.
    """

    texts: Sequence[AskedText]
    source: TermSet | None = None
    left_out: int = 0


def suggest(
    asked: Asked, target: Target, limit: int, snapshot: str, told: Told = lambda done, of: None
) -> Suggested:
    """Return what a target has for each text, the ``limit`` best candidates at most."""
    results: list[Found] = []
    for start in range(0, len(asked.texts), AT_ONCE):
        results += _found(asked.texts[start : start + AT_ONCE], target, limit)
        told(len(results), len(asked.texts))
    return Suggested(
        snapshot=snapshot,
        date=date.today().isoformat(),
        to=target.searched,
        from_=asked.source,
        limit=limit,
        tool=Tool(name=TOOL, version=__version__, matchers=tuple(target.matching.matchers)),
        results=tuple(results),
        left_out=asked.left_out,
    )


def _found(texts: Sequence[AskedText], target: Target, limit: int) -> Iterator[Found]:
    """Yield the result of each text; a term is no candidate for itself."""
    wordings = [wording for text in texts for wording in text.wordings]
    compared = iter(target.matching.suggest([_text(one) for one in wordings], limit + 1))
    best: list[tuple[Wording, Suggestions]] = [
        min(((wording, next(compared)) for wording in text.wordings), key=lambda one: one[1].none)
        for text in texts
    ]
    names = target.named({one.iri for _, found in best for one in found.candidates})
    for text, (wording, found) in zip(texts, best, strict=True):
        others = [one for one in found.candidates if one.iri != text.iri][:limit]
        candidates = tuple(_ranked(n, one, names[one.iri]) for n, one in enumerate(others, 1))
        understood = found.understood >= UNDERSTOOD
        yield Found(
            id=text.id,
            iri=text.iri,
            text=wording,
            candidates=candidates,
            no_term_found=found.none,
            understood=understood,
            mapping=best_mapping(text.iri, wording, candidates, found.none, understood),
        )


def _ranked(rank: int, candidate: Candidate, name: Named) -> Suggestion:
    return Suggestion(
        **dict(name),
        rank=rank,
        matched=candidate.label,
        score=candidate.score,
        confidence=candidate.confidence,
        features=candidate.features,
    )


def _text(wording: Wording) -> Text:
    return Text(wording.title, wording.description, wording.language)
