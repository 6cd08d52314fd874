"""Storing a query to cite it."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime
from typing import Any

from fastapi import APIRouter, Request, Response
from starlette.responses import RedirectResponse

from kgqual import __version__
from kgqual.store.stored_queries import Question, Record, StoredQuery
from kgqual.web.comparison import Asking, ask
from kgqual.web.leasing import Settings, lease, serving
from kgqual.web.negotiation import Offer, accept_header, best
from kgqual.web.observing import observed
from kgqual.web.parameters import FORM, QUERY
from kgqual.web.posted_question import JSON, posted_parameters, question_of
from kgqual.web.protocol import time_limit
from kgqual.web.serving import Served
from kgqual.web.stored_request import archive_of, asking, base_address, json_of, view_of
from kgqual.web.stored_view import address_of

router = APIRouter(tags=["citing"])

_PAGE = (Offer(JSON, False), Offer("text/html", True), Offer("application/xhtml+xml", True))
_SCHEMA = {
    "type": "object",
    "required": ["query"],
    "properties": {
        "query": {"type": "string"},
        "default-graph-uri": {"type": "array", "items": {"type": "string"}},
        "named-graph-uri": {"type": "array", "items": {"type": "string"}},
        "as-of": {"type": "string", "format": "date"},
        "snapshot": {"type": "string"},
        "timeout": {"type": "number"},
    },
}
_POSTED: dict[str, Any] = {
    "requestBody": {
        "required": True,
        "content": {
            JSON: {"schema": _SCHEMA},
            FORM: {"schema": _SCHEMA},
            QUERY: {"schema": {"type": "string"}},
        },
    }
}
_STORED: dict[int | str, dict[str, Any]] = {
    200: {"description": "It was stored before."},
    201: {"description": "It is stored now; Location is its permalink."},
    413: {"description": "The query is too long to be stored."},
    507: {"description": "As many queries are stored as may be."},
}


@router.post(
    "/queries",
    status_code=201,
    summary="Store a query to cite it",
    openapi_extra=_POSTED,
    responses=_STORED,
)
async def store_query(request: Request, limits: Settings) -> Response:
    """Run a query, record the checksum of its answer, and return its permalink.

    The same question has the same permalink; of every snapshot it was asked, the first record
    stays. A browser that posts a form is sent to the page of the query.
    """
    parameters = await posted_parameters(request)
    question = question_of(parameters)
    async with lease(request, parameters.one("snapshot")) as served:
        how = asking(request, time_limit(parameters, limits.query_timeout))
        stored, new = await _kept(request, served, question, how)
        cited = stored.record(served.snapshot.id)
        assert cited is not None
        return await _stored(request, how, stored, cited, new=new)


async def _kept(
    request: Request, served: Served, question: Question, how: Asking
) -> tuple[StoredQuery, bool]:
    """Return the question with a record of this snapshot, and whether it was not stored before."""
    archive = archive_of(request)
    stored = await asyncio.to_thread(archive.get, question.id)
    if stored and stored.record(served.snapshot.id):
        return stored, False
    await asyncio.to_thread(archive.require_room, question)
    observed(request.scope).asks(question.query)
    answer = await ask(served, question, how)
    now = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    record = Record(served.snapshot.id, now, __version__, answer)
    return await asyncio.to_thread(archive.keep, question, record)


async def _stored(
    request: Request, how: Asking, stored: StoredQuery, cited: Record, *, new: bool
) -> Response:
    async with serving(request).lease() as current:
        view = await view_of(request, current, stored, cited, how)
    chosen = best(accept_header(request), _PAGE)
    if chosen and chosen.choice:
        return RedirectResponse(view.record_address(cited), 303)
    address = address_of(base_address(request), stored.question)
    headers = {"Location": address, "Cache-Control": "no-store"}
    return Response(json_of(view), 201 if new else 200, headers, media_type=JSON)
