"""Saving a translation: programs put one, the page posts one.

Either is answered only after what was sent is on the disk; sent again with the same key it is
recorded once. A version that is not the current one is answered with both texts to compare.
"""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import Any

from fastapi import APIRouter, Request, Response
from starlette.responses import RedirectResponse

from kgqual.editorial import Person
from kgqual.editorial.translations import Conflict, Saved
from kgqual.translation.workbench import Blocked
from kgqual.web.parameters import FORM, read_form
from kgqual.web.posted_fields import JSON, posted_fields
from kgqual.web.translating.addresses import TRANSLATIONS
from kgqual.web.translating.answering import saved_answer
from kgqual.web.translating.answers import SavedAnswer
from kgqual.web.translating.asked import (
    STATES,
    SourceChanged,
    asked_by_button,
    asked_by_program,
    draft,
)
from kgqual.web.translating.checking import found
from kgqual.web.translating.concept_page import along, concept_page
from kgqual.web.translating.from_page import FromPage, from_page
from kgqual.web.translating.notes import NOTHING
from kgqual.web.translating.posted import Put
from kgqual.web.translating.recording import afresh, record
from kgqual.web.translating.refusals import another_source, refused, stopped
from kgqual.web.translating.versions import tag, version_seen
from kgqual.web.translating.visit import FILTERS, ConceptAsked, Translating, TranslatingVisit
from kgqual.web.visiting import PRIVATE, Writer, as_json

router = APIRouter(tags=["translation"])

BESIDE = {"lang", "snapshot", "uri", "noted", *FILTERS}
"""What an address may say beside the fields of a form."""
SAVED: dict[int | str, dict[str, Any]] = {
    200: {"description": "It is recorded; the ETag is the version it has now."},
    303: {"description": "What a form asks for is recorded; what comes next is there."},
    401: {"description": "Nobody says who translates."},
    403: {"description": "The person may not do this, or another site's page asks."},
    404: {"description": "There is no such concept."},
    409: {
        "description": "Somebody else has changed it since, its source is another one now, or "
        "checks block it: each is told."
    },
    428: {"description": "The version that was read is not named, by If-Match."},
}
_PUT = {
    "requestBody": {"required": True, "content": {JSON: {"schema": Put.model_json_schema()}}},
    "parameters": [{"name": "If-Match", "in": "header", "schema": {"type": "string"}}],
}
_POST = {"requestBody": {"required": True, "content": {FORM: {"schema": {"type": "object"}}}}}


@router.put(
    TRANSLATIONS + "/{language}",
    summary="Save a translation",
    response_model=SavedAnswer,
    responses=SAVED,
    openapi_extra=_PUT,
)
async def put(request: Request, visit: Translating, person: Writer, uri: ConceptAsked) -> Response:
    """Save texts of fields, and say what they shall be: drafts, submitted, reviewed, approved.

    Only the fields that are named change. Drafts are saved whatever the checks find, and what they
    find comes back; findings that block stop what shall be more than a draft.
    """
    asked = Put.read(await posted_fields(request, BESIDE))
    version = version_seen(request, asked.version)
    return await asyncio.to_thread(_put, visit, person, uri, asked, version)


def _put(visit: TranslatingVisit, person: Person, uri: str, asked: Put, version: int) -> Response:
    try:
        saved = record(visit, person, asked_by_program(visit, uri, asked, version))
    except SourceChanged as changed:
        return another_source(visit, uri, changed)
    except Conflict as conflict:
        return refused(afresh(visit), conflict)
    except Blocked as blocked:
        return stopped(visit, uri, blocked)
    return saved_response(afresh(visit), uri, saved)


def saved_response(visit: TranslatingVisit, uri: str, saved: list[Saved]) -> Response:
    """Return what stands after changes that are on the disk, for programs."""
    answer = as_json(saved_answer(visit, uri, found(visit, uri), saved[-1]))
    answer.headers["ETag"] = tag(visit.translation(uri).version)
    return answer


@router.post(
    TRANSLATIONS + "/{language}",
    summary="Save what the page of a translation sends",
    status_code=303,
    responses=SAVED,
    openapi_extra=_POST,
)
async def post(request: Request, visit: Translating, person: Writer, uri: ConceptAsked) -> Response:
    """Record what the form of the page of a concept asks for, and go on."""
    form = await read_form(request)
    sent = from_page(
        {name: form.one(name) or "" for name in form.names if name != "still"}, form.all("still")
    )
    return await asyncio.to_thread(_post, visit, person, uri, sent)


def _post(visit: TranslatingVisit, person: Person, uri: str, sent: FromPage) -> Response:
    visit.concept(uri)  # an unknown one is refused before anything is written
    onwards = along(visit, uri).following
    try:
        try:
            saved = record(visit, person, asked_by_button(visit, uri, sent.sent, sent.button))
        except Blocked:
            return _as_draft(visit, person, uri, sent)
    except SourceChanged:
        shown = found(visit, uri, sent.sent.texts)
        return concept_page(visit, uri, shown, status=409, unsaved=sent.sent, blocked="outdated")
    except Conflict as conflict:
        if not conflict.changes:  # a version that never was: there is nothing to compare with
            raise
        return _to_compare(afresh(visit), uri, sent, conflict)
    noted = uri if any(one.change for one in saved) else NOTHING
    going = onwards if sent.button in STATES and onwards else visit.address(uri)
    return RedirectResponse(visit.to(going, noted=noted), 303, PRIVATE)


def _to_compare(visit: TranslatingVisit, uri: str, sent: FromPage, conflict: Conflict) -> Response:
    """Return the page with what was sent, beside what somebody else has saved meanwhile."""
    shown = found(visit, uri, sent.sent.texts)
    return concept_page(visit, uri, shown, status=409, unsaved=sent.sent, conflict=conflict)


def _as_draft(visit: TranslatingVisit, person: Person, uri: str, sent: FromPage) -> Response:
    """Save as a draft what checks block from more, so that no work is lost; say what blocks.

    Raises Conflict where somebody has saved since the checks ran.
    """
    kept = replace(sent.sent, key=f"{sent.sent.key}-draft")  # the same, should this be sent again
    record(visit, person, (draft(visit, uri, kept),))
    now = afresh(visit)
    return concept_page(now, uri, found(now, uri), status=409, blocked="blocked")
