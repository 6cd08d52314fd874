"""The SPARQL endpoint: queries, its description for programs, the query page for people."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator
from contextlib import aclosing
from typing import Any

from fastapi import APIRouter, Request, Response
from starlette.responses import StreamingResponse
from starlette.types import Receive, Scope, Send

from kgqual.errors import BadUsage
from kgqual.store import workers
from kgqual.store.interface import Format
from kgqual.web.leasing import Leased, Settings
from kgqual.web.negotiation import Offer, accept_header, best, require
from kgqual.web.observing import observed
from kgqual.web.protocol import (
    GRAPHS,
    NAMED,
    QUERY,
    RESULTS,
    Parameters,
    dataset,
    formats,
    read_parameters,
    time_limit,
)
from kgqual.web.rdf import OFFERS, write
from kgqual.web.routes.console import console_page
from kgqual.web.service_description import service_description

GONE_CHECK = 0.5
"""Seconds between two looks whether the client still waits."""
CLIENT_GONE = 499
"""The status that nobody sees."""

router = APIRouter(tags=["sparql"])

_TEXT = {"type": "string"}
_LIST = {"type": "array", "items": _TEXT}
_PARAMETERS = {
    "query": (_TEXT, "A SPARQL 1.1 query. Without it: the description of the service."),
    "default-graph-uri": (_LIST, "A graph merged into the default graph; may be repeated."),
    "named-graph-uri": (_LIST, "A graph that GRAPH reaches; may be repeated."),
    "as-of": ({**_TEXT, "format": "date"}, "Query what was valid on this day."),
    "timeout": ({"type": "number"}, "Seconds the query may take, up to the service's own limit."),
    "format": ({**_TEXT, "enum": list(NAMED)}, "The format, for clients that cannot say Accept."),
}
_DESCRIBED: dict[str, Any] = {
    "parameters": [
        {"name": name, "in": "query", "schema": schema, "description": text}
        for name, (schema, text) in _PARAMETERS.items()
    ]
}
_POSTED: dict[str, Any] = {
    "requestBody": {
        "content": {
            "application/x-www-form-urlencoded": {
                "schema": {
                    "type": "object",
                    "properties": {name: schema for name, (schema, _) in _PARAMETERS.items()},
                }
            },
            QUERY: {"schema": _TEXT},
        }
    }
}
_ANSWERS: dict[int | str, dict[str, Any]] = {
    200: {"content": {o.media_type: {} for o in (*RESULTS[:4], *GRAPHS[:4])}},
    400: {"description": "The query or a parameter is wrong."},
    406: {"description": "No acceptable format for this kind of answer."},
    504: {"description": "The query took too long and was stopped."},
}
_PAGE: Offer[Format | None] = Offer("text/html", None)


@router.get("/sparql", summary="Query", openapi_extra=_DESCRIBED, responses=_ANSWERS)
async def get_query(request: Request, served: Leased, limits: Settings) -> Response:
    """Answer a query; without one, describe the service or show the query page."""
    parameters = await read_parameters(request)
    if parameters.one("query") is None:
        return _description(request, served)
    if parameters.one("format") is None and _wants_page(request):
        return console_page(request, parameters)
    return await answer_query(request, parameters, served, limits)


@router.post("/sparql", summary="Query", openapi_extra=_POSTED, responses=_ANSWERS)
async def post_query(request: Request, served: Leased, limits: Settings) -> Response:
    """Answer a query sent as a form or as the body. Updates are refused."""
    parameters = await read_parameters(request)
    return await answer_query(request, parameters, served, limits)


def _wants_page(request: Request) -> bool:
    offers: tuple[Offer[Format | None], ...] = (*RESULTS, *GRAPHS, _PAGE)
    chosen = best(accept_header(request), offers)
    return chosen is _PAGE


def _description(request: Request, served: Leased) -> Response:
    chosen = require(accept_header(request), OFFERS)
    if chosen.choice is None:
        return console_page(request, Parameters([*request.query_params.multi_items()]))
    body = write(service_description(_endpoint(request), served.manifest), chosen.choice)
    headers = {"Vary": "Accept, Accept-Language"}
    return Response(body, headers=headers, media_type=chosen.choice.media_type)


def _endpoint(request: Request) -> str:
    """Return the address of this endpoint, the base of relative IRIs in queries."""
    return f"{request.base_url}sparql"


async def answer_query(
    request: Request, parameters: Parameters, served: Leased, limits: Settings
) -> Response:
    """Answer the query that ``parameters`` ask, from the snapshot ``served``."""
    if parameters.all("update"):
        raise BadUsage("This service does not take updates.")
    text = parameters.one("query")
    if text is None:
        raise BadUsage("The parameter query is missing.")
    results, graphs = formats(parameters, accept_header(request))
    asked = workers.Request(
        text, dataset(parameters, served.manifest), results, graphs, _endpoint(request)
    )
    seconds = time_limit(parameters, limits.query_timeout)
    observed(request.scope).asks(text)
    running = asyncio.create_task(served.run(asked, seconds))
    begun = await _unless_gone(request, running)
    if begun is None:
        return Response(status_code=CLIENT_GONE)
    headers = {"Vary": "Accept"}
    if begun.rest is None:
        return Response(begun.first, headers=headers, media_type=begun.media_type)
    return _Answer(begun.first, begun.rest, headers=headers, media_type=begun.media_type)


async def _unless_gone(
    request: Request, running: asyncio.Task[workers.Answering]
) -> workers.Answering | None:
    """Wait for the beginning of the answer.

    When the client goes away meanwhile, the query is ended and None returned.
    """
    try:
        while not running.done():
            await asyncio.wait({running}, timeout=GONE_CHECK)
            if not running.done() and await request.is_disconnected():
                return None
    finally:
        running.cancel()
    return running.result()


class _Answer(StreamingResponse):
    """An answer sent as it comes; however the sending ends, the query ends with it."""

    def __init__(self, first: bytes, rest: AsyncGenerator[bytes], **options: Any) -> None:
        super().__init__(_prepended(first, rest), **options)
        self._rest = rest

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send the response."""
        async with aclosing(self._rest):
            await super().__call__(scope, receive, send)


async def _prepended(first: bytes, rest: AsyncIterator[bytes]) -> AsyncIterator[bytes]:
    yield first
    async for part in rest:
        yield part
