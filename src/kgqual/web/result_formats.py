"""The formats of answers: what they are called, and which one a request wants."""

from __future__ import annotations

from functools import lru_cache

from kgqual.errors import BadUsage
from kgqual.store.interface import Format
from kgqual.web.negotiation import Offer, best, not_acceptable

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
_PAGE: Offer[Format | None] = Offer("text/html", None)

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


@lru_cache(maxsize=512)
def formats(name: str | None, accept: str) -> Formats:
    """Return the formats wanted: what ``format=name`` says, else what ``accept`` likes best.

    Raises BadUsage for an unknown name, HTTPException 406 when nothing is acceptable.
    """
    if name in NAMED:
        return NAMED[name]
    results, graphs = best(name or accept, RESULTS), best(name or accept, GRAPHS)
    if results or graphs:
        return results.choice if results else None, graphs.choice if graphs else None
    if name:
        raise BadUsage(f"format={name!r} is unknown; there are {', '.join(NAMED)}.")
    raise not_acceptable((*RESULTS, *GRAPHS))


@lru_cache(maxsize=512)
def wants_page(accept: str) -> bool:
    """Say whether ``accept`` likes the query page better than any format of an answer."""
    offers: tuple[Offer[Format | None], ...] = (*RESULTS, *GRAPHS, _PAGE)
    return best(accept, offers) is _PAGE
