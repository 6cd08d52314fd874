"""Queries stored to be cited: the question at one address, its answers compared."""

from __future__ import annotations

import asyncio
import json
from datetime import UTC, datetime
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request, Response
from starlette.exceptions import HTTPException
from starlette.responses import RedirectResponse

from kgqual import __version__
from kgqual.errors import BadUsage
from kgqual.store.interface import Format
from kgqual.store.stored_queries import Question, Record, StoredQueries, StoredQuery
from kgqual.web.comparison import Asking, ask, compare
from kgqual.web.leasing import Settings, lease, serving
from kgqual.web.negotiation import Offer, accept_header, best, require
from kgqual.web.observing import observed
from kgqual.web.pages import render
from kgqual.web.parameters import FORM, QUERY, Parameters
from kgqual.web.posted_question import (
    JSON,
    pairs_of,
    posted_parameters,
    question_of,
)
from kgqual.web.protocol import time_limit
from kgqual.web.rdf import BY_NAME, OFFERS, write
from kgqual.web.revalidation import revalidated
from kgqual.web.routes.sparql import answer_query, endpoint
from kgqual.web.serving import Served
from kgqual.web.stored_rdf import triples
from kgqual.web.stored_view import NEWEST, SAME, StoredView, address_of

router = APIRouter(tags=["citing"])

AS_JSON = "json"
_OFFERS: tuple[Offer[Format | str | None], ...] = (
    Offer(JSON, AS_JSON),
    *(offer for offer in OFFERS if offer.media_type != JSON),
)
_NAMED: dict[str, Format | str | None] = {
    AS_JSON: AS_JSON,
    **{name: offer.choice for name, offer in BY_NAME.items()},
}
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
_SHOWN: dict[int | str, dict[str, Any]] = {
    200: {"content": {offer.media_type: {} for offer in _OFFERS[:6]}},
    404: {"description": "No query is stored there."},
}

SnapshotCited = Annotated[
    str | None, Query(description="The snapshot whose answer is cited; without it the first one.")
]
FormatAsked = Annotated[str | None, Query(description=", ".join(_NAMED))]


def _archive(request: Request) -> StoredQueries:
    found = request.app.state.stored_queries
    assert isinstance(found, StoredQueries)
    return found


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
        how = _how(request, time_limit(parameters, limits.query_timeout))
        stored, new = await _kept(request, served, question, how)
        cited = stored.record(served.snapshot.id)
        assert cited is not None
        return await _stored(request, how, stored, cited, new=new)


async def _kept(
    request: Request, served: Served, question: Question, how: Asking
) -> tuple[StoredQuery, bool]:
    """Return the question with a record of this snapshot, and whether it was not stored before."""
    archive = _archive(request)
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
        view = await _view(request, current, stored, cited, how)
    chosen = best(accept_header(request), _PAGE)
    if chosen and chosen.choice:
        return RedirectResponse(view.record_address(cited), 303)
    address = address_of(str(request.base_url), stored.question)
    headers = {"Location": address, "Cache-Control": "no-store"}
    return Response(_json(view), 201 if new else 200, headers, media_type=JSON)


@router.get("/queries/{id}", summary="A stored query and its answers", responses=_SHOWN)
async def stored_query(
    request: Request,
    id: str,
    limits: Settings,
    snapshot: SnapshotCited = None,
    format: FormatAsked = None,
) -> Response:
    """Say what was asked, what snapshots answered, and whether the newest answers the same.

    The query is run again when the newest snapshot was not asked yet.
    """
    chosen = _chosen(request, format)
    stored = await _found(request, id)
    cited = _cited(stored, snapshot)
    async with lease(request) as served:
        how = _how(request, limits.query_timeout)
        view = await _view(request, served, stored, cited, how)
    headers = {
        "Vary": "Accept, Accept-Language",
        "Link": f'<{view.record_address(cited)}>; rel="cite-as"',
    }
    if chosen is None:
        page = render(request, "stored_query.html", headers=headers, view=view)
        return revalidated(request, page)
    if isinstance(chosen, Format):
        body, media_type = write(triples(view), chosen), chosen.media_type
    else:
        body, media_type = _json(view), JSON
    return revalidated(request, Response(body, headers=headers, media_type=media_type))


@router.get("/queries/{id}/answer", summary="The answer to a stored query")
async def answer(
    request: Request,
    id: str,
    limits: Settings,
    snapshot: Annotated[str, Query(description="same, newest, or the id of a snapshot.")] = SAME,
) -> Response:
    """Answer a stored query again, as /sparql would: from the snapshot first asked, or another."""
    stored = await _found(request, id)
    wanted = {SAME: stored.records[0].snapshot, NEWEST: None}.get(snapshot, snapshot)
    asked = pairs_of(stored.question)
    chosen = [
        (name, value)
        for name, value in request.query_params.multi_items()
        if name in ("format", "timeout")
    ]
    async with lease(request, wanted) as served:
        return await answer_query(request, Parameters([*asked, *chosen]), served, limits)


def _chosen(request: Request, name: str | None) -> Format | str | None:
    if name is None:
        return require(accept_header(request), _OFFERS).choice
    if name not in _NAMED:
        raise BadUsage(f"format={name!r} is unknown; there are {', '.join(_NAMED)}.")
    return _NAMED[name]


async def _found(request: Request, id: str) -> StoredQuery:
    stored = await asyncio.to_thread(_archive(request).get, id)
    if stored is None:
        raise HTTPException(404, f"No query is stored as {id}. POST /queries stores one.")
    return stored


def _cited(stored: StoredQuery, snapshot: str | None) -> Record:
    """Return the record of ``snapshot``, which may be given by its first digits."""
    if snapshot is None or snapshot == SAME:
        return stored.records[0]
    found = [record for record in stored.records if record.snapshot.startswith(snapshot)]
    if len(found) != 1:
        asked = ", ".join(record.snapshot for record in stored.records)
        raise HTTPException(
            404, f"This query was not stored for the snapshot {snapshot!r}, but for: {asked}."
        )
    return found[0]


async def _view(
    request: Request, served: Served, stored: StoredQuery, cited: Record, how: Asking
) -> StoredView:
    comparison = await compare(served, stored, cited, how)
    kept = frozenset(snapshot.id for snapshot in serving(request).snapshots.all())
    return StoredView(stored, cited, comparison, str(request.base_url), kept)


def _how(request: Request, seconds: float) -> Asking:
    return Asking(endpoint(request), seconds, request.receive)


def _json(view: StoredView) -> bytes:
    return json.dumps(view.to_json(), ensure_ascii=False, indent=1).encode() + b"\n"
