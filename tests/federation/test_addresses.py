"""Only addresses of the public internet may be called, whatever they are wrapped in."""

from __future__ import annotations

import asyncio
from ipaddress import ip_address

import pytest

from kgqual.errors import ServiceFailed
from kgqual.federation.addresses import is_public, resolve


@pytest.mark.parametrize("address", ["8.8.8.8", "2a00:1450::1", "::ffff:8.8.8.8"])
def test_a_public_address(address: str) -> None:
    assert is_public(ip_address(address))


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1",
        "10.0.0.1",
        "172.16.0.1",
        "192.168.0.1",
        "0.0.0.0",
        "100.64.0.1",  # carrier-grade NAT
        "169.254.169.254",  # link-local: the metadata of cloud machines
        "192.0.0.1",
        "198.18.0.1",
        "224.0.0.1",  # multicast
        "240.0.0.1",
        "255.255.255.255",
        "::1",
        "::",
        "fe80::1",
        "fe80::1%eth0",
        "fc00::1",
        "fec0::1",
        "ff0e::1",
        "2001:db8::1",
        "::ffff:127.0.0.1",  # IPv4 in IPv6
        "::127.0.0.1",
        "64:ff9b::7f00:1",  # NAT64
        "64:ff9b:1::1",
        "2002:7f00:1::",  # 6to4
        "2001:0:1:2:3:4:80ff:fffe",  # Teredo
    ],
)
def test_an_address_that_is_not_public(address: str) -> None:
    assert not is_public(ip_address(address))


def test_a_name_is_resolved_by_the_system() -> None:
    assert ip_address("127.0.0.1") in asyncio.run(resolve("localhost", 80))


@pytest.mark.parametrize("name", ["no-such-host.invalid", "a" * 64 + ".example", "."])
def test_a_name_that_has_no_address(name: str) -> None:
    with pytest.raises(ServiceFailed, match="cannot be resolved"):
        asyncio.run(resolve(name, 80))
