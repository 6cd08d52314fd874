"""Errors as RFC 9457 problems: one place says which status and type each class has.

Programs get ``application/problem+json``; a browser gets the same as a page.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Mapping
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Any

from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.routing import Match, Mount

from kgqual.editorial import (
    DatabaseBusy,
    KeyTaken,
    NotAllowed,
    Outdated,
    UnknownItem,
    UnknownQueue,
)
from kgqual.errors import (
    BadQuery,
    BadUsage,
    Busy,
    EngineError,
    KgqualError,
    QueryTimeout,
    ServiceFailed,
    StorageFailed,
    TooLarge,
    ValidationStopped,
)
from kgqual.mapping.suggestion.answering import TooManyTexts
from kgqual.matching import NoSets
from kgqual.questions import UnknownQuestion
from kgqual.reconciliation import TooMany
from kgqual.search import NoIndex
from kgqual.store.snapshot import NoSnapshot, PrunedSnapshot, UnknownSnapshot
from kgqual.store.stored_queries import TooManyStored
from kgqual.store.workers import NotAcceptable
from kgqual.web.negotiation import Offer, accept_header, best
from kgqual.web.observing import observed
from kgqual.web.pages import render
from kgqual.web.parameters import READ_ONLY
from kgqual.web.past import Gone
from kgqual.web.presence import ClientGone
from kgqual.web.signing_in import ForeignRequest, NotSignedIn
from kgqual.web.translating.versions import VersionMissing

LOG = logging.getLogger(__name__)
MEDIA_TYPE = "application/problem+json"
TYPES = "https://w3id.org/kgqual/problem/"
DESCRIBED: dict[int | str, dict[str, Any]] = {
    "default": {
        "description": "A problem (RFC 9457): 400 for a wrong parameter, 404, 406, 410, 503 …",
        "content": {MEDIA_TYPE: {}},
    }
}
"""How OpenAPI describes every answer that is an error."""
SIGN_IN = "/sign-in"
"""Where one says who one is."""
CLIENT_GONE = 499
"""The status that nobody sees."""

_KINDS: dict[type[KgqualError], tuple[int, str, str]] = {
    NoSnapshot: (503, "no-snapshot", "No snapshot is served"),
    NoIndex: (503, "no-index", "The snapshot has no index of labels"),
    NoSets: (503, "no-sets", "The snapshot has no index for suggesting mappings"),
    UnknownSnapshot: (404, "unknown-snapshot", "There is no such snapshot"),
    PrunedSnapshot: (410, "pruned-snapshot", "The snapshot is kept no more"),
    TooLarge: (400, "answer-too-large", "The answer is too large"),
    Gone: (410, "gone", "It is here no more"),
    BadQuery: (400, "bad-query", "The query is refused"),
    NotAcceptable: (406, "not-acceptable", "No acceptable format for this answer"),
    Busy: (503, "busy", "Every worker is busy"),
    QueryTimeout: (504, "timeout", "The query took too long"),
    ServiceFailed: (502, "service-failed", "An endpoint that the query calls failed"),
    ValidationStopped: (504, "validation-stopped", "Validating was stopped at its limit"),
    EngineError: (500, "engine-failed", "The query engine failed"),
    TooManyStored: (507, "too-many-stored", "No more queries can be stored"),
    StorageFailed: (500, "storage-failed", "The service cannot read or write its files"),
    TooManyTexts: (413, "too-many-texts", "Too many texts are asked at once"),
    TooMany: (413, "too-many", "Too much is asked at once"),
    NotSignedIn: (401, "not-signed-in", "It is not known who asks"),
    ForeignRequest: (403, "foreign-request", "Another site's page asks"),
    NotAllowed: (403, "not-allowed", "The person may not do this"),
    UnknownQueue: (404, "unknown-queue", "There is no such review queue"),
    UnknownItem: (404, "unknown-item", "The review has no such thing"),
    KeyTaken: (409, "key-taken", "The key belongs to another decision"),
    Outdated: (409, "outdated", "The queue has changed since"),
    DatabaseBusy: (503, "database-busy", "Another process is writing"),
    VersionMissing: (428, "version-missing", "It is not said which version was read"),
    UnknownQuestion: (404, "unknown-question", "There is no such question"),
    BadUsage: (400, "bad-request", "The request is wrong"),
    KgqualError: (500, "failed", "The service failed"),
}

_OFFERS = (
    Offer(MEDIA_TYPE, False),
    Offer("application/json", False),
    Offer("text/html", True),
    Offer("application/xhtml+xml", True),
)

_WHY_NOT = {"/sparql": READ_ONLY}
"""Why other methods are refused, by the address that some clients try them at."""


@dataclass(frozen=True)
class Problem:
    """An RFC 9457 problem; ``headers`` are sent with it, and ``links`` as one of them."""

    status: int
    title: str
    detail: str
    type: str = "about:blank"
    headers: dict[str, str] = field(default_factory=dict)
    links: tuple[tuple[str, str], ...] = ()
    """Addresses that lead further, each with its relation (RFC 8288)."""
    members: Mapping[str, object] = field(default_factory=dict)
    """What else programs are told (RFC 9457 §3.2)."""

    def to_bytes(self, instance: str) -> bytes:
        """Return it as JSON; ``instance`` is the IRI of this one occurrence."""
        members: dict[str, object] = {
            "type": self.type,
            "title": self.title,
            "status": self.status,
            "detail": self.detail,
            "instance": instance,
        }
        if self.links:
            members["links"] = [{"rel": rel, "href": address} for rel, address in self.links]
        return json.dumps(members | dict(self.members), ensure_ascii=False).encode()


def problem_of(error: KgqualError) -> Problem:
    """Return the problem for an error: that of the nearest class in the table."""
    kind = next(cls for cls in type(error).__mro__ if cls in _KINDS)
    status, slug, title = _KINDS[kind]
    headers = {"Retry-After": "10"} if status == 503 else {}
    links: tuple[tuple[str, str], ...] = ()
    if isinstance(error, NotSignedIn):
        headers["WWW-Authenticate"] = "Bearer"
        links = (("sign-in", SIGN_IN),)
    if isinstance(error, Gone):
        successors = [("successor-version", address) for address in error.replacements]
        links = (("predecessor-version", error.earlier), *successors)
        headers["Link"] = ", ".join(f'<{address}>; rel="{rel}"' for rel, address in links)
    return Problem(status, title, str(error), TYPES + slug, headers, links)


def respond(request: Request, problem: Problem) -> Response:
    """Return a problem as JSON, or as a page when the client would rather have one.

    Nobody may keep it: what is not there now may be there in a moment.
    """
    headers = {**problem.headers, "Cache-Control": "no-store"}
    chosen = best(accept_header(request), _OFFERS)
    if chosen and chosen.choice:
        return render(
            request,
            "problem.html",
            status=problem.status,
            headers={**headers, "Vary": "Accept, Accept-Language"},
            problem=problem,
            instance=observed(request.scope).id,
        )
    headers["Vary"] = "Accept"
    instance = observed(request.scope).iri
    return Response(problem.to_bytes(instance), problem.status, headers, media_type=MEDIA_TYPE)


def _allowed(request: Request) -> str:
    """Return the methods that any route takes at the address of ``request``."""
    routes = [route for route in request.app.routes if not isinstance(route, Mount)]
    allowed = {
        method
        for method in ("GET", "POST", "PUT", "PATCH", "DELETE")
        for route in routes
        if route.matches({**request.scope, "method": method})[0] is Match.FULL
    }
    return ", ".join(sorted(allowed | {"HEAD"} if "GET" in allowed else allowed))


async def _kgqual(request: Request, error: Exception) -> Response:
    assert isinstance(error, KgqualError)
    return respond(request, problem_of(error))


async def _http(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    headers = dict(error.headers or {})
    title = HTTPStatus(error.status_code).phrase
    detail = error.detail
    if error.status_code == 405:
        headers["Allow"] = _allowed(request)
        detail = f"{request.method} is not possible here. Possible: {headers['Allow']}."
        if request.url.path in _WHY_NOT:
            detail = f"{detail} {_WHY_NOT[request.url.path]}"
    elif detail == title:
        detail = f"There is nothing at {request.url.path}."
    return respond(request, Problem(error.status_code, title, detail, headers=headers))


async def _invalid(request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)
    wrong = "; ".join(f"{found['loc'][-1]}: {found['msg']}" for found in error.errors())
    return respond(request, problem_of(BadUsage(wrong)))


async def _gone(request: Request, error: Exception) -> Response:
    return Response(status_code=CLIENT_GONE)


async def _unexpected(request: Request, error: Exception) -> Response:
    LOG.error("An error was not expected", exc_info=error)
    detail = "The service met an error that its makers did not expect; it is in the log."
    return respond(request, Problem(500, "The service failed", detail))


def install(app: FastAPI) -> None:
    """Make every error of ``app`` a problem."""
    app.add_exception_handler(KgqualError, _kgqual)
    app.add_exception_handler(HTTPException, _http)
    app.add_exception_handler(RequestValidationError, _invalid)
    for gone in (ClientGone, ClientDisconnect):
        app.add_exception_handler(gone, _gone)
    app.add_exception_handler(Exception, _unexpected)
