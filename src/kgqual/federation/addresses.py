"""Which addresses of the network may be called: public ones."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Awaitable, Callable
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address

from kgqual.errors import ServiceFailed

Address = IPv4Address | IPv6Address
Permit = Callable[[Address], bool]
"""Says whether an address may be called."""
Resolve = Callable[[str, int], Awaitable[tuple[Address, ...]]]
"""Returns the addresses of a host and port, best first."""

_TRANSLATED = IPv6Network("64:ff9b::/96")  # NAT64: the last 32 bits are an IPv4 address


def is_public(address: Address) -> bool:
    """Return whether an address is one of the public internet, whatever it is wrapped in."""
    if isinstance(address, IPv6Address):
        within = _within(address)
        if within is not None:
            return is_public(within)
        if address.is_site_local:
            return False
    return address.is_global and not (
        address.is_multicast
        or address.is_reserved
        or address.is_private
        or address.is_loopback
        or address.is_link_local
        or address.is_unspecified
    )


def _within(address: IPv6Address) -> IPv4Address | None:
    """Return the IPv4 address that an IPv6 address leads to, None for a real IPv6 address."""
    if address in _TRANSLATED:
        return IPv4Address(int(address) & 0xFFFFFFFF)
    return address.ipv4_mapped or address.sixtofour or (address.teredo or (None, None))[1]


async def resolve(host: str, port: int) -> tuple[Address, ...]:
    """Return the addresses of a host as the system's resolver orders them.

    Raises ServiceFailed when it has none, with what to say of the endpoint.
    """
    loop = asyncio.get_running_loop()
    try:
        found = await loop.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (socket.gaierror, UnicodeError) as error:
        raise ServiceFailed("has a name that cannot be resolved.") from error
    return tuple(dict.fromkeys(ip_address(entry[4][0]) for entry in found))
