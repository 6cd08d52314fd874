"""The national classifier of occupations (NCO): the table people fill in from its text.

The edition is the source's version and part of every IRI: ``id/nco/2017/2`` and
``id/nco/2017/4110-9``.
"""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import Literal, NamedNode, Triple

from kgqual.codes.known import ISCO_TABLE, known_codes
from kgqual.codes.nco import CODE, above
from kgqual.model import Strength
from kgqual.namespaces import ISCO, KQ, RDF, SEMAPV, SKOS, SSSOM, XSD, thing
from kgqual.sources.classification import (
    SKILL_LEVEL,
    ClassificationImporter,
    Entry,
    Reading,
    concept,
    concept_scheme,
    skill_levels,
    tree,
)
from kgqual.sources.codes import CodeColumn
from kgqual.sources.mappings import Mapping
from kgqual.sources.shared_columns import in_languages, in_words
from kgqual.sources.statements import (
    DOCUMENTS,
    LOCATOR,
    SOURCE,
    STRENGTH,
    TITLES,
    document,
    document_iri,
    sourced,
)
from kgqual.sources.template import Column, Table, Template
from kgqual.sources.titles import TITLES_TABLE, further_titles

CODE_WORDS = "one to four digits, then a further digit or '-' and a number: 2, 25, 2512, 4110-9"

GROUPS = Table(
    "groups",
    "Groups of the national classifier of occupations.",
    (
        CodeColumn(
            "code",
            "the code of the group; the group above is the code without its last digit or part",
            required=True,
            pattern=CODE,
            expects=CODE_WORDS,
        ),
        Column("printed_code", "the code as the source prints it, where it differs"),
        *TITLES,
        SKILL_LEVEL,
        CodeColumn(
            "isco",
            "ISCO-08 groups that the source compares the group with, separated by |",
            pattern=r"[0-9]{1,4}",
            expects="one to four digits, such as 2512",
            many=True,
        ),
        Column(
            "isco_relation",
            "how the group relates to those of ISCO-08; empty for close",
            pattern="exact|close|broad|narrow|related",
            expects="exact, close, broad, narrow or related",
        ),
        *in_languages("definition", "what belongs to the group"),
        SOURCE,
        LOCATOR,
        STRENGTH,
    ),
    key=("code",),
)

COUNTS = Table(
    "counts",
    "How many groups a source counts at one depth, in a group or in the whole classifier.",
    (
        CodeColumn(
            "code",
            "the group they are counted in; empty for the whole classifier",
            pattern=CODE,
            expects=CODE_WORDS,
        ),
        Column(
            "depth",
            "how deep the counted groups lie: 1 for groups of one digit, 5 for the deepest",
            required=True,
            pattern="[1-5]",
            expects="a number from 1 to 5",
        ),
        Column(
            "count",
            "how many there are",
            required=True,
            pattern=r"[0-9]+",
            expects="a whole number",
        ),
        SOURCE,
        LOCATOR,
        STRENGTH,
    ),
    key=("code", "depth", "count", "source"),
)

TEMPLATE = Template("nco", (GROUPS, COUNTS, TITLES_TABLE, DOCUMENTS))


class NcoImporter(ClassificationImporter):
    """Reads the ``groups`` of the classifier, their skill levels and the counts of groups."""

    kind = "nco"
    template = TEMPLATE

    def classes(self, reading: Reading) -> Iterator[Triple]:
        """Yield the scheme of this edition, its groups, skill levels, counts and titles."""
        edition = thing("nco", reading.version)

        def node(code: str) -> NamedNode:
            """Return the node of a code in this edition."""
            return thing("nco", reading.version, code)

        groups = reading.entries("groups", node)
        yield from concept_scheme(
            edition,
            {
                "en": f"National Classifier of Occupations of Kazakhstan ({reading.version})",
                "ru": f"Национальный классификатор занятий Казахстана ({reading.version})",
                "kk": f"Ұлттық кәсіптер жіктеуіші ({reading.version})",
            },
        )
        for code, entry in groups.items():
            yield from _group(code, entry, edition)
            yield from _compared(entry, reading)
        yield from tree(groups, node, above, edition, reading.log)
        yield from skill_levels(("nco", reading.version), groups.values())
        yield from _counts(reading, edition, groups)
        yield from further_titles(reading, groups)
        for row in reading.tables["documents"]:
            yield from document(row)


def _group(code: str, entry: Entry, edition: NamedNode) -> Iterator[Triple]:
    yield from concept(entry, KQ.OccupationGroup, edition, code)
    if printed := entry.row["printed_code"]:
        yield Triple(entry.node, SKOS.hiddenLabel, Literal(printed))
    yield from in_words(entry.node, entry.row, "definition", SKOS.definition)


def _compared(entry: Entry, reading: Reading) -> Iterator[Triple]:
    """Yield the mappings to ISCO-08 that a row states."""
    row = entry.row
    details = ((KQ.locator, Literal(row["locator"])),) if row["locator"] else ()
    for code in row.items("isco"):
        if code not in known_codes(*ISCO_TABLE):
            reading.log.refuse(row.at("isco"), f"{code!r} is not a group of ISCO-08.")
            continue
        yield from Mapping(
            entry.node,
            SKOS[f"{row['isco_relation'] or 'close'}Match"],
            ISCO[f"C{code}"],
            SEMAPV.ManualMappingCuration,
            reading.graph,
            tuple(document_iri(source) for source in row.items("source")),
            Strength(row["strength"]) if row["strength"] else None,
            details,
        ).triples()
        yield Triple(reading.graph, RDF.type, SSSOM.MappingSet)


def _counts(reading: Reading, edition: NamedNode, groups: dict[str, Entry]) -> Iterator[Triple]:
    """Yield a claim for each count: what a source counts, not what this graph holds."""
    for row in reading.tables["counts"]:
        code, depth, count = row["code"], row["depth"], row["count"]
        if code and code not in groups:
            reading.log.refuse(row.at("code"), f"{code!r} is not in the groups table.")
            continue
        claim = thing("claim", reading.slug(code or "all", "depth", depth, "groups", count))
        yield Triple(claim, RDF.type, KQ.Claim)
        yield Triple(claim, RDF.subject, groups[code].node if code else edition)
        yield Triple(claim, RDF.predicate, KQ.groupCount)
        yield Triple(claim, RDF.object, Literal(count, datatype=XSD.integer))
        yield Triple(claim, KQ.groupDepth, Literal(depth, datatype=XSD.integer))
        yield from sourced(claim, row)


IMPORTER = NcoImporter()
