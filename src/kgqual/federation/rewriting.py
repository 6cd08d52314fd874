"""The endpoints that a query calls, and the query with other addresses in their places."""

from __future__ import annotations

from collections.abc import Mapping

from kgqual.errors import BadQuery
from kgqual.sparql_text import Token, tokens
from kgqual.store.policy import service_calls

_FORMS = ("SELECT", "ASK", "CONSTRUCT", "DESCRIBE")


def redirected(query: str, addresses: Mapping[str, str]) -> tuple[str, tuple[str, ...]]:
    """Return the query with its calls sent elsewhere, and the endpoints it meant to call.

    ``addresses`` has the address to call instead for each endpoint that may be called. Raises
    BadQuery for a call of another one.
    """
    calls = service_calls(query)
    prefixes = _prefixes(query) if calls else {}
    pieces, endpoints, at = [], [], 0
    for call in calls:
        endpoint = _iri(call.endpoint, prefixes)
        if endpoint not in addresses:
            listed = ", ".join(f"<{address}>" for address in addresses)
            raise BadQuery(
                f"SERVICE in line {call.line}: this service does not send queries to "
                f"{f'<{endpoint}>' if endpoint else call.endpoint.text}. It does to {listed}, "
                "written exactly so or as a prefixed name whose prefix the query declares."
            )
        pieces += [query[at : call.endpoint.start], f"<{addresses[endpoint]}>"]
        endpoints.append(endpoint)
        at = call.endpoint.end
    return "".join([*pieces, query[at:]]), tuple(dict.fromkeys(endpoints))


def _iri(endpoint: Token, prefixes: Mapping[str, str]) -> str:
    """Return the IRI of an endpoint, empty when its prefix is not known."""
    if endpoint.kind == "iri":
        return endpoint.text[1:-1]
    prefix, _, local = endpoint.text.partition(":")
    return prefixes[prefix] + local if prefix in prefixes else ""


def _prefixes(query: str) -> dict[str, str]:
    """Return the prefixes that a query declares; none when its beginning is not plain."""
    pieces = (token for token in tokens(query) if token.kind not in ("space", "comment"))
    prefixes: dict[str, str] = {}
    for piece in pieces:
        keyword = piece.text.upper()
        if keyword in _FORMS:
            return prefixes
        if keyword == "PREFIX":
            name, iri = next(pieces, piece), next(pieces, piece)
            if name.text[-1] != ":" or iri.kind != "iri":
                break
            prefixes[name.text[:-1]] = iri.text[1:-1]
        elif keyword != "BASE" or next(pieces, piece).kind != "iri":
            break
    return {}
