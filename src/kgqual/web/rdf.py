"""Writing triples as people and programs like to read them: with the prefixes they use."""

from __future__ import annotations

from collections.abc import Iterable

from pyoxigraph import Literal, NamedNode, RdfFormat, Triple, serialize

from kgqual.errors import BadUsage
from kgqual.namespaces import prefixes
from kgqual.store.interface import Format
from kgqual.web.negotiation import Offer

_WRITERS = {
    Format.TURTLE: RdfFormat.TURTLE,
    Format.NTRIPLES: RdfFormat.N_TRIPLES,
    Format.JSONLD: RdfFormat.JSON_LD,
    Format.RDFXML: RdfFormat.RDF_XML,
}
SUFFIXES = {
    ".ttl": Format.TURTLE,
    ".nt": Format.NTRIPLES,
    ".jsonld": Format.JSONLD,
    ".rdf": Format.RDFXML,
}
OFFERS: tuple[Offer[Format | None], ...] = (
    Offer("text/turtle", Format.TURTLE),
    Offer("application/ld+json", Format.JSONLD),
    Offer("application/n-triples", Format.NTRIPLES),
    Offer("application/rdf+xml", Format.RDFXML),
    Offer("text/html", None),
    Offer("application/xhtml+xml", None),
    Offer("application/json", Format.JSONLD),
    Offer("application/xml", Format.RDFXML),
)
"""What RDF and its page are offered as; the page is None."""

PAGE: Offer[Format | None] = Offer("text/html", None)
BY_SUFFIX = {".html": PAGE} | {s: Offer(f.media_type, f) for s, f in SUFFIXES.items()}
BY_NAME = {"html": PAGE} | {f.label: Offer(f.media_type, f) for f in SUFFIXES.values()}
NAMES = ", ".join(BY_NAME)


def by_name(name: str | None) -> Offer[Format | None] | None:
    """Return what ``format=name`` asks for, None without it. Raises BadUsage if it is unknown."""
    if name is None:
        return None
    if name not in BY_NAME:
        raise BadUsage(f"format={name!r} is unknown; there are {NAMES}.")
    return BY_NAME[name]


def write(triples: Iterable[Triple], format: Format) -> bytes:
    """Return ``triples``, sorted and without repetition, in an RDF format."""
    found = sorted(set(triples), key=str)
    written = serialize(found, format=_WRITERS[format], prefixes=_used(found))
    assert written is not None
    return written


def _used(triples: Iterable[Triple]) -> dict[str, str]:
    """Return the prefixes that shorten IRIs of ``triples`` to plain names.

    Namespaces whose names hold a slash are left out: Turtle would have to escape it.
    """
    iris: set[str] = set()
    for triple in triples:
        for term in (triple.subject, triple.predicate, triple.object):
            if isinstance(term, NamedNode):
                iris.add(term.value)
            elif isinstance(term, Literal):
                iris.add(term.datatype.value)
    return {
        prefix: base
        for prefix, base in prefixes().items()
        if (names := [iri.removeprefix(base) for iri in iris if iri.startswith(base)])
        and not any("/" in name for name in names)
    }
