"""Addresses of things inside this service, and which IRIs may be followed to the outside."""

from __future__ import annotations

from functools import lru_cache
from urllib.parse import quote, unquote, urlencode

from pyoxigraph import NamedNode

from kgqual.namespaces import prefixes, thing


@lru_cache(maxsize=8192)
def local_address(iri: str) -> str | None:
    """Return where this service describes ``iri``: /id/… for our own, else /resource.

    None for schemes that a browser might run or open (``javascript:``, ``data:``, ``file:``):
    such an IRI is shown as text, never as a link.
    """
    own = prefixes()["kqid"]
    if iri.startswith(own) and "?" not in iri and "#" not in iri:
        return "/id/" + iri[len(own) :]
    if iri.startswith(("http://", "https://", "urn:")):
        return "/resource?" + urlencode({"uri": iri})
    return None


def outside_address(iri: str) -> str | None:
    """Return the address of ``iri`` on the web when it is one, else None."""
    return iri if iri.startswith(("http://", "https://")) else None


def own_thing(raw_path: str) -> NamedNode:
    """Return our IRI for the still percent-encoded ``path`` of /id/{path}.

    Raises ValueError when no IRI can have that path.
    """
    return thing(*(unquote(part, errors="strict") for part in raw_path.split("/")))


def with_query(address: str, **parameters: str | int | None) -> str:
    """Return ``address`` with the parameters that are not None added to its query."""
    given = {name: value for name, value in parameters.items() if value is not None}
    if not given:
        return address
    return f"{address}{'&' if '?' in address else '?'}{urlencode(given, quote_via=quote)}"
