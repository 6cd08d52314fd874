"""The server on this machine that query workers call in place of an endpoint."""

from __future__ import annotations

import asyncio
import contextlib
import itertools
import secrets
import socket
from collections.abc import Awaitable, Callable, Collection, Iterator, Mapping
from typing import Self

import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route
from starlette.types import Receive

from kgqual.errors import ServiceFailed
from kgqual.federation.calling import Caller

MAX_QUERY = 4 << 20
"""Bytes of a query that is sent on, at most; the engine writes every name of it in full."""
REMEMBERED = 1000
"""Queries of which the calls are counted: those that called last."""


class _Server(uvicorn.Server):
    """A server beside another one, which has the signals."""

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Leave the signals alone."""
        yield


class Proxy:
    """Sends on what it is asked, each endpoint at an address of its own that nobody can guess.

    An engine may call once for each row it has, so the calls of a query are counted; ``most`` is
    how many it may make. Use as an async context manager.
    """

    def __init__(self, endpoints: Collection[str], caller: Caller, most: int) -> None:
        self._caller, self._most = caller, most
        self._queries = itertools.count()
        self._calls: dict[int, int] = {}
        self._paths = {endpoint: f"/{secrets.token_urlsafe(16)}" for endpoint in endpoints}
        self._addresses: dict[str, str] = {}

    def addresses(self) -> Mapping[str, str]:
        """Return the addresses that one query calls instead, for each endpoint."""
        query = next(self._queries)
        return {endpoint: f"{address}/{query}" for endpoint, address in self._addresses.items()}

    async def __aenter__(self) -> Self:
        """Listen on a free port of this machine."""
        await self._caller.__aenter__()
        listening = socket.create_server(("127.0.0.1", 0))
        port = listening.getsockname()[1]
        self._addresses = {
            endpoint: f"http://127.0.0.1:{port}{path}" for endpoint, path in self._paths.items()
        }
        routes = [
            Route(f"{path}/{{query:int}}", self._route(endpoint), methods=["POST"])
            for endpoint, path in self._paths.items()
        ]
        self._server = _Server(
            uvicorn.Config(
                Starlette(routes=routes),
                lifespan="off",
                log_config=None,
                access_log=False,
                timeout_graceful_shutdown=1,
            )
        )
        self._serving = asyncio.create_task(self._server.serve(sockets=[listening]))
        return self

    async def __aexit__(self, *_: object) -> None:
        self._server.should_exit = True
        await self._serving
        await self._caller.__aexit__()

    def _route(self, endpoint: str) -> Callable[[Request], Awaitable[Response]]:
        async def forward(request: Request) -> Response:
            """Send one query on; give up when the worker that asks is gone."""
            query = await self._query(request)
            if len(query) > MAX_QUERY:
                return _failed(f"The query for <{endpoint}> has more than {MAX_QUERY} bytes.")
            if self._counted(request.path_params["query"]) > self._most:
                return _failed(f"A query may call endpoints {self._most} times, not for each row.")
            calling = asyncio.create_task(self._caller.call(endpoint, query))
            gone = asyncio.create_task(_gone(request.receive))
            try:
                await asyncio.wait({calling, gone}, return_when=asyncio.FIRST_COMPLETED)
                if not calling.done():
                    return _failed("The query was stopped.")
                results = calling.result()
            except ServiceFailed as error:
                return _failed(str(error))
            finally:
                calling.cancel()
                gone.cancel()
            return Response(results.body, media_type=results.media_type)

        return forward

    async def _query(self, request: Request) -> bytes:
        """Return what is to be sent on; a call within a call gets its own endpoint back."""
        query = b""
        async for chunk in request.stream():
            query += chunk
            if len(query) > MAX_QUERY:
                return query
        number = request.path_params["query"]
        for endpoint, address in self._addresses.items():
            query = query.replace(f"<{address}/{number}>".encode(), f"<{endpoint}>".encode())
        return query

    def _counted(self, query: int) -> int:
        """Count a call of a query; return how many it has made."""
        self._calls[query] = self._calls.pop(query, 0) + 1
        if len(self._calls) > REMEMBERED:
            del self._calls[next(iter(self._calls))]
        return self._calls[query]


async def _gone(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass


def _failed(reason: str) -> Response:
    return PlainTextResponse(reason, 502)
