"""The VoID description of the snapshot, at the address where tools look for it."""

from __future__ import annotations

import asyncio
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request, Response
from starlette.responses import RedirectResponse

from kgqual.web.leasing import Leased
from kgqual.web.links import with_query
from kgqual.web.making import maker
from kgqual.web.negotiation import accept_header, require
from kgqual.web.rdf import NAMES, OFFERS, by_name, write
from kgqual.web.revalidation import has, headers_of, tag_of
from kgqual.web.void import ADDRESS, void_triples

router = APIRouter(tags=["catalogue"])

_ANSWERS: dict[int | str, dict[str, Any]] = {
    200: {"content": {o.media_type: {} for o in OFFERS[:4]}},
    303: {"description": "A browser is sent to the catalogue."},
    304: {"description": "The client has this answer already (If-None-Match)."},
    503: {"description": "It is being counted; Retry-After says when to ask again."},
}


@router.get(ADDRESS, summary="VoID of the snapshot", responses=_ANSWERS)
async def void(
    request: Request,
    served: Leased,
    format: Annotated[str | None, Query(description=NAMES)] = None,
) -> Response:
    """Describe the snapshot: graphs, classes, properties and links between graphs, in numbers."""
    chosen = by_name(format) or require(accept_header(request), OFFERS)
    headers = {"Vary": "Accept", "Link": '</catalog>; rel="describedby"'}
    asked = request.query_params.get("snapshot")
    if chosen.choice is None:
        return RedirectResponse(with_query("/catalog", snapshot=asked), 303, headers)
    tag = tag_of(served.snapshot.id, str(request.url), chosen.media_type)
    headers |= headers_of(tag)
    if has(request, tag):
        return Response(status_code=304, headers=headers)
    found = await maker(request).statistics(served.snapshot)
    base = str(request.base_url).rstrip("/")
    triples = void_triples(base, served.snapshot, found, pinned=asked is not None)
    body = await asyncio.to_thread(write, triples, chosen.choice)
    return Response(body, headers=headers, media_type=chosen.choice.media_type)
