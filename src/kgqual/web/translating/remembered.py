"""What memories and glossaries know of the texts of a concept, as the editor page shows it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kgqual.editorial.translations.fields import Field
from kgqual.translation.differences import Piece
from kgqual.translation.glossary import Hit
from kgqual.translation.memory import Match, Origin
from kgqual.translation.units import Concept
from kgqual.web.translating.visit import TranslatingVisit
from kgqual.web.wording import say

_FOUND = {Field.PREFERRED: 5, Field.DESCRIPTION: 2, Field.SCOPE_NOTE: 1}
"""Fields that are looked up as a whole, and how many matches are shown of each."""


@dataclass(frozen=True)
class MatchView:
    """A text like one of the source, and what it was translated as; ``score`` is in percent.

    ``pieces`` say how its source, in ``language``, differs from that of ``field``.
    """

    field: Field | None
    score: str
    target: str
    pieces: tuple[Piece, ...]
    language: str
    origin: str


@dataclass(frozen=True)
class HitView:
    """A term of the source that a glossary has: what to call it, and what not."""

    term: str
    language: str
    translations: tuple[str, ...]
    forbidden: tuple[str, ...]
    note: str
    source: str


def matches(visit: TranslatingVisit, concept: Concept) -> Iterator[MatchView]:
    """Yield what was translated before and is like the texts of a concept, the likest first.

    Texts are looked up in English and, where there is Russian, in that as well.
    """
    memories = visit.memories
    for field, limit in _FOUND.items():
        found = [
            match
            for spoken, texts in concept.source(field).by_language.items()
            for text in texts
            for match in memories.search(text, visit.target, source_language=spoken, limit=limit)
            if match.origin.concept != concept.iri
        ]
        found.sort(key=lambda match: -match.score)
        yield from (match_view(visit, match, field) for match in found[:limit])


def hits(visit: TranslatingVisit, concept: Concept) -> tuple[HitView, ...]:
    """Return what glossaries say of the terms in the texts of a concept, each once."""
    found: dict[HitView, None] = {}
    for unit in concept.units.values():
        for language, texts in unit.by_language.items():
            for text in texts:
                for hit in visit.glossary.hits(text, language):
                    found[hit_view(hit, language)] = None
    return tuple(found)


def hit_view(hit: Hit, language: str) -> HitView:
    """Return a term that was found in a text of a language."""
    entry = hit.entry
    return HitView(
        hit.term, language, entry.translations, entry.forbidden, entry.note, entry.source
    )


def match_view(visit: TranslatingVisit, match: Match, field: Field | None = None) -> MatchView:
    """Return something that is like a text; ``field`` is where that text stands, if anywhere."""
    return MatchView(
        field=field,
        score=f"{int(match.score * 100)} %",
        target=match.target,
        pieces=match.pieces,
        language=match.source_language,
        origin=_origin(visit, match.origin),
    )


def _origin(visit: TranslatingVisit, origin: Origin) -> str:
    told = origin.memory or say(visit.language, "translate.memory.own")
    return ", ".join(part for part in (told, origin.person, origin.date) if part)
