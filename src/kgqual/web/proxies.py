"""What a reverse proxy says of the request it passes on, believed of trusted addresses only.

The address under which clients know the service is part of its answers (the service description,
the catalogue), so a client must not be able to choose it.
"""

from __future__ import annotations

import re
import uuid
from collections.abc import Sequence
from functools import lru_cache
from ipaddress import IPv4Network, IPv6Address, IPv6Network, ip_address

from starlette.types import ASGIApp, Receive, Scope, Send

REQUEST_ID_KEY = "kgqual.request_id"
"""Where the number that a trusted proxy gave the request is found in its scope."""
_HOST = re.compile(rb"[A-Za-z0-9.-]+(:\d+)?|\[[0-9A-Fa-f:.]+\](:\d+)?")


class Forwarded:
    """ASGI layer that takes scheme, host and number of a request from proxies in ``trusted``."""

    def __init__(self, app: ASGIApp, trusted: Sequence[IPv4Network | IPv6Network]) -> None:
        self._app, self._trusted = app, tuple(trusted)
        self._trusts = lru_cache(maxsize=1024)(self._contains)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle one connection."""
        if scope["type"] == "http" and scope["client"] and self._trusts(scope["client"][0]):
            _believe(scope)
        await self._app(scope, receive, send)

    def _contains(self, address: str) -> bool:
        client = ip_address(address)
        if isinstance(client, IPv6Address):  # an IPv4 client of a socket for both
            client = client.ipv4_mapped or client
        return any(client in network for network in self._trusted)


def _believe(scope: Scope) -> None:
    # Of a header that is there twice the last is the one that the proxy itself has written.
    said = {name: value.rpartition(b",")[2].strip() for name, value in scope["headers"]}
    scheme = said.get(b"x-forwarded-proto", b"")
    if scheme in (b"http", b"https"):
        scope["scheme"] = scheme.decode("ascii")
    host = said.get(b"x-forwarded-host", b"")
    if _HOST.fullmatch(host):
        others = [(name, value) for name, value in scope["headers"] if name != b"host"]
        scope["headers"] = [(b"host", host), *others]
    try:
        scope[REQUEST_ID_KEY] = str(uuid.UUID(said[b"x-request-id"].decode("latin-1")))
    except (KeyError, ValueError):  # none, or not a number as ours are
        return
