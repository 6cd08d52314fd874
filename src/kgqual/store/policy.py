"""What a query may not ask for, whatever the engine would allow."""

from __future__ import annotations

from kgqual.errors import BadQuery
from kgqual.sparql_text import line_with


def refuse_service(query: str) -> None:
    """Raise BadQuery when the query calls a remote endpoint with SERVICE."""
    if line := line_with(query, "SERVICE"):
        raise BadQuery(
            f"SERVICE in line {line}: this endpoint does not send queries to others. "
            "Query the other endpoint yourself and join the results with VALUES."
        )
