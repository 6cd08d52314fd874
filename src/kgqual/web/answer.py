"""Sending the answer to a query: in one piece when it is whole, else as it comes."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Mapping
from contextlib import AsyncExitStack, aclosing, suppress

from starlette.responses import Response, StreamingResponse
from starlette.types import Receive, Scope, Send

from kgqual.store.workers import Answering
from kgqual.web.presence import ClientGone, Presence
from kgqual.web.serving import Served


async def answer(answering: Answering, headers: Mapping[str, str], served: Served) -> Response:
    """Return the response that sends ``answering``, an answer from ``served``.

    What is not sent in one piece keeps the snapshot open until its last byte.
    """
    fields = {**headers}
    if answering.coding:
        fields["Content-Encoding"] = answering.coding
    if answering.rest is None:
        return Response(answering.first, headers=fields, media_type=answering.media_type)
    kept = AsyncExitStack()
    await kept.enter_async_context(served.lease())
    return _Streamed(answering, answering.rest, fields, kept)


class _Streamed(StreamingResponse):
    """An answer sent as it comes; however the sending ends, the query ends with it.

    An error after the first byte goes on to the server, which breaks the connection off: nobody
    can take a part for the whole.
    """

    def __init__(
        self,
        answering: Answering,
        rest: AsyncGenerator[bytes],
        headers: Mapping[str, str],
        kept: AsyncExitStack,
    ) -> None:
        super().__init__(rest, headers=headers, media_type=answering.media_type)
        self._first, self._rest, self._kept = answering.first, rest, kept

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send the response; to a HEAD request its beginning."""
        async with self._kept, aclosing(self._rest):
            with suppress(ClientGone), Presence(receive):
                await send(
                    {
                        "type": "http.response.start",
                        "status": self.status_code,
                        "headers": self.raw_headers,
                    }
                )
                if not scope["state"].get("head"):
                    await self._send_body(send)
                await send({"type": "http.response.body", "body": b"", "more_body": False})

    async def _send_body(self, send: Send) -> None:
        await send({"type": "http.response.body", "body": self._first, "more_body": True})
        async for chunk in self._rest:
            await send({"type": "http.response.body", "body": chunk, "more_body": True})
