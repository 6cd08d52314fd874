"""What is asked: a query, the graphs it sees, and the time it may take."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from pyoxigraph import NamedNode

from kgqual.errors import BadUsage


@dataclass(frozen=True)
class Query:
    """A query with its dataset: that of ``day``, the graphs named, or the current ones.

    ``timeout`` is in seconds; None leaves it to who answers.
    """

    text: str
    day: date | None = None
    default_graphs: tuple[str, ...] = ()
    named_graphs: tuple[str, ...] = ()
    timeout: float | None = None


def checked(
    text: str,
    as_of: date | str | None = None,
    default_graphs: Iterable[str] = (),
    named_graphs: Iterable[str] = (),
    timeout: float | None = None,
) -> Query:
    """Return the query asked for.

    Raises BadUsage for a day or a graph that is none, for a day and graphs at once, and for a
    time limit that is not above 0.
    """
    day = read_day(as_of)
    default, named = _graphs(default_graphs), _graphs(named_graphs)
    if day and (default or named):
        raise BadUsage("Give either as_of or graphs by name, not both.")
    if timeout is not None and not (0 < timeout < math.inf):
        raise BadUsage(f"timeout={timeout!r} is not a number of seconds above 0.")
    return Query(text, day, default, named, timeout)


def read_day(as_of: date | str | None) -> date | None:
    """Return the day asked for, None for what is current. Raises BadUsage for what is no day."""
    if isinstance(as_of, datetime):
        return as_of.date()
    if not isinstance(as_of, str):
        return as_of
    try:
        return date.fromisoformat(as_of)
    except ValueError:
        raise BadUsage(f"as_of={as_of!r} is not a day such as 2016-03-16.") from None


def _graphs(graphs: Iterable[str]) -> tuple[str, ...]:
    named = (graphs,) if isinstance(graphs, str) else tuple(graphs)
    for graph in named:
        try:
            NamedNode(graph)
        except ValueError:
            raise BadUsage(f"{graph!r} is not the IRI of a graph.") from None
    return named
