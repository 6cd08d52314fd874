"""O*NET: the official crosswalk between O*NET-SOC and ESCO, in one direction or both.

Each row becomes a mapping in the direction of its table. A pair that both tables list becomes
two mappings: from O*NET to ESCO with the type of match that the first table gives, and from
ESCO to O*NET, where the second table gives no type, as a ``skos:mappingRelation``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime

from pyoxigraph import Literal, NamedNode, Triple

from kgqual.codes.known import ESCO_VERSION
from kgqual.errors import BadUsage, UnreadableInput
from kgqual.model import Source, SourceFile
from kgqual.namespaces import DCTERMS, FOAF, OWL, RDF, SSSOM, thing
from kgqual.sources.classification import concept_scheme
from kgqual.sources.importer import Importer
from kgqual.sources.kinds.esco.text import clean_label
from kgqual.sources.kinds.onet import rules
from kgqual.sources.kinds.onet.rows import (
    JUSTIFICATIONS,
    STRENGTHS,
    Basis,
    Reading,
    mappings_of,
)
from kgqual.sources.kinds.onet.tables import (
    ESCO_TO_ONET,
    LAYOUTS,
    ONET_TO_ESCO,
    CrosswalkTable,
    crosswalk_tables,
)
from kgqual.sources.log import Log
from kgqual.sources.statements import date_literal

ESCO_SCHEME = NamedNode("http://data.europa.eu/esco/concept-scheme/occupations")
VERSION, AUTHOR, DATE = (
    "mapping project version",
    "mapping project author",
    "mapping project version date",
)
"""What the lines above the header are called, in lower case."""
ISSUED = {"1": "2022-09"}
"""Version → month of publication, as the lines above the header of that version state it."""

TITLES = {
    ONET_TO_ESCO: {
        "en": "Crosswalk from O*NET-SOC to ESCO",
        "ru": "Таблица соответствия O*NET-SOC и ESCO",
        "kk": "O*NET-SOC пен ESCO сәйкестік кестесі",
    },
    ESCO_TO_ONET: {
        "en": "Crosswalk from ESCO to O*NET-SOC",
        "ru": "Таблица соответствия ESCO и O*NET-SOC",
        "kk": "ESCO мен O*NET-SOC сәйкестік кестесі",
    },
}
PAGES = {
    ONET_TO_ESCO: "https://esco.ec.europa.eu/en/use-esco/other-crosswalks",
    ESCO_TO_ONET: "https://www.onetcenter.org/crosswalks.html",
}
"""Table → the page that offers it."""


class OnetImporter(Importer):
    """Reads the two tables of the crosswalk, or one of them."""

    kind = "onet"
    publisher = "European Commission"
    licence = "http://data.europa.eu/eli/dec/2011/833/oj"
    landing_page = PAGES[ONET_TO_ESCO]

    def release(self, files: Sequence[SourceFile]) -> str | None:
        """Return the version of the crosswalk that a line above a header states, or None."""
        stated = {table.stated.get(VERSION, "") for table in crosswalk_tables(files, Log())} - {""}
        if len(stated) > 1:
            raise BadUsage(f"The tables are of different versions: {', '.join(sorted(stated))}.")
        return next(iter(stated), None)

    def titles(self, version: str, files: Sequence[SourceFile]) -> Mapping[str, str]:
        """Return the name of the crosswalk with its version."""
        return {
            "en": f"O*NET–ESCO crosswalk {version}",
            "ru": f"Таблица соответствия O*NET и ESCO {version}",
            "kk": f"O*NET пен ESCO сәйкестік кестесі {version}",
        }

    def issued(self, version: str, files: Sequence[SourceFile]) -> str:
        """Return the month in which a version was published, or ''."""
        return ISSUED.get(version, "")

    def complete(self, files: Sequence[SourceFile]) -> bool:
        """Return whether both directions are there."""
        return len(crosswalk_tables(files, Log())) == len(LAYOUTS)

    def triples(self, source: Source, log: Log) -> Iterator[Triple]:
        """Yield the mappings, their sets and documents, and the O*NET occupations they name."""
        tables = crosswalk_tables(source.files, log)
        for layout in LAYOUTS:
            if all(table.layout is not layout for table in tables):
                log.note(rules.MISSING_DIRECTION, layout.name)
        soc = _soc_version(tables)
        reading = Reading(thing("onet-soc", *filter(None, [soc])), log)
        name = f"O*NET-SOC {soc}".strip()
        yield from concept_scheme(reading.scheme, dict.fromkeys(("en", "ru", "kk"), name))
        for table in tables:
            yield from _table(table, source.version, reading)
        yield from reading.described()


def _table(table: CrosswalkTable, version: str, reading: Reading) -> Iterator[Triple]:
    if table.layout is ONET_TO_ESCO and not (
        table.stated.get(AUTHOR) and table.stated.get(VERSION)
    ):
        raise UnreadableInput(
            f"{table.member.name}: the lines above the header do not say who made the crosswalk "
            "and which version it is. Give the file as it was downloaded."
        )
    name = f"{table.layout.name}-{version}"
    basis = Basis(
        thing("mapping-set", name),
        thing("document", f"{name}-crosswalk"),
        JUSTIFICATIONS[table.layout],
        STRENGTHS[table.layout],
    )
    for mapping in mappings_of(table, basis, reading):
        yield from mapping.triples()
    if table.layout is ESCO_TO_ONET:
        _check_esco_version(table, reading.log)
    yield from _described(table, version, basis, reading)


def _check_esco_version(table: CrosswalkTable, log: Log) -> None:
    log.note(rules.NO_TYPE, table.member.name)
    if not table.esco_version:
        log.note(rules.NO_ESCO_VERSION, table.member.name)
    elif table.esco_version != ESCO_VERSION:
        raise UnreadableInput(
            f"{table.member.name}: its codes are of ESCO v{table.esco_version}; only those of "
            f"v{ESCO_VERSION} are known."
        )


def _described(
    table: CrosswalkTable, version: str, basis: Basis, reading: Reading
) -> Iterator[Triple]:
    """Yield the mapping set and the document it comes from."""
    ends = [(reading.scheme, table.soc_version), (ESCO_SCHEME, ESCO_VERSION)]
    slots = ("subject", "object") if table.layout is ONET_TO_ESCO else ("object", "subject")
    for node, type_ in (
        (basis.mapping_set, SSSOM.MappingSet),
        (basis.document, DCTERMS.BibliographicResource),
    ):
        yield Triple(node, RDF.type, type_)
        yield Triple(node, OWL.versionInfo, Literal(version))
        for lang, title in TITLES[table.layout].items():
            yield Triple(node, DCTERMS.title, Literal(title, language=lang))
    yield Triple(basis.document, FOAF.page, NamedNode(PAGES[table.layout]))
    yield Triple(basis.mapping_set, DCTERMS.source, basis.document)
    for slot, (end, end_version) in zip(slots, ends, strict=True):
        yield Triple(basis.mapping_set, SSSOM[f"{slot}_source"], end)
        if end_version:
            yield Triple(basis.mapping_set, SSSOM[f"{slot}_source_version"], Literal(end_version))
    if author := clean_label(table.stated.get(AUTHOR, "")):
        agent = thing("organisation", f"{table.layout.name}-{version}-author")
        yield Triple(agent, RDF.type, FOAF.Agent)
        yield Triple(agent, FOAF.name, Literal(author))
        yield Triple(basis.mapping_set, DCTERMS.creator, agent)
    if date := _month(table.stated.get(DATE, "")):
        yield Triple(basis.document, DCTERMS.issued, date_literal(date))
    elif DATE in table.stated:
        reading.log.note(rules.NO_DATE, table.stated[DATE])


def _month(text: str) -> str:
    try:
        return datetime.strptime(text, "%b-%y").strftime("%Y-%m")
    except ValueError:
        return ""


def _soc_version(tables: Sequence[CrosswalkTable]) -> str:
    """Return the version of O*NET-SOC that the tables are of, or ''."""
    versions = {table.soc_version for table in tables} - {""}
    if len(versions) > 1:
        raise BadUsage(
            f"The tables are of different versions of O*NET-SOC: {', '.join(sorted(versions))}."
        )
    return next(iter(versions), "")


IMPORTER = OnetImporter()
