"""Triples that every table makes alike: labels, where a statement comes from, documents.

Every template takes a ``documents`` table, and its rows name their source by the id of such a
document (or by a web address), the place in it (``locator``), and how strong the basis is.
"""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import Literal, NamedNode, Triple

from kgqual.model import Strength
from kgqual.namespaces import DCTERMS, FOAF, KQ, RDF, SCHEMA, SKOS, XSD, thing
from kgqual.sources.template import Column, Row, Table

DATE = r"[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?"
DATE_WORDS = "a date: 2016, 2016-03 or 2016-03-16"
SLUG = r"[A-Za-z0-9][A-Za-z0-9_.+-]*"
SLUG_WORDS = "an id of Latin letters, digits, '-', '_', '.' or '+'"
IRI = r"https?://[^\s<>\"{}|\\^`]+"
CURIE = r"[a-z][a-z0-9-]*:[^\s<>\"{}|\\^`]*"

TITLES = (
    Column("title_kk", "the name in Kazakh"),
    Column("title_ru", "the name in Russian"),
    Column("title_en", "the name in English"),
)
SOURCE = Column(
    "source",
    "ids of rows in the documents table, or web addresses, separated by |",
    pattern=f"{SLUG}|{IRI}",
    expects="a document id or a web address",
    many=True,
)
LOCATOR = Column("locator", "where in the source: section, page, row")
STRENGTH = Column(
    "strength",
    "how strong the basis is",
    pattern="|".join(Strength),
    expects=f"one of {', '.join(Strength)}",
)
VALIDITY = (
    Column("valid_from", "first day it holds", pattern=DATE, expects=DATE_WORDS),
    Column("valid_until", "last day it holds", pattern=DATE, expects=DATE_WORDS),
)

DOCUMENTS = Table(
    "documents",
    "The published documents that the other tables cite.",
    (
        Column("id", SLUG_WORDS, required=True, pattern=SLUG, expects=SLUG_WORDS),
        *TITLES,
        Column("title", "the title in its own language"),
        Column("language", "the language of that title", pattern="[a-z]{2}", expects="two letters"),
        Column("publisher", "who published it"),
        Column("url", "its address", pattern=IRI, expects="a web address"),
        Column("date", "when it was published", pattern=DATE, expects=DATE_WORDS),
        Column("licence", "the address of its licence", pattern=IRI, expects="a web address"),
    ),
    key=("id",),
)


def date_literal(text: str) -> Literal:
    """Return ``2016``, ``2016-03`` or ``2016-03-16`` as gYear, gYearMonth or date."""
    kind = {4: "gYear", 7: "gYearMonth", 10: "date"}[len(text)]
    return Literal(text, datatype=XSD[kind])


def document_iri(source: str) -> NamedNode:
    """Return the node of a document named by its id or by its web address."""
    return NamedNode(source) if "://" in source else thing("document", source)


def labels(subject: NamedNode, row: Row, column: str = "title") -> Iterator[Triple]:
    """Yield one preferred label for each language that the row fills."""
    for lang, text in row.titles(column).items():
        yield Triple(subject, SKOS.prefLabel, Literal(text, language=lang))


def sourced(subject: NamedNode, row: Row) -> Iterator[Triple]:
    """Yield where the row's statement comes from: documents, locator, strength."""
    for source in row.items("source"):
        yield Triple(subject, DCTERMS.source, document_iri(source))
    if row["locator"]:
        yield Triple(subject, KQ.locator, Literal(row["locator"]))
    if row["strength"]:
        yield Triple(subject, KQ.strength, thing("strength", row["strength"]))


def validity(subject: NamedNode, row: Row) -> Iterator[Triple]:
    """Yield from when until when the row holds, as far as it says."""
    for column, term in (("valid_from", SCHEMA.validFrom), ("valid_until", SCHEMA.validThrough)):
        if row[column]:
            yield Triple(subject, term, date_literal(row[column]))


def document(row: Row) -> Iterator[Triple]:
    """Yield the triples of a row of the ``documents`` table."""
    node = thing("document", row["id"])
    yield Triple(node, RDF.type, DCTERMS.BibliographicResource)
    for lang, text in row.titles().items():
        yield Triple(node, DCTERMS.title, Literal(text, language=lang))
    if row["title"]:
        yield Triple(node, DCTERMS.title, Literal(row["title"], language=row["language"] or None))
    if row["publisher"]:
        yield Triple(node, DCTERMS.publisher, Literal(row["publisher"]))
    if row["url"]:
        yield Triple(node, FOAF.page, NamedNode(row["url"]))
    if row["date"]:
        yield Triple(node, DCTERMS.issued, date_literal(row["date"]))
    if row["licence"]:
        yield Triple(node, DCTERMS.license, NamedNode(row["licence"]))
