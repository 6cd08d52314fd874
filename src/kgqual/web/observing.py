"""Every request is numbered, measured and logged once: the outermost layer of the service.

Nothing of a client is kept: no address, no user agent, no path or text that it sent. A query is
named by its sha256, a page by the template of its route.
"""

from __future__ import annotations

import hashlib
import logging
from dataclasses import dataclass
from random import getrandbits
from time import perf_counter
from typing import Final

from starlette.types import ASGIApp, Message, Receive, Scope, Send
from structlog.typing import FilteringBoundLogger

from kgqual.web.leasing import SNAPSHOT_HEADER
from kgqual.web.metrics import Metrics
from kgqual.web.proxies import REQUEST_ID_KEY

REQUEST_ID_HEADER = "X-Request-Id"
_KEY: Final = "kgqual.observed"
_ID, _SNAPSHOT = REQUEST_ID_HEADER.lower().encode(), SNAPSHOT_HEADER.lower().encode()
_METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})
_CLIENT_GONE, _FAILED = 499, 500
"""The statuses that count when none was sent."""
_NAMED = {499: "gone", 503: "busy", 504: "timeout"}
"""Statuses with an outcome of their own."""
_LEVELS = {
    "failed": logging.ERROR,
    "broken": logging.WARNING,
    "timeout": logging.WARNING,
    "busy": logging.WARNING,
}
"""Outcome → level of its line; of the others it is ``info``."""


@dataclass(slots=True)
class Observed:
    """What is known of one request while it runs.

    ``scope`` is the one that was routed; ``query`` the sha256 of its query's text, or ''.
    """

    id: str
    method: str
    scope: Scope
    query: str = ""
    status: int = 0
    snapshot: str = ""
    bytes: int = 0
    whole: bool = False

    @property
    def iri(self) -> str:
        """The IRI of this one request."""
        return f"urn:uuid:{self.id}"

    def asks(self, text: str) -> None:
        """Remember that it runs the query ``text``."""
        self.query = hashlib.sha256(text.encode()).hexdigest()

    @property
    def route(self) -> str:
        """The template of its address; ``none`` when there is nothing at that address."""
        route = self.scope.get("route")
        if route is not None:
            return str(route.path_format)
        if "app_root_path" in self.scope:  # a mounted folder of files
            below = self.scope["root_path"].removeprefix(self.scope["app_root_path"])
            return f"{below}/{{path}}"
        if "endpoint" in self.scope:  # an address without parameters, such as /openapi.json
            return str(self.scope["path"])
        return "none"

    def end(self, *, returned: bool) -> str:
        """Return how it ended; ``returned``: the service ended it without an error.

        An answer without an end is *gone* when its client went away, else *broken*.
        """
        if not self.whole:
            self.status = self.status or (_CLIENT_GONE if returned else _FAILED)
            return "gone" if returned else "broken"
        if self.status < 400:
            return "ok"
        return _NAMED.get(self.status) or ("refused" if self.status < 500 else "failed")


def observed(scope: Scope) -> Observed:
    """Return the record of the request with this scope."""
    found = scope[_KEY]
    assert isinstance(found, Observed)
    return found


class Observing:
    """ASGI layer around the whole service; ``journal`` takes one line for each request."""

    def __init__(
        self, app: ASGIApp, metrics: Metrics, journal: FilteringBoundLogger | None
    ) -> None:
        self._app, self._metrics, self._journal = app, metrics, journal

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle one connection."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        method = scope["method"] if scope["method"] in _METHODS else "other"
        number = scope.get(REQUEST_ID_KEY) or _new_id()
        seen = scope[_KEY] = Observed(number, method, scope)

        async def watched(message: Message) -> None:
            """Send a message, and remember what it says."""
            kind = message["type"]
            if kind == "http.response.start":
                _begun(seen, message)
            elif kind == "http.response.body":
                seen.bytes += len(message.get("body", b""))
                seen.whole = not message.get("more_body")
            await send(message)

        started = perf_counter()
        returned = False
        self._metrics.in_flight += 1
        try:
            await self._app(scope, receive, watched)
            returned = True
        finally:
            self._metrics.in_flight -= 1
            self._ended(seen, perf_counter() - started, seen.end(returned=returned))

    def _ended(self, seen: Observed, seconds: float, outcome: str) -> None:
        route = seen.route
        self._metrics.request(route, seen.method, seen.status, seconds, seen.bytes)
        if self._journal:
            self._log(self._journal, seen, route, outcome, seconds)

    def _log(
        self,
        journal: FilteringBoundLogger,
        seen: Observed,
        route: str,
        outcome: str,
        seconds: float,
    ) -> None:
        try:
            journal.log(
                _LEVELS.get(outcome, logging.INFO),
                "request",
                id=seen.id,
                method=seen.method,
                route=route,
                status=seen.status,
                outcome=outcome,
                seconds=round(seconds, 6),
                bytes=seen.bytes,
                snapshot=seen.snapshot,
                query=seen.query,
            )
        except OSError:  # the disk is full, or nobody reads: no reason to stop answering
            self._metrics.lost_lines.inc()


def _new_id() -> str:
    """Return a random UUID; ``uuid.uuid4`` takes three times as long, for secrets' sake."""
    bits = f"{getrandbits(128):032x}"
    return f"{bits[:8]}-{bits[8:12]}-4{bits[13:16]}-8{bits[17:20]}-{bits[20:]}"


def _begun(seen: Observed, message: Message) -> None:
    headers = message["headers"]
    seen.status = message["status"]
    for name, value in headers:
        if name == _SNAPSHOT:
            seen.snapshot = value.decode("ascii")
    message["headers"] = [*headers, (_ID, seen.id.encode("ascii"))]
