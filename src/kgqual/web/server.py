"""Running the service: the socket, the HTTP server, and how it ends.

The first SIGTERM or SIGINT stops taking connections and lets running answers end within their
deadlines; a second one ends at once, with exit status 1. Either way the worker processes end with
the service.
"""

from __future__ import annotations

import asyncio
import errno
import logging
import os
import socket
from collections.abc import Callable, Sequence
from contextlib import ExitStack, suppress
from importlib.util import find_spec
from types import FrameType

import uvicorn

from kgqual.errors import BadUsage
from kgqual.settings import ServiceSettings
from kgqual.web.app import Service

LOG = logging.getLogger(__name__)
BACKLOG = 2048
"""Connections that wait to be taken."""
KEEP_ALIVE = 30
"""Seconds that an idle connection stays open: longer than the idle ones of usual clients."""
HEAD_BYTES = 256 * 1024
"""Bytes of a request's line and headers, at most: what one read of a socket may bring."""
FILES = 65536
"""Files that may be open at the same time, where the system allows it; a connection is one."""
HASTE = 5
"""Seconds for ending the worker processes when the service must end at once."""
LAST_BYTES = 5
"""Seconds beyond the longest deadline for what is then still to be sent."""


def listen(host: str, port: int) -> socket.socket:
    """Return a socket that listens; connections wait in it until the service takes them.

    Raises BadUsage when the address is none of this machine, or the port is taken or reserved.
    """
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)
        family, _, _, _, address = found[0]
        with ExitStack() as stack:
            listening = stack.enter_context(socket.socket(family, socket.SOCK_STREAM))
            listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            listening.bind(address)
            listening.listen(BACKLOG)
            stack.pop_all()
            return listening
    except OSError as error:
        raise BadUsage(f"{host}:{port} cannot be listened on: {_why_not(error)}") from error


def _why_not(error: OSError) -> str:
    if error.errno == errno.EADDRINUSE:
        return "another program does already. Choose another --port."
    if error.errno == errno.EACCES:
        return "ports below 1024 need special rights. Choose another --port."
    return f"{error.strerror}. Choose another --host."


def address(listening: socket.socket) -> str:
    """Return the address of the service in a browser."""
    host, port = listening.getsockname()[:2]
    return f"http://[{host}]:{port}/" if ":" in host else f"http://{host}:{port}/"


def run(
    service: Service,
    settings: ServiceSettings,
    listening: socket.socket,
    on_started: Callable[[], None],
) -> None:
    """Serve until a signal ends it; ``on_started`` is called when requests are taken."""
    _allow_files()
    _Server(configuration(service, settings), on_started).run([listening])


def _allow_files() -> None:
    """Let as many connections be open as the system allows, and not what a shell usually does."""
    try:
        import resource  # absent on Windows, which has no such limit
    except ImportError:
        return
    now, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = FILES if most == resource.RLIM_INFINITY else min(FILES, most)
    if now != resource.RLIM_INFINITY and now < wanted:
        resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, most))


def configuration(service: Service, settings: ServiceSettings) -> uvicorn.Config:
    """Return how the service is served, wherever it listens."""
    query = settings.query_patience + settings.query_timeout
    longest = max(query, settings.validation_timeout)
    return uvicorn.Config(
        service,
        loop="auto",  # uvloop where it is
        http=_connection(),
        ws="none",
        lifespan="on",
        log_config=None,
        access_log=False,
        server_header=False,
        proxy_headers=False,
        backlog=BACKLOG,
        timeout_keep_alive=KEEP_ALIVE,
        timeout_graceful_shutdown=int(longest) + LAST_BYTES,
        h11_max_incomplete_event_size=HEAD_BYTES,
    )


def _connection() -> type[asyncio.Protocol]:
    if find_spec("httptools"):
        from kgqual.web.connections import Connection

        return Connection
    from uvicorn.protocols.http.h11_impl import H11Protocol

    return H11Protocol


class _Server(uvicorn.Server):
    """A server that always ends its application, and for which a signal is a normal end."""

    def __init__(self, config: uvicorn.Config, on_started: Callable[[], None]) -> None:
        super().__init__(config)
        self._on_started = on_started

    async def startup(self, sockets: Sequence[socket.socket] | None = None) -> None:
        """Open the application and take connections."""
        await super().startup(list(sockets or ()))
        self._on_started()

    async def shutdown(self, sockets: Sequence[socket.socket] | None = None) -> None:
        """End the connections, then the application; in haste the process with it."""
        ending = asyncio.ensure_future(super().shutdown(list(sockets or ())))
        while not ending.done() and not self.force_exit:
            await asyncio.wait({ending}, timeout=0.1)
        if not self.force_exit:
            return await ending
        with suppress(TimeoutError):
            await asyncio.wait_for(self.lifespan.shutdown(), HASTE)
        os._exit(1)  # threads that wait for something would be waited for

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        """Take a signal: the first asks to end, a second to end at once."""
        self.force_exit = self.should_exit
        self.should_exit = True
        LOG.info("Stopping at once" if self.force_exit else "Stopping when all is answered")
