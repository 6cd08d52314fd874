"""Memories and glossaries over HTTP: looked up by everyone, added by those who translate."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query, Request, Response
from fastapi import Path as InPath

from kgqual.editorial import Editorial, Person
from kgqual.editorial.references import Kind, refuse_unless_translating
from kgqual.errors import Busy
from kgqual.translation.glossary import Glossaries
from kgqual.translation.memory import LEAST, Memories
from kgqual.translation.reference_files import add_file
from kgqual.translation.target import target_language
from kgqual.web.leasing import Settings
from kgqual.web.signing_in import editorial
from kgqual.web.translating.addresses import TRANSLATIONS
from kgqual.web.translating.references import (
    GLOSSARIES,
    MEMORIES,
    AddedAnswer,
    GlossaryAnswer,
    HitAnswer,
    MatchAnswer,
    MemoryAnswer,
    ReferenceAnswer,
    media_types,
)
from kgqual.web.uploads import MULTIPART, Accepted, receive_one
from kgqual.web.visiting import Writer, as_json

router = APIRouter(tags=["translation"])

FILE = "file"
_ADDRESS = TRANSLATIONS + "/{language}"
_TEXT = 20_000
"""Characters of a text that is looked up, at most: as many as a text of a translation has."""

Stored = Annotated[Editorial, Depends(editorial)]
Into = Annotated[str, InPath(description="The language that is translated into: kk.")]
Text = Annotated[str, Query(max_length=_TEXT, description="What to look up.")]
From = Annotated[str, Query(description="The language of the text.")]
Name = Annotated[str, Query(description="What to call it; else as the file is called.")]


@router.get(_ADDRESS + "/memory", summary="Look into the memory", response_model=MemoryAnswer)
def remember(
    request: Request,
    stored: Stored,
    language: Into,
    text: Text = "",
    source: From = "en",
    limit: Annotated[int, Query(ge=1, le=100, description="At most so many.")] = 5,
    least: Annotated[float, Query(ge=0, le=1, description="How like they must be.")] = LEAST,
) -> Response:
    """Find what texts like this one were translated as; without a text, list the memories."""
    memories, target = request.app.state.memories, target_language(language)
    assert isinstance(memories, Memories)
    found = memories.search(text, target, source_language=source, limit=limit, least=least)
    matches = tuple(map(MatchAnswer.of, found)) if text else ()
    return as_json(MemoryAnswer(memories=_in_use(stored, Kind.MEMORY, target), matches=matches))


@router.get(_ADDRESS + "/glossary", summary="Look up terms", response_model=GlossaryAnswer)
def look_up(
    request: Request, stored: Stored, language: Into, text: Text = "", source: From = "en"
) -> Response:
    """Find the terms in a text: what to call them, what not, and who says so."""
    glossaries, target = request.app.state.glossaries, target_language(language)
    assert isinstance(glossaries, Glossaries)
    hits = tuple(map(HitAnswer.of, glossaries.of(target).hits(text, source)))
    return as_json(GlossaryAnswer(glossaries=_in_use(stored, Kind.GLOSSARY, target), hits=hits))


def _posted(accepted: Accepted) -> dict[str, Any]:
    sent = {"type": "object", "properties": {FILE: {"type": "string"}}, "required": [FILE]}
    content = {MULTIPART: {"schema": sent}, **media_types(accepted)}
    return {"requestBody": {"required": True, "content": content}}


_ANSWERS: dict[int | str, dict[str, Any]] = {
    401: {"description": "Nobody says who writes."},
    403: {"description": "The person does not translate."},
    413: {"description": "The file is too large."},
    415: {"description": "No such file by its Content-Type and its name."},
    503: {"description": "Another file is being read."},
}


@dataclass(frozen=True)
class _Sent:
    """A file that somebody adds: for which language, under which name, of how many bytes at most.

    Where it is called nothing, it is called as the file is.
    """

    request: Request
    stored: Editorial
    person: Person
    language: str
    name: str
    most: int


def _sent(
    request: Request,
    stored: Stored,
    person: Writer,
    limits: Settings,
    language: Into,
    name: Name = "",
) -> _Sent:
    """Return what is sent, before it is read. Raises NotAllowed for who does not translate."""
    refuse_unless_translating(person)
    target = target_language(language)
    return _Sent(request, stored, person, target, name, limits.translation_bytes)


@router.post(
    _ADDRESS + "/memory",
    summary="Add a memory",
    response_model=AddedAnswer,
    responses=_ANSWERS,
    openapi_extra=_posted(MEMORIES),
)
async def add_memory(sent: Annotated[_Sent, Depends(_sent)]) -> Response:
    """Add TMX, XLIFF or a table with a column a language, in place of what has that name."""
    return await _added(sent, Kind.MEMORY, MEMORIES)


@router.post(
    _ADDRESS + "/glossary",
    summary="Add a glossary",
    response_model=AddedAnswer,
    responses=_ANSWERS,
    openapi_extra=_posted(GLOSSARIES),
)
async def add_glossary(sent: Annotated[_Sent, Depends(_sent)]) -> Response:
    """Add TBX or a table with a column for each language, in place of what has that name."""
    return await _added(sent, Kind.GLOSSARY, GLOSSARIES)


async def _added(sent: _Sent, kind: Kind, accepted: Accepted) -> Response:
    """Add the file that is sent. Raises Busy while another is read: large ones take seconds."""

    def add(path: Path) -> AddedAnswer:
        """Record what is in the file."""
        references = sent.stored.references
        return AddedAnswer.of(
            *add_file(references, sent.person, kind, path, sent.language, sent.name)
        )

    with TemporaryDirectory(prefix="kgqual-reference-") as folder:
        path = await receive_one(sent.request, Path(folder), FILE, sent.most, accepted)
        reading = sent.request.app.state.references
        assert isinstance(reading, asyncio.Semaphore)
        if reading.locked():
            raise Busy("Another memory or glossary is being added. Try again later.")
        async with reading:
            return as_json(await asyncio.to_thread(add, path))


def _in_use(stored: Editorial, kind: Kind, language: str) -> tuple[ReferenceAnswer, ...]:
    used = stored.references.in_use(kind, language) if stored.exists() else []
    return tuple(map(ReferenceAnswer.of, used))
