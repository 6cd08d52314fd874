"""A stored query at its permalink: what was asked and answered, and the answers themselves."""

from __future__ import annotations

import asyncio
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request, Response
from starlette.exceptions import HTTPException

from kgqual.errors import BadUsage
from kgqual.store.interface import Format
from kgqual.store.stored_queries import Record, StoredQuery
from kgqual.web.leasing import Settings, lease
from kgqual.web.negotiation import Offer, accept_header, require
from kgqual.web.pages import render
from kgqual.web.parameters import Parameters
from kgqual.web.posted_question import JSON, pairs_of
from kgqual.web.rdf import BY_NAME, OFFERS, write
from kgqual.web.result_formats import GRAPHS, RESULTS
from kgqual.web.revalidation import revalidated
from kgqual.web.routes.sparql import answer_query
from kgqual.web.stored_rdf import triples
from kgqual.web.stored_request import archive_of, asking, json_of, view_of
from kgqual.web.stored_view import NEWEST, SAME

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
_SHOWN: dict[int | str, dict[str, Any]] = {
    200: {"content": {offer.media_type: {} for offer in _OFFERS[:6]}},
    404: {"description": "No query is stored there."},
}

_ANSWERED: dict[int | str, dict[str, Any]] = {
    200: {"content": {offer.media_type: {} for offer in (*RESULTS[:4], *GRAPHS[:4])}},
    304: {"description": "The client has this answer already (If-None-Match)."},
    404: {"description": "No query is stored there, or there is no such snapshot."},
    410: {"description": "The snapshot is kept no more."},
}

SnapshotCited = Annotated[
    str | None, Query(description="The snapshot whose answer is cited; without it the first one.")
]
FormatAsked = Annotated[str | None, Query(description=", ".join(_NAMED))]


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
        how = asking(request, limits.query_timeout)
        view = await view_of(request, served, stored, cited, how)
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
        body, media_type = json_of(view), JSON
    return revalidated(request, Response(body, headers=headers, media_type=media_type))


@router.get("/queries/{id}/answer", summary="The answer to a stored query", responses=_ANSWERED)
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
    stored = await asyncio.to_thread(archive_of(request).get, id)
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
