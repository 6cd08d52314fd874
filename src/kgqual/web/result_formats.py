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


_ALSO = {
    "rdf+xml": NAMED["rdfxml"],
    "json-ld": NAMED["jsonld"],
    "n3": NAMED["turtle"],
}
"""What SPARQLWrapper calls them. Turtle is a part of N3."""


@lru_cache(maxsize=512)
def formats(names: tuple[str, ...], accept: str) -> Formats:
    """Return the formats wanted: what ``format=`` says, else what ``accept`` likes best.

    Of several names the first known one decides: SPARQLWrapper sends a name and a media type.
    Raises BadUsage when none is known, HTTPException 406 when nothing is acceptable.
    """
    for name in names:
        if found := NAMED.get(name) or _ALSO.get(name) or _best(name):
            return found
    if names:
        raise BadUsage(f"format={names[0]!r} is unknown; there are {', '.join(NAMED)}.")
    found = _best(accept)
    if found is None:
        raise not_acceptable((*RESULTS, *GRAPHS))
    return found


def _best(accept: str) -> Formats | None:
    results, graphs = best(accept, RESULTS), best(accept, GRAPHS)
    if results is None and graphs is None:
        return None
    return results.choice if results else None, graphs.choice if graphs else None


@lru_cache(maxsize=512)
def wants_page(accept: str) -> bool:
    """Say whether ``accept`` likes the query page better than any format of an answer."""
    offers: tuple[Offer[Format | None], ...] = (*RESULTS, *GRAPHS, _PAGE)
    return best(accept, offers) is _PAGE
