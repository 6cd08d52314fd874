"""The endpoints that a query calls, and the query with other addresses in their places."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from kgqual.errors import BadQuery
from kgqual.sparql_text import Token, meaningful
from kgqual.store.policy import ServiceCall, service_calls

_UNHEARD = ("EXISTS", "MINUS")
_FORMS = ("SELECT", "ASK", "CONSTRUCT", "DESCRIBE")


def redirected(query: str, addresses: Mapping[str, str]) -> tuple[str, tuple[str, ...]]:
    """Return the query with its calls sent elsewhere, and the endpoints it meant to call.

    ``addresses`` has the address to call instead for each endpoint that may be called. Raises
    BadQuery for a call of another one, and for one of which the engine would hide that it failed.
    """
    calls = service_calls(query)
    _refuse_unheard(query, calls)
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


def _refuse_unheard(query: str, calls: Sequence[ServiceCall]) -> None:
    """Refuse calls in groups of EXISTS and MINUS, where Oxigraph takes an error for a solution."""
    lines = {call.endpoint.start: call.line for call in calls}
    groups: list[bool] = []
    before = ""
    for token in meaningful(query) if calls else ():
        if token.text == "{":
            groups.append(before.endswith(_UNHEARD))
        elif token.text == "}" and groups:
            groups.pop()
        elif token.start in lines and any(groups):
            raise BadQuery(
                f"SERVICE in line {lines[token.start]} stands in a group of EXISTS or MINUS, where "
                "a call that fails would change the answer unnoticed. Use OPTIONAL { SERVICE … } "
                "and FILTER(BOUND(?variable)) or FILTER(!BOUND(?variable)) instead."
            )
        before = token.text.upper() if token.kind == "word" else ""


def _iri(endpoint: Token, prefixes: Mapping[str, str]) -> str:
    """Return the IRI of an endpoint, empty when its prefix is not known."""
    if endpoint.kind == "iri":
        return endpoint.text[1:-1]
    prefix, _, local = endpoint.text.partition(":")
    return prefixes[prefix] + local if prefix in prefixes else ""


def _prefixes(query: str) -> dict[str, str]:
    """Return the prefixes that a query declares; none when its beginning is not plain."""
    pieces = meaningful(query)
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
