"""Memories and glossaries: files added and taken out of use, by those who translate."""

from __future__ import annotations

import asyncio
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request, Response
from starlette.responses import RedirectResponse

from kgqual.editorial import Person
from kgqual.editorial.references import Kind, refuse_unless_translating
from kgqual.errors import Busy
from kgqual.translation.reference_files import add_file
from kgqual.web.leasing import Settings
from kgqual.web.posted_fields import posted_fields
from kgqual.web.routes.translate_acts import body
from kgqual.web.routes.translate_saving import BESIDE
from kgqual.web.translating.addresses import TRANSLATIONS, reference_address
from kgqual.web.translating.posted import Remove
from kgqual.web.translating.references import ACCEPTED, AddedAnswer, ReferenceAnswer, media_types
from kgqual.web.translating.references_page import LookUp, references_page
from kgqual.web.translating.visit import Translating, TranslatingVisit
from kgqual.web.uploads import MULTIPART, receive_one
from kgqual.web.visiting import PRIVATE, Writer, as_json

router = APIRouter(tags=["translation"])

FILE = "file"
_ADDRESS = TRANSLATIONS + "/{language}"
_ANSWERS: dict[int | str, dict[str, Any]] = {
    401: {"description": "Nobody says who writes."},
    403: {"description": "The person does not translate, or another site's page asks."},
}
_TAKEN: dict[int | str, dict[str, Any]] = {
    **_ANSWERS,
    413: {"description": "The file is too large."},
    415: {"description": "No such file by its Content-Type and its name."},
    503: {"description": "Another file is being read."},
}
Name = Annotated[str, Query(description="What to call it; else as the file is called.")]


def _posted(kind: Kind) -> dict[str, Any]:
    sent = {"type": "object", "properties": {FILE: {"type": "string"}}, "required": [FILE]}
    content = {MULTIPART: {"schema": sent}, **media_types(ACCEPTED[kind])}
    return {"requestBody": {"required": True, "content": content}}


@router.post(
    _ADDRESS + "/memory",
    summary="Add a memory",
    response_model=AddedAnswer,
    responses=_TAKEN,
    openapi_extra=_posted(Kind.MEMORY),
)
async def add_memory(
    request: Request, visit: Translating, person: Writer, limits: Settings, name: Name = ""
) -> Response:
    """Add TMX, XLIFF or a table with a column a language, in place of what has that name."""
    return await _added(request, visit, person, Kind.MEMORY, name, limits.translation_bytes)


@router.post(
    _ADDRESS + "/glossary",
    summary="Add a glossary",
    response_model=AddedAnswer,
    responses=_TAKEN,
    openapi_extra=_posted(Kind.GLOSSARY),
)
async def add_glossary(
    request: Request, visit: Translating, person: Writer, limits: Settings, name: Name = ""
) -> Response:
    """Add TBX or a table with a column for each language, in place of what has that name."""
    return await _added(request, visit, person, Kind.GLOSSARY, name, limits.translation_bytes)


async def _added(
    request: Request, visit: TranslatingVisit, person: Person, kind: Kind, name: str, most: int
) -> Response:
    """Add the file that is sent. Raises Busy while another is read: large ones take seconds."""
    refuse_unless_translating(person)

    def add(path: Path) -> Response:
        """Record what is in the file, and say what that did."""
        references = visit.editorial.references
        added = add_file(references, person, kind, path, visit.target, name)
        answer = AddedAnswer.of(*added, visit.language)
        if visit.page:
            return references_page(visit, kind, LookUp(), added=answer)
        return as_json(answer)

    with TemporaryDirectory(prefix="kgqual-reference-") as folder:
        path = await receive_one(request, Path(folder), FILE, most, ACCEPTED[kind])
        reading = request.app.state.references
        assert isinstance(reading, asyncio.Semaphore)
        if reading.locked():
            raise Busy("Another memory or glossary is being added. Try again later.")
        async with reading:
            return await asyncio.to_thread(add, path)


@router.post(
    _ADDRESS + "/memory/remove",
    summary="Use a memory no more",
    response_model=ReferenceAnswer,
    responses=_ANSWERS,
    openapi_extra=body(Remove),
)
async def remove_memory(request: Request, visit: Translating, person: Writer) -> Response:
    """Take a memory out of use; it stays on record."""
    asked = Remove.read(await posted_fields(request, BESIDE))
    return await asyncio.to_thread(_removed, visit, person, Kind.MEMORY, asked.name)


@router.post(
    _ADDRESS + "/glossary/remove",
    summary="Use a glossary no more",
    response_model=ReferenceAnswer,
    responses=_ANSWERS,
    openapi_extra=body(Remove),
)
async def remove_glossary(request: Request, visit: Translating, person: Writer) -> Response:
    """Take a glossary out of use; it stays on record."""
    asked = Remove.read(await posted_fields(request, BESIDE))
    return await asyncio.to_thread(_removed, visit, person, Kind.GLOSSARY, asked.name)


def _removed(visit: TranslatingVisit, person: Person, kind: Kind, name: str) -> Response:
    gone = visit.editorial.references.remove(person, kind, visit.target, name)
    if visit.page:
        address = visit.to(reference_address(visit.target, kind), removed=gone.id)
        return RedirectResponse(address, 303, PRIVATE)
    return as_json(ReferenceAnswer.of(gone))
