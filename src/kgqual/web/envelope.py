"""What every response has in common: HEAD answers like GET without a body, a few headers.

Routes see GET, and ``state["head"]`` when they could spare themselves the body. All that is served
is public, so scripts of any site may read it.
"""

from __future__ import annotations

from collections.abc import Sequence

from starlette.middleware.cors import CORSMiddleware
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from kgqual.web.leasing import SNAPSHOT_HEADER
from kgqual.web.observing import observed

_SNAPSHOT = SNAPSHOT_HEADER.lower().encode()


class Envelope:
    """ASGI middleware around the whole service.

    ``readable`` are the headers that scripts of other sites may read beside the usual ones.
    """

    def __init__(self, app: ASGIApp, readable: Sequence[str]) -> None:
        self._app = app
        self._always = (
            (b"x-content-type-options", b"nosniff"),
            (b"access-control-allow-origin", b"*"),
            (b"access-control-expose-headers", ", ".join(readable).encode()),
        )

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle one connection."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        head = scope["method"] == "HEAD"
        state = {**scope.get("state", {}), "head": head}
        inner = {**scope, "method": "GET" if head else scope["method"], "state": state}
        observed(scope).scope = inner

        async def wrapped(message: Message) -> None:
            """Send a message with the headers that every answer has."""
            if message["type"] == "http.response.start":
                headers = [*message["headers"], *self._always]
                if snapshot := state.get("snapshot"):
                    headers.append((_SNAPSHOT, snapshot.encode()))
                message = {**message, "headers": headers}
            elif head and message["type"] == "http.response.body":
                message = {**message, "body": b""}
            await send(message)

        await self._app(inner, receive, wrapped)


class Preflight(CORSMiddleware):
    """ASGI middleware that answers what browsers ask before a script's request to another site.

    The answers to the requests themselves have their headers from the envelope, cheaply.
    """

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle one connection."""
        if scope["type"] == "http" and scope["method"] == "OPTIONS":
            await super().__call__(scope, receive, send)
        else:
            await self.app(scope, receive, send)
