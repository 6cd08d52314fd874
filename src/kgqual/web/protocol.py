"""What a query request means: which dataset, how many seconds, relative to which address."""

from __future__ import annotations

from datetime import date
from functools import lru_cache

from pyoxigraph import NamedNode
from starlette.requests import Request

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


def endpoint(request: Request) -> str:
    """Return the address of the SPARQL endpoint, the base of relative IRIs in queries.

    Raises BadUsage when the client does not say it rightly.
    """
    return _address(request.scope["scheme"], request.headers.get("host", ""))


def base_address(request: Request) -> str:
    """Return the address of the service as the client sees it, without a slash at its end.

    Raises BadUsage as ``endpoint`` does.
    """
    return endpoint(request).removesuffix("/sparql")


@lru_cache(maxsize=64)
def _address(scheme: str, host: str) -> str:
    if not host:
        raise BadUsage("The header Host is missing.")
    try:
        return NamedNode(f"{scheme}://{host}/sparql").value
    except ValueError as error:
        raise BadUsage(f"{host!r} in the header Host is not the name of a host.") from error


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
