"""Changing many translations at once: giving them to people, one text everywhere, undoing."""

from __future__ import annotations

import asyncio
from typing import Any

from fastapi import APIRouter, Request, Response
from starlette.responses import RedirectResponse

from kgqual.editorial import Person, UnknownItem
from kgqual.editorial.translations import Act
from kgqual.errors import BadUsage
from kgqual.translation.assigning import assignments
from kgqual.web.posted_fields import posted_fields
from kgqual.web.routes.translate_acts import body
from kgqual.web.routes.translate_saving import BESIDE, SAVED
from kgqual.web.translating.addresses import HOME, TRANSLATIONS, batch_addresses
from kgqual.web.translating.answers import AssignedAnswer, EverywhereAnswer
from kgqual.web.translating.batches import BatchAnswer, Batches, batches_page, recorded
from kgqual.web.translating.everywhere import edits, given
from kgqual.web.translating.notes import NOTHING
from kgqual.web.translating.posted import Assign, Everywhere, UndoBatch
from kgqual.web.translating.recording import own_batch, record, workbench
from kgqual.web.translating.visit import ConceptAsked, Queueing, Translating, TranslatingVisit
from kgqual.web.visiting import PRIVATE, Writer, as_json

router = APIRouter(tags=["translation"])

_ADDRESS = TRANSLATIONS + "/{language}/batches"
_LISTED: dict[int | str, dict[str, Any]] = {200: {"content": {"text/html": {}}}}


@router.post(
    HOME + "/assign",
    summary="Give concepts to somebody",
    response_model=AssignedAnswer,
    responses=SAVED,
    openapi_extra=body(Assign),
)
async def assign(request: Request, visit: Queueing, person: Writer) -> Response:
    """Give concepts to a translator, or take them back: those named, or the first of the chosen."""
    fields = await posted_fields(request, BESIDE | {"to"}, several="concept")
    asked = Assign.read({name: value for name, value in fields.items() if value != ""})
    return await asyncio.to_thread(_assigned, visit, person, asked)


def _assigned(visit: TranslatingVisit, person: Person, asked: Assign) -> Response:
    recorded = own_batch(visit, asked.key, Act.ASSIGN)
    concepts = asked.concept or (
        # Sent again, the first ones are those of then: the filters may choose others by now.
        tuple(one.concept for one in recorded)
        or tuple(one.iri for one in visit.way[: asked.first or 0])
    )
    if not concepts:
        raise BadUsage("Choose the concepts, or say how many of the first ones.")
    for iri in concepts:
        visit.concept(iri)
    assignee = asked.person or None
    requests = assignments(visit.target, concepts, assignee, asked.key)
    saved = record(visit, person, requests, asked.key)
    if visit.page:
        done = asked.key if any(one.change for one in saved) else NOTHING
        return RedirectResponse(visit.to(visit.queue_address, done=done), 303, PRIVATE)
    return as_json(AssignedAnswer(assignee=assignee, concepts=concepts))


@router.post(
    TRANSLATIONS + "/{language}/everywhere",
    summary="Save a translation wherever the same source is untranslated",
    response_model=EverywhereAnswer,
    responses=SAVED,
    openapi_extra=body(Everywhere),
)
async def spread(
    request: Request, visit: Translating, person: Writer, uri: ConceptAsked
) -> Response:
    """Save the texts that stand as drafts of other concepts with the same English text.

    Only where nothing is translated: a term may have two meanings, so nothing is overwritten.
    """
    asked = Everywhere.read(await posted_fields(request, BESIDE))
    return await asyncio.to_thread(_spread, visit, person, uri, asked)


def _spread(visit: TranslatingVisit, person: Person, uri: str, asked: Everywhere) -> Response:
    visit.concept(uri)
    concepts = given(visit, uri, asked.key) or _spread_now(visit, person, uri, asked.key)
    if visit.page:
        address = visit.to(visit.address(uri), spread=asked.key)
        return RedirectResponse(address, 303, PRIVATE)
    return as_json(EverywhereAnswer(concepts=concepts))


def _spread_now(visit: TranslatingVisit, person: Person, uri: str, key: str) -> tuple[str, ...]:
    """Save the texts elsewhere; return where. Raises BadUsage where that is nowhere."""
    requests = edits(visit, uri, key)
    if not requests:
        raise BadUsage("There is no other concept that could be given the texts of this one.")
    record(visit, person, requests, key)
    return tuple(one.concept for one in requests)


@router.get(
    _ADDRESS,
    summary="What was done to many translations at once",
    response_model=Batches,
    responses=_LISTED,
)
def list_batches(visit: Translating) -> Response:
    """List imports, adoptions, repairs and assignments, the latest hundred: who, when, how many."""
    if visit.page:
        return batches_page(visit)
    listed = tuple(map(BatchAnswer.of, recorded(visit)))
    return as_json(Batches(language=visit.target, batches=listed))


@router.post(
    _ADDRESS + "/undo",
    summary="Undo what was done to many translations at once",
    response_model=BatchAnswer,
    responses=SAVED,
    openapi_extra=body(UndoBatch),
)
async def undo_batch(request: Request, visit: Translating, person: Writer) -> Response:
    """Record that a batch does not count: all of it, or nothing where somebody went on from it."""
    asked = UndoBatch.read(await posted_fields(request, BESIDE))
    return await asyncio.to_thread(_undone, visit, person, asked)


def _undone(visit: TranslatingVisit, person: Person, asked: UndoBatch) -> Response:
    there = visit.translations
    if there.batch(visit.target, asked.batch) is None:
        raise UnknownItem(f"Nothing was done in {visit.target!r} under the name {asked.batch!r}.")
    workbench(visit).undo_all(person, asked.key, asked.batch, asked.comment)
    if visit.page:
        return RedirectResponse(visit.to(batch_addresses(visit.target).all), 303, PRIVATE)
    undone = there.batch(visit.target, asked.batch)
    assert undone
    return as_json(BatchAnswer.of(undone))
