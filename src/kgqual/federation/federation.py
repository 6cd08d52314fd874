"""The endpoints that queries may call, and what is made of a query that does."""

from __future__ import annotations

import asyncio
from collections.abc import Collection
from contextlib import AsyncExitStack
from dataclasses import dataclass
from typing import Self

from kgqual.federation.addresses import Permit, is_public
from kgqual.federation.calling import Caller, CallLimits
from kgqual.federation.proxy import Proxy
from kgqual.federation.rewriting import redirected


@dataclass(frozen=True)
class Admitted:
    """A query to run: its text, the addresses it may call, and the endpoints behind those."""

    text: str
    services: tuple[str, ...] = ()
    endpoints: tuple[str, ...] = ()


class Federation:
    """The calls of other endpoints that queries may make: none when ``endpoints`` is empty.

    ``permit`` says which addresses of the network may be called. Use as an async context
    manager, which runs the proxy.
    """

    def __init__(
        self,
        endpoints: Collection[str] = (),
        limits: CallLimits | None = None,
        *,
        permit: Permit = is_public,
    ) -> None:
        self._endpoints, self._limits, self._permit = endpoints, limits or CallLimits(), permit
        self._proxy: Proxy | None = None
        self._stack = AsyncExitStack()

    async def __aenter__(self) -> Self:
        """Start the proxy, if any endpoint may be called."""
        if self._endpoints:
            caller = Caller(self._limits, permit=self._permit)
            proxy = Proxy(self._endpoints, caller, self._limits.of_a_query)
            self._proxy = await self._stack.enter_async_context(proxy)
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._stack.aclose()

    async def admitted(self, query: str) -> Admitted:
        """Return the query as a worker may run it.

        Raises BadQuery when it calls an endpoint that it may not. Where none may be called, the
        query stays as it is, and the worker refuses it.
        """
        if self._proxy is None or "SERVICE" not in query.upper():
            return Admitted(query)
        addresses = self._proxy.addresses()
        # A long text takes long to read, and others wait for answers meanwhile.
        text, endpoints = await asyncio.to_thread(redirected, query, addresses)
        return Admitted(text, tuple(addresses[endpoint] for endpoint in endpoints), endpoints)
