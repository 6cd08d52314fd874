"""Countries: their official IRIs, codes and names."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import ClassVar

from pyoxigraph import Literal, NamedNode, Triple

from kgqual.namespaces import COUNTRY, RDF, SKOS
from kgqual.sources.collection import CollectionImporter, ReadRow
from kgqual.sources.shared_columns import COUNTRY_CODE, COUNTRY_WORDS
from kgqual.sources.statements import DOCUMENTS, LOCATOR, SOURCE, TITLES, labels, sourced
from kgqual.sources.template import Column, Row, Table, Template

SCHEME = NamedNode(COUNTRY.iri.removesuffix("/"))
"""The country list of the Publications Office of the European Union."""

SCHEME_NAMES = {"en": "Countries", "ru": "Страны", "kk": "Елдер"}

COUNTRIES = Table(
    "countries",
    "Countries and what they are called.",
    (
        Column(
            "code",
            "the country's code in the EU's country list, such as KAZ",
            required=True,
            pattern=COUNTRY_CODE,
            expects=COUNTRY_WORDS,
        ),
        Column("alpha_2", "its two-letter code", pattern="[A-Z]{2}", expects="two letters"),
        Column("other_codes", "codes used elsewhere for it or for parts of it", many=True),
        *TITLES,
        SOURCE,
        LOCATOR,
    ),
    key=("code",),
)

TEMPLATE = Template("country", (COUNTRIES, DOCUMENTS))


def country(row: Row) -> Iterator[Triple]:
    """Yield the triples of a row of the ``countries`` table."""
    node = COUNTRY[row["code"]]
    yield Triple(SCHEME, RDF.type, SKOS.ConceptScheme)
    for lang, name in SCHEME_NAMES.items():
        yield Triple(SCHEME, SKOS.prefLabel, Literal(name, language=lang))
    yield Triple(node, RDF.type, SKOS.Concept)
    yield Triple(node, SKOS.inScheme, SCHEME)
    for code in (row["code"], row["alpha_2"]):
        if code:
            yield Triple(node, SKOS.notation, Literal(code))
    for code in row.items("other_codes"):
        yield Triple(node, SKOS.hiddenLabel, Literal(code))
    yield from labels(node, row)
    yield from sourced(node, row)


class CountryImporter(CollectionImporter):
    """Reads the ``country`` template."""

    kind = "country"
    template = TEMPLATE
    rows: ClassVar[Mapping[str, ReadRow]] = {"countries": country}


IMPORTER = CountryImporter()
