"""Connections that are not held open for nothing: bytes go on both ways, heads have a limit."""

from __future__ import annotations

import asyncio
from typing import Any

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

REQUEST_SECONDS = 60
"""Seconds from the first byte of a request to its last."""
TAKING_SECONDS = 60
"""Seconds within which a client takes what waits for it, a quarter of a megabyte or less."""

_TOO_LARGE = (
    b"HTTP/1.1 431 Request Header Fields Too Large\r\n"
    b"content-length: 0\r\nconnection: close\r\n\r\n"
)


class Connection(HttpToolsProtocol):
    """One connection, closed when its client says nothing, is too slow, or asks at length.

    An answer that is not taken would keep its snapshot open, and its query's worker waiting.

    The limit of a request's line and headers is the one that uvicorn's other parser takes.
    """

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self._in_head = self._in_request = False
        self._head_bytes, self._head_limit = 0, self.config.h11_max_incomplete_event_size or 0
        self._too_slow: asyncio.TimerHandle | None = None
        self._not_taken: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Take the connection; it is idle until the first byte comes."""
        super().connection_made(transport)
        self.timeout_keep_alive_task = self.loop.call_later(
            self.timeout_keep_alive, self.timeout_keep_alive_handler
        )

    def connection_lost(self, exc: Exception | None) -> None:
        """Forget the connection."""
        self._unset_keepalive_if_required()
        self._on_time()
        self._taken()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        """Take some bytes; when the request is not complete, its rest must come in time."""
        super().data_received(data)
        if not self._in_request or self.transport.is_closing():
            return
        if self._too_slow is None:
            self._too_slow = self.loop.call_later(REQUEST_SECONDS, self.transport.close)
        if self._in_head:
            self._head_bytes += len(data)
            if self._head_bytes > self._head_limit:
                self.transport.write(_TOO_LARGE)
                self.transport.close()

    def on_message_begin(self) -> None:
        """A request begins."""
        self._in_head = self._in_request = True
        self._head_bytes = 0
        super().on_message_begin()

    def on_headers_complete(self) -> None:
        """Its head is complete."""
        self._in_head = False
        super().on_headers_complete()

    def on_message_complete(self) -> None:
        """It is complete."""
        self._in_request = False
        self._on_time()
        super().on_message_complete()

    def pause_writing(self) -> None:
        """Wait with what is to be sent: the client must take what was."""
        super().pause_writing()
        self._not_taken = self.loop.call_later(TAKING_SECONDS, self.transport.abort)

    def resume_writing(self) -> None:
        """Go on sending."""
        self._taken()
        super().resume_writing()

    def _taken(self) -> None:
        if self._not_taken:
            self._not_taken.cancel()
            self._not_taken = None

    def _on_time(self) -> None:
        if self._too_slow:
            self._too_slow.cancel()
            self._too_slow = None
