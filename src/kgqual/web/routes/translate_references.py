"""Memories and glossaries: lists and look-ups, for everyone, as pages and for programs."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Query, Response

from kgqual.editorial.references import Kind
from kgqual.translation.memory import LEAST
from kgqual.web.translating.addresses import TRANSLATIONS
from kgqual.web.translating.references import (
    GlossaryAnswer,
    HitAnswer,
    MatchAnswer,
    MemoryAnswer,
    ReferenceAnswer,
)
from kgqual.web.translating.references_page import LookUp, references_page
from kgqual.web.translating.visit import Translating, TranslatingVisit
from kgqual.web.visiting import as_json

router = APIRouter(tags=["translation"])

_ADDRESS = TRANSLATIONS + "/{language}"
_TEXT = 20_000
"""Characters of a text that is looked up, at most: as many as a text of a translation has."""
_PAGE: dict[int | str, dict[str, Any]] = {200: {"content": {"text/html": {}}}}

Text = Annotated[str, Query(max_length=_TEXT, description="What to look up.")]
From = Annotated[str, Query(description="The language of the text.")]
Removed = Annotated[int | None, Query(description="The id of what was removed right before.")]


@router.get(
    _ADDRESS + "/memory",
    summary="Look into the memory",
    response_model=MemoryAnswer,
    responses=_PAGE,
)
def remember(
    visit: Translating,
    text: Text = "",
    source: From = "en",
    limit: Annotated[int, Query(ge=1, le=100, description="At most so many.")] = 5,
    least: Annotated[float, Query(ge=0, le=1, description="How like they must be.")] = LEAST,
    removed: Removed = None,
) -> Response:
    """Find what texts like this one were translated as; without a text, list the memories."""
    target = visit.target
    found = (
        visit.memories.search(text, target, source_language=source, limit=limit, least=least)
        if text
        else []
    )
    if visit.page:
        asked = LookUp(text, source, matches=found)
        return references_page(visit, Kind.MEMORY, asked, removed=removed)
    matches = tuple(map(MatchAnswer.of, found))
    return as_json(MemoryAnswer(memories=_in_use(visit, Kind.MEMORY), matches=matches))


@router.get(
    _ADDRESS + "/glossary",
    summary="Look up terms",
    response_model=GlossaryAnswer,
    responses=_PAGE,
)
def look_up(
    visit: Translating, text: Text = "", source: From = "en", removed: Removed = None
) -> Response:
    """Find the terms in a text: what to call them, what not, and who says so."""
    found = visit.glossary.hits(text, source)
    if visit.page:
        asked = LookUp(text, source, hits=found)
        return references_page(visit, Kind.GLOSSARY, asked, removed=removed)
    hits = tuple(map(HitAnswer.of, found))
    return as_json(GlossaryAnswer(glossaries=_in_use(visit, Kind.GLOSSARY), hits=hits))


def _in_use(visit: TranslatingVisit, kind: Kind) -> tuple[ReferenceAnswer, ...]:
    stored = visit.editorial
    used = stored.references.in_use(kind, visit.target) if stored.exists() else []
    return tuple(map(ReferenceAnswer.of, used))
