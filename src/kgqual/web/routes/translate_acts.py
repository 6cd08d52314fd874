"""What one does with a translation beside saving it: steps, checks, comments, undoing.

A form is answered by the page, a program by what stands. Either comes after it is on the disk.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from typing import Any

from fastapi import APIRouter, Request, Response
from pydantic import BaseModel
from starlette.responses import RedirectResponse

from kgqual.editorial import Person, UnknownItem
from kgqual.editorial.translations import (
    Conflict,
    Pass,
    Remark,
    Saved,
    Waived,
)
from kgqual.editorial.translations import (
    Request as Asked,
)
from kgqual.errors import BadUsage
from kgqual.translation.workbench import Blocked
from kgqual.web.parameters import FORM
from kgqual.web.posted_fields import JSON, posted_fields
from kgqual.web.routes.translate_saving import BESIDE, SAVED, saved_response
from kgqual.web.translating.addresses import TRANSLATIONS
from kgqual.web.translating.answering import findings_answer
from kgqual.web.translating.answers import Findings, SavedAnswer
from kgqual.web.translating.asked import MOVES, Sent, step
from kgqual.web.translating.checking import found
from kgqual.web.translating.concept_page import findings_page
from kgqual.web.translating.posted import Act, Comment, Texts, Undo, Waive
from kgqual.web.translating.recording import afresh, record, workbench
from kgqual.web.translating.refusals import refused, stopped
from kgqual.web.translating.texts import posted_texts
from kgqual.web.translating.versions import version_seen
from kgqual.web.translating.visit import (
    ConceptAsked,
    Translating,
    TranslatingVisit,
)
from kgqual.web.visiting import PRIVATE, Writer, as_json

router = APIRouter(tags=["translation"])


def body(model: type[BaseModel]) -> dict[str, Any]:
    """Return how OpenAPI describes a body that is posted as JSON or as a form."""
    content = {kind: {"schema": model.model_json_schema()} for kind in (JSON, FORM)}
    return {"requestBody": {"required": True, "content": content}}


@router.post(
    TRANSLATIONS + "/{language}/check",
    summary="Check texts",
    response_model=Findings,
    openapi_extra=body(Texts),
)
async def check(request: Request, visit: Translating, uri: ConceptAsked) -> Response:
    """Say what is wrong with texts of a concept; nothing is saved, and nobody need be known."""
    fields = await posted_fields(request, BESIDE)
    if not visit.page:
        texts = Texts.read(fields).texts
        return await asyncio.to_thread(
            lambda: as_json(findings_answer(visit, uri, found(visit, uri, texts), texts))
        )
    written = posted_texts(fields)
    return await asyncio.to_thread(
        lambda: findings_page(visit, uri, found(visit, uri, written), written)
    )


@router.post(
    TRANSLATIONS + "/{language}/comment",
    summary="Comment a translation",
    response_model=SavedAnswer,
    responses=SAVED,
    openapi_extra=body(Comment),
)
async def comment(
    request: Request, visit: Translating, person: Writer, uri: ConceptAsked
) -> Response:
    """Record what somebody says about a translation."""
    asked = Comment.read(await posted_fields(request, BESIDE))
    remark = Remark(asked.key, visit.target, uri, asked.comment)
    return await asyncio.to_thread(_recorded, visit, person, uri, (remark,))


@router.post(
    TRANSLATIONS + "/{language}/waive",
    summary="Let a finding pass",
    response_model=SavedAnswer,
    responses=SAVED,
    openapi_extra=body(Waive),
)
async def waive(
    request: Request, visit: Translating, person: Writer, uri: ConceptAsked
) -> Response:
    """Record that a check shall not block the present texts of a field, and why."""
    asked = Waive.read(await posted_fields(request, BESIDE))
    waived = Waived(asked.field, asked.check, asked.texts)
    let = Pass(asked.key, visit.target, uri, waived, asked.reason)
    return await asyncio.to_thread(_recorded, visit, person, uri, (let,))


@router.post(
    TRANSLATIONS + "/{language}/undo",
    summary="Undo a change",
    response_model=SavedAnswer,
    responses=SAVED,
    openapi_extra=body(Undo),
)
async def undo(request: Request, visit: Translating, person: Writer, uri: ConceptAsked) -> Response:
    """Record that a change does not count; both stay on record."""
    asked = Undo.read(await posted_fields(request, BESIDE))

    def recording() -> list[Saved]:
        """Record it. Raises UnknownItem for a change of another translation."""
        history = visit.translations.history(visit.target, uri)
        if asked.change not in {one.id for one in history}:
            raise UnknownItem(f"<{uri}> has no change {asked.change} in {visit.target!r}.")
        return [workbench(visit).undo(person, asked.key, asked.change, asked.comment)]

    return await asyncio.to_thread(_answered, visit, uri, recording)


@router.post(
    TRANSLATIONS + "/{language}/{act}",
    summary="Submit, review, approve, return or withdraw what stands",
    response_model=SavedAnswer,
    responses=SAVED,
    openapi_extra=body(Act),
)
async def move(
    request: Request, visit: Translating, person: Writer, uri: ConceptAsked, act: str
) -> Response:
    """Take texts that stand a step further; of all fields, or of those that are named."""
    if act not in MOVES:
        raise BadUsage(f"{act} is nothing to do with a translation: {', '.join(MOVES)}.")
    asked = Act.read(await posted_fields(request, BESIDE))
    sent = Sent(asked.key, version_seen(request, asked.version), {}, (), asked.comment)
    step_asked = step(visit, uri, sent, MOVES[act], asked.fields)
    return await asyncio.to_thread(_recorded, visit, person, uri, (step_asked,))


def _recorded(
    visit: TranslatingVisit, person: Person, uri: str, requests: Sequence[Asked]
) -> Response:
    return _answered(visit, uri, lambda: record(visit, person, requests))


def _answered(visit: TranslatingVisit, uri: str, recording: Callable[[], list[Saved]]) -> Response:
    """Record something about a concept; return its page, or what stands."""
    visit.concept(uri)  # an unknown one is refused before anything is written
    try:
        saved = recording()
    except Conflict as conflict:
        return refused(afresh(visit), conflict)
    except Blocked as blocked:
        return stopped(visit, uri, blocked)
    if visit.page:
        return RedirectResponse(visit.to(visit.address(uri), noted=uri), 303, PRIVATE)
    return saved_response(afresh(visit), uri, saved)
