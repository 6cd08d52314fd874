"""Content codings: which one a client likes best, and compressing what is not compressed yet.

Answers to queries are compressed by the workers that make them, everything else here, with the
same choice: the middleware is asked for the one coding that was chosen.
"""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from starlette.datastructures import MutableHeaders
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from starlette_compress import CompressMiddleware, add_compress_type
from werkzeug.datastructures import Accept
from werkzeug.http import parse_accept_header

from kgqual.store.workers.output import SMALL
from kgqual.web.problems import Problem, respond

CODINGS = ("zstd", "gzip")
"""The codings on offer; of two that a client likes equally well, the first is taken."""

for media_type in (
    "application/n-triples",
    "application/problem+json",
    "application/sparql-results+json",
    "application/sparql-results+xml",
    "text/csv",
    "text/tab-separated-values",
    "text/turtle",
):
    add_compress_type(media_type)


class Coding(NamedTuple):
    """What a client takes: ``name`` is the coding chosen, "" for none.

    ``plain`` says whether it takes a response without any.
    """

    name: str
    plain: bool


@lru_cache(maxsize=512)
def coding(field: str) -> Coding:
    """Return what a client with ``field`` as its Accept-Encoding takes.

    The highest quality wins and a coding of quality 0 is never chosen. A ``*`` alone is answered
    without a coding, which every client can read.
    """
    wanted = parse_accept_header(field, Accept)
    listed = {name.lower() for name, _ in wanted}
    plain = wanted.quality("identity") > 0 or not listed & {"identity", "*"}
    named = [name for name in CODINGS if name in listed or not plain]
    best = max(named, key=wanted.quality, default="")
    usual = wanted.quality("identity") if "identity" in listed else 0
    if not best or wanted.quality(best) <= 0 or wanted.quality(best) < usual:
        return Coding("", plain)
    return Coding(best, plain)


class Compression:
    """ASGI middleware that negotiates the coding and applies it where the service has not."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app
        noting = _Noting(app)
        self._usual = CompressMiddleware(noting, minimum_size=SMALL + 1, brotli=False)
        self._always = CompressMiddleware(noting, minimum_size=0, brotli=False)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle one connection; inside, the coding chosen is the only one accepted."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        fields = [value for name, value in scope["headers"] if name == b"accept-encoding"]
        taken = coding(b",".join(fields).decode("latin-1"))
        if not (taken.name or taken.plain):
            await respond(Request(scope), _NONE_ACCEPTABLE)(scope, receive, _adjusting(send))
            return
        headers = [header for header in scope["headers"] if header[0] != b"accept-encoding"]
        scope["headers"] = headers  # not a copy of the scope: what is routed is also observed
        if not taken.name:
            await self._app(scope, receive, _adjusting(send))
            return
        headers.append((b"accept-encoding", taken.name.encode()))
        compress = self._usual if taken.plain else self._always
        await compress(scope, receive, _adjusting(send))


_NONE_ACCEPTABLE = Problem(
    406,
    "No acceptable content coding",
    f"None of the codings accepted is available. Available: {', '.join(CODINGS)}, identity.",
)


class _Noting:
    """Notes on each response that the app itself has not coded that it is plain so far."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle one connection."""

        async def noted(message: Message) -> None:
            """Send a message, with the note when it begins a response."""
            if message["type"] == "http.response.start":
                coded = any(name == b"content-encoding" for name, _ in message["headers"])
                message[_PLAIN] = not coded
            await send(message)

        await self._app(scope, receive, noted)


_PLAIN = "kgqual.plain"


def _adjusting(send: Send) -> Send:
    """Return ``send`` for responses that may have been compressed on their way.

    What is compressed anew each time has no byte ranges to ask for, and no strong validator.
    """

    async def adjusted(message: Message) -> None:
        """Send a message, adjusted when it begins a response."""
        if message["type"] == "http.response.start":
            headers = message["headers"]
            if not any(n == b"vary" and b"accept-encoding" in v.lower() for n, v in headers):
                headers.append((b"vary", b"Accept-Encoding"))
            if message.pop(_PLAIN, False) and any(n == b"content-encoding" for n, _ in headers):
                _weaken(MutableHeaders(raw=headers))
        await send(message)

    return adjusted


def _weaken(headers: MutableHeaders) -> None:
    del headers["accept-ranges"]
    if headers.get("etag", "").startswith('"'):
        headers["etag"] = f"W/{headers['etag']}"
