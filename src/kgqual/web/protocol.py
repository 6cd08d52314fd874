"""What the parameters of a query request mean: which dataset, and how many seconds."""

from __future__ import annotations

from datetime import date

from pyoxigraph import NamedNode

from kgqual.errors import BadUsage
from kgqual.store.dataset import CURRENT, Dataset, as_of
from kgqual.store.manifest import Manifest
from kgqual.web.parameters import Parameters


def dataset(parameters: Parameters, manifest: Manifest) -> Dataset:
    """Return the dataset asked for: graphs by name, those of a day, or the current ones.

    A graph that the snapshot lacks is an empty one, as the protocol's test suite has it. Raises
    BadUsage for a name that is no IRI, a day that is no date, or both ways at once.
    """
    default = tuple(map(_graph, parameters.all("default-graph-uri")))
    named = tuple(map(_graph, parameters.all("named-graph-uri")))
    day = parameters.one("as-of")
    if day and (default or named):
        raise BadUsage("Give either as-of or graphs by name, not both.")
    if day:
        return as_of(manifest, read_day(day))
    if not (default or named):
        return CURRENT
    return Dataset(default, named)


def _graph(text: str) -> str:
    try:
        return NamedNode(text).value
    except ValueError as error:
        raise BadUsage(f"{text!r} is not the IRI of a graph; /catalog lists the graphs.") from error


def read_day(text: str) -> date:
    """Return the day of an ``as-of``. Raises BadUsage when it is none."""
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise BadUsage(f"as-of={text!r} is not a date such as 2016-03-16.") from error


def time_limit(parameters: Parameters, longest: float) -> float:
    """Return the seconds the query may take: ``timeout``, at most ``longest``.

    Raises BadUsage when it is not a number above 0.
    """
    text = parameters.one("timeout")
    if text is None:
        return longest
    try:
        seconds = float(text)
    except ValueError:
        seconds = 0
    if not 0 < seconds < float("inf"):
        raise BadUsage(f"timeout={text!r} is not a number of seconds above 0.")
    return min(seconds, longest)
