"""What a query may not ask for, whatever the engine would allow.

The engine sends a SERVICE to whatever address it is given, so a call is let through only where
nothing about it is in doubt: it is the keyword in every way in which the text can be read, and its
endpoint is written there.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from kgqual.errors import BadQuery, EngineError, ServiceFailed
from kgqual.sparql_text import (
    THEN_A_GROUP,
    Token,
    depth,
    every_reading,
    line_with,
    may_hold,
    meaningful,
)

DEEPEST = 250
"""Brackets within brackets, at most: from some 1,000 on they break down the engine."""
MAX_CALLS = 16
"""SERVICE groups in one query, at most."""
_KEYWORD = "SERVICE"
_UPDATES = "ADD", "CLEAR", "COPY", "CREATE", "DELETE", "DROP", "INSERT", "LOAD", "MOVE", "WITH"
_REASON = " with payload:\n"  # what Oxigraph writes before the body of an error


@dataclass(frozen=True)
class ServiceCall:
    """A SERVICE of a query: the IRI or prefixed name of its endpoint, and the line of the text."""

    endpoint: Token
    line: int


def refuse_service(query: str, services: Collection[str] = ()) -> None:
    """Raise BadQuery when the query calls a remote endpoint that is not one of ``services``."""
    allowed = {f"<{service}>" for service in services}
    if allowed:
        calls = (call for call in service_calls(query) if call.endpoint.text not in allowed)
        line = next((call.line for call in calls), 0)
    else:
        line = line_with(query, _KEYWORD)
    if line:
        raise BadQuery(
            f"SERVICE in line {line}: this endpoint does not send queries to others. "
            "Query the other endpoint yourself and join the results with VALUES."
        )


def refuse_nesting(query: str) -> None:
    """Raise BadQuery when groups, paths or expressions nest too deeply for the engine."""
    if sum(map(query.count, "{([")) > DEEPEST and depth(query) > DEEPEST:
        raise BadQuery(
            f"The query nests brackets more than {DEEPEST} deep, which the engine cannot follow. "
            "Make it flatter."
        )


def unreadable(query: str, error: SyntaxError) -> BadQuery:
    """Return what to tell of a text that the engine cannot read as a query, as ``error`` says."""
    found = (token for token in meaningful(query) if token.text.upper() not in ("PREFIX", "BASE"))
    first = next((token for token in found if token.kind not in ("name", "iri")), None)
    if first is None:
        return BadQuery("Not a valid SPARQL query: it is empty.")
    if first.text.upper() in _UPDATES:
        return BadQuery(
            f"{first.text.upper()} is an update, and the graph is read-only: only SELECT, ASK, "
            "CONSTRUCT and DESCRIBE are answered."
        )
    return BadQuery(f"Not a valid SPARQL query: {error}")


def service_calls(query: str) -> tuple[ServiceCall, ...]:
    """Return the calls of a query, in their order.

    Raises BadQuery when there are more than ``MAX_CALLS``, or where a SERVICE may be that is not
    written plainly, with a constant endpoint.
    """
    if _KEYWORD not in query.upper():
        return ()
    every = list(every_reading(query))
    found = [token for token in every if may_hold(token, _KEYWORD, query)]
    if not found:
        return ()
    if len(found) > MAX_CALLS:
        raise BadQuery(f"SERVICE may stand {MAX_CALLS} times in a query, not {len(found)} times.")
    calls = []
    for token in sorted(found, key=lambda token: token.start):
        line = query.count("\n", 0, token.start) + 1
        endpoint = _endpoint(query, token)
        within = any(other.start < token.start < other.end for other in every)
        if endpoint is None or within:
            raise BadQuery(
                f"SERVICE in line {line} is not plainly the call of an endpoint. Write it as "
                "SERVICE <address> { … }, with the whole address or a prefixed name."
            )
        calls.append(ServiceCall(endpoint, line))
    return tuple(calls)


def _endpoint(query: str, keyword: Token) -> Token | None:
    """Return the endpoint of a call, None when it is not written as it should be."""
    if keyword.text.upper() != _KEYWORD:
        return None
    following = meaningful(query, keyword.end)
    endpoint = next(following, None)
    if endpoint and endpoint.kind == "word" and endpoint.text.upper() == "SILENT":
        endpoint = next(following, None)
    if endpoint is None or endpoint.kind not in ("iri", "name"):
        return None
    return endpoint if THEN_A_GROUP.match(query, endpoint.end) else None


def told(error: EngineError, services: Collection[str]) -> EngineError:
    """Return what to tell of the engine's ``error``: of a call that failed, the endpoint's.

    The engine's own message holds the address through which it called.
    """
    message = str(error)
    if not any(service in message for service in services):
        return error
    _, _, reason = message.partition(_REASON)
    return ServiceFailed(reason or "An endpoint called with SERVICE could not be asked.")
