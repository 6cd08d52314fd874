"""The SPARQL endpoint: queries, its description for programs, the query page for people."""

from __future__ import annotations

from contextlib import AbstractAsyncContextManager
from typing import Any

from fastapi import APIRouter, Request, Response
from fastapi.routing import APIRoute
from starlette.types import Receive, Scope, Send

from kgqual.errors import BadUsage
from kgqual.settings import ServiceSettings
from kgqual.store import workers
from kgqual.store.manifest import Manifest
from kgqual.web.answer import answer
from kgqual.web.leasing import lease, settings
from kgqual.web.negotiation import accept_header, require
from kgqual.web.observing import observed
from kgqual.web.parameters import (
    FORM,
    QUERY,
    READ_ONLY,
    Parameters,
    address_parameters,
    read_posted,
)
from kgqual.web.presence import Presence
from kgqual.web.problems import DESCRIBED
from kgqual.web.protocol import dataset, endpoint, time_limit
from kgqual.web.rdf import OFFERS, write
from kgqual.web.result_formats import GRAPHS, NAMED, RESULTS, formats, wants_page
from kgqual.web.revalidation import has, headers_of, query_tag, revalidated
from kgqual.web.routes.console import console_page
from kgqual.web.service_description import service_description
from kgqual.web.serving import Served


class QueryRoute(APIRoute):
    """A route whose function is given the request and nothing else.

    A small query is answered in less time than FastAPI takes to find out what else a function
    asks for. Errors go on to the application's own handlers.
    """

    async def handle(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request to this route."""
        if scope["method"] not in (self.methods or ()):
            await super().handle(scope, receive, send)  # 405
            return
        response: Response = await self.endpoint(Request(scope, receive, send))
        await response(scope, receive, send)


router = APIRouter(tags=["sparql"], route_class=QueryRoute, responses=DESCRIBED)

_TEXT = {"type": "string"}
_LIST = {"type": "array", "items": _TEXT}
_PARAMETERS = {
    "query": (_TEXT, "A SPARQL 1.1 query. Without it: the description of the service."),
    "default-graph-uri": (_LIST, "A graph merged into the default graph; may be repeated."),
    "named-graph-uri": (_LIST, "A graph that GRAPH reaches; may be repeated."),
    "as-of": ({**_TEXT, "format": "date"}, "Query what was valid on this day."),
    "snapshot": (_TEXT, "Answer from this kept snapshot: its id, or how that begins."),
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
            FORM: {
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
    304: {"description": "The client has this answer already (If-None-Match)."},
    400: {"description": "The query or a parameter is wrong."},
    406: {"description": "No acceptable format for this kind of answer."},
    503: {"description": "Every worker is busy, or there is no snapshot. Retry-After says more."},
    504: {"description": "The query took too long and was stopped."},
}
_REFUSED: dict[int | str, dict[str, Any]] = {
    413: {"description": "The body is too long."},
    415: {"description": "The body is neither a form nor a query, or not in UTF-8."},
}


@router.get("/sparql", summary="Query", openapi_extra=_DESCRIBED, responses=_ANSWERS)
async def get_query(request: Request) -> Response:
    """Answer a query; without one, describe the service or show the query page."""
    parameters = address_parameters(request)
    parameters.refuse_writing()
    if parameters.one("query") is None:
        return await _description(request, parameters)
    if not parameters.all("format") and wants_page(accept_header(request)):
        return await _page(request, parameters)
    return await _answer(request, parameters)


@router.post("/sparql", summary="Query", openapi_extra=_POSTED, responses={**_ANSWERS, **_REFUSED})
async def post_query(request: Request) -> Response:
    """Answer a query sent as a form or as the body. Updates are refused."""
    parameters = await read_posted(request)
    parameters.refuse_writing()
    return await _answer(request, parameters)


def _snapshot(request: Request, parameters: Parameters) -> AbstractAsyncContextManager[Served]:
    return lease(request, parameters.one("snapshot"))


async def _page(request: Request, parameters: Parameters) -> Response:
    async with _snapshot(request, parameters):
        return console_page(request, parameters)


async def _description(request: Request, parameters: Parameters) -> Response:
    chosen = require(accept_header(request), OFFERS)
    if chosen.choice is None:
        return await _page(request, parameters)
    async with _snapshot(request, parameters) as served:
        federated = bool(settings(request).service_endpoints)
        triples = service_description(endpoint(request), served.manifest, federated=federated)
        body = write(triples, chosen.choice)
    headers = {"Vary": "Accept, Accept-Language"}
    response = Response(body, headers=headers, media_type=chosen.choice.media_type)
    return revalidated(request, response)


async def _answer(request: Request, parameters: Parameters) -> Response:
    async with _snapshot(request, parameters) as served:
        return await answer_query(request, parameters, served, settings(request))


async def answer_query(
    request: Request, parameters: Parameters, served: Served, limits: ServiceSettings
) -> Response:
    """Answer the query that ``parameters`` ask, from the snapshot ``served``."""
    query = _asked(request, parameters, served.manifest)
    seconds = time_limit(parameters, limits.query_timeout)
    headers = {"Vary": "Accept", "Cache-Control": "no-cache"}
    tag = query_tag(served.snapshot.id, query) if request.method == "GET" else None
    if tag:
        headers |= headers_of(tag)
        if has(request, tag):
            return Response(status_code=304, headers=headers)
    observed(request.scope).asks(query.text)
    with Presence(request.receive):
        answering = await served.run(query, seconds)
    return await answer(answering, headers, served)


def _asked(request: Request, parameters: Parameters, manifest: Manifest) -> workers.Request:
    text = parameters.one("query")
    if text is None:
        raise BadUsage(f"The parameter query is missing. {READ_ONLY}")
    results, graphs = formats(tuple(parameters.all("format")), accept_header(request))
    return workers.Request(
        text,
        dataset(parameters, manifest),
        results,
        graphs,
        endpoint(request),
        request.headers.get("accept-encoding", ""),
        id=observed(request.scope).id,
    )
