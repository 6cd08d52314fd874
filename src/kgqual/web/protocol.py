"""Reading a SPARQL 1.1 Protocol query request: text, dataset, time, and formats wanted."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from urllib.parse import parse_qsl

from pyoxigraph import NamedNode
from starlette.exceptions import HTTPException
from starlette.requests import Request

from kgqual.errors import BadUsage
from kgqual.store.dataset import CURRENT, Dataset, as_of
from kgqual.store.interface import Format
from kgqual.store.manifest import Manifest
from kgqual.web.negotiation import Offer, best, not_acceptable

FORM = "application/x-www-form-urlencoded"
QUERY = "application/sparql-query"
MAX_BODY = 1 << 20
"""Bytes of a request's body, at most."""

RESULTS = (
    Offer("application/sparql-results+json", Format.JSON),
    Offer("application/sparql-results+xml", Format.XML),
    Offer("text/csv", Format.CSV),
    Offer("text/tab-separated-values", Format.TSV),
    Offer("application/json", Format.JSON),
    Offer("application/xml", Format.XML),
)
GRAPHS = (
    Offer("text/turtle", Format.TURTLE),
    Offer("application/n-triples", Format.NTRIPLES),
    Offer("application/ld+json", Format.JSONLD),
    Offer("application/rdf+xml", Format.RDFXML),
    Offer("application/json", Format.JSONLD),
    Offer("application/xml", Format.RDFXML),
)

Formats = tuple[Format | None, Format | None]
"""The formats wanted for solutions and booleans, and for graphs."""

NAMED: dict[str, Formats] = {
    "json": (Format.JSON, Format.JSONLD),
    "xml": (Format.XML, Format.RDFXML),
    "csv": (Format.CSV, None),
    "tsv": (Format.TSV, None),
    "turtle": (None, Format.TURTLE),
    "ntriples": (None, Format.NTRIPLES),
    "jsonld": (None, Format.JSONLD),
    "rdfxml": (None, Format.RDFXML),
}
"""What ``format=`` takes; a media type is taken as well."""


class Parameters:
    """The parameters of a request, from its address and from a form it carries."""

    def __init__(self, pairs: Sequence[tuple[str, str]]) -> None:
        self._pairs = pairs

    def all(self, name: str) -> list[str]:
        """Return every value of ``name``."""
        return [value for key, value in self._pairs if key == name]

    def one(self, name: str) -> str | None:
        """Return the value of ``name`` or None. Raises BadUsage when it is given twice."""
        values = self.all(name)
        if len(values) > 1:
            raise BadUsage(f"The parameter {name} is given {len(values)} times; once is allowed.")
        return values[0] if values else None


async def read_parameters(request: Request) -> Parameters:
    """Return the parameters of a GET or POST request; the query as a body counts as ``query``.

    Raises HTTPException 413 or 415, and BadUsage for a body that is not UTF-8.
    """
    pairs = request.query_params.multi_items()
    if request.method != "POST":
        return Parameters(pairs)
    content_type = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if content_type not in (FORM, QUERY):
        raise HTTPException(
            415,
            f"A query is posted as {FORM} or {QUERY}. This service does not take updates.",
            {"Accept-Post": f"{FORM}, {QUERY}"},
        )
    text = await _body(request)
    if content_type == QUERY:
        return Parameters([*pairs, ("query", text)])
    return Parameters([*pairs, *_form(text)])


async def _body(request: Request) -> str:
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > MAX_BODY:
            raise HTTPException(413, f"A request's body may have {MAX_BODY} bytes at most.")
    return _utf8(bytes(body))


def _form(text: str) -> list[tuple[str, str]]:
    try:
        return parse_qsl(text, keep_blank_values=True, errors="strict")
    except UnicodeDecodeError as error:
        raise BadUsage("The form is not UTF-8.") from error


def _utf8(body: bytes) -> str:
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError as error:
        raise BadUsage(f"The body is not UTF-8: byte {error.start} is wrong.") from error


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
        return as_of(manifest, _date(day))
    if not (default or named):
        return CURRENT
    return Dataset(default, named)


def _graph(text: str) -> str:
    try:
        return NamedNode(text).value
    except ValueError as error:
        raise BadUsage(f"{text!r} is not the IRI of a graph; /catalog lists the graphs.") from error


def _date(text: str) -> date:
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


def formats(parameters: Parameters, accept: str) -> Formats:
    """Return the formats wanted: what ``format=`` names, else what ``accept`` likes best.

    Raises BadUsage for an unknown name, HTTPException 406 when nothing is acceptable.
    """
    name = parameters.one("format")
    if name in NAMED:
        return NAMED[name]
    results, graphs = best(name or accept, RESULTS), best(name or accept, GRAPHS)
    if results or graphs:
        return results.choice if results else None, graphs.choice if graphs else None
    if name:
        raise BadUsage(f"format={name!r} is unknown; there are {', '.join(NAMED)}.")
    raise not_acceptable((*RESULTS, *GRAPHS))
