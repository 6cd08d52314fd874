"""What every response has in common: HEAD answers like GET without a body, a few headers."""

from __future__ import annotations

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from kgqual.web.leasing import SNAPSHOT_HEADER
from kgqual.web.observing import observed


class Envelope:
    """ASGI middleware around the whole service."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

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
                headers = MutableHeaders(scope=message)
                headers["X-Content-Type-Options"] = "nosniff"
                if snapshot := state.get("snapshot"):
                    headers[SNAPSHOT_HEADER] = snapshot
            elif head and message["type"] == "http.response.body":
                message = {**message, "body": b""}
            await send(message)

        await self._app(inner, receive, wrapped)
