"""What the classifiers share: coded concepts in a scheme, skill levels, disputed titles."""

from __future__ import annotations

from abc import abstractmethod
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import ClassVar

from pyoxigraph import Literal, NamedNode, Triple

from kgqual.codes.known import is_study_field
from kgqual.model import Source
from kgqual.namespaces import ISCED_F, KQ, RDF, SKOS, compact, thing
from kgqual.sources.codes import CodeColumn
from kgqual.sources.importer import Importer
from kgqual.sources.log import Log
from kgqual.sources.statements import labels, sourced
from kgqual.sources.template import Row, Template

SKILL_LEVEL = CodeColumn(
    "skill_level",
    "the skill level, 1 to 4, that the source states for the group",
    pattern="[1-4]",
    expects="a skill level from 1 to 4",
)
STUDY_FIELD = CodeColumn(
    "isced_f",
    "the field of study: its ISCED-F 2013 code",
    pattern=r"[0-9]{2,4}",
    expects="two to four digits, such as 0613",
)

NOT_ISCED_F = "the source gives a code that ISCED-F 2013 does not have: no field is linked"


@dataclass(frozen=True)
class Entry:
    """What a code names: its node, and the row that says so."""

    node: NamedNode
    row: Row


@dataclass(frozen=True)
class Reading:
    """One reading of a source: its graph, its accepted rows by table, and the log."""

    kind: str
    version: str
    graph: NamedNode
    tables: Mapping[str, list[Row]]
    log: Log

    def entries(
        self, table: str, node: Callable[[str], NamedNode], column: str = "code"
    ) -> dict[str, Entry]:
        """Return code → entry for the rows of a table."""
        return {row[column]: Entry(node(row[column]), row) for row in self.tables[table]}

    def slug(self, *parts: str) -> str:
        """Return an id for something that this source states."""
        return "-".join((self.kind, self.version, *parts))


class ClassificationImporter(Importer):
    """Reads all rows of a classifier first, since they refer to each other by code."""

    template: ClassVar[Template]

    def triples(self, source: Source, log: Log) -> Iterator[Triple]:
        """Yield the triples of every table."""
        tables: dict[str, list[Row]] = defaultdict(list)
        for table, row in self.template.read(source.files, log):
            tables[table].append(row)
        graph = NamedNode(source.graph)
        yield from self.classes(Reading(self.kind, source.version, graph, tables, log))

    @abstractmethod
    def classes(self, reading: Reading) -> Iterator[Triple]:
        """Yield the triples of one reading."""


def concept_scheme(node: NamedNode, names: Mapping[str, str]) -> Iterator[Triple]:
    """Yield a concept scheme with its names by language."""
    yield Triple(node, RDF.type, SKOS.ConceptScheme)
    for lang, name in names.items():
        yield Triple(node, SKOS.prefLabel, Literal(name, language=lang))


def concept(
    entry: Entry, cls: NamedNode, scheme: NamedNode, notation: str = ""
) -> Iterator[Triple]:
    """Yield a concept of ``cls`` in a scheme, with its titles and where it is stated."""
    yield Triple(entry.node, RDF.type, SKOS.Concept)
    yield Triple(entry.node, RDF.type, cls)
    yield Triple(entry.node, SKOS.inScheme, scheme)
    if notation:
        yield Triple(entry.node, SKOS.notation, Literal(notation))
    yield from labels(entry.node, entry.row)
    yield from sourced(entry.node, entry.row)


def top(node: NamedNode, scheme: NamedNode) -> Iterator[Triple]:
    """Yield that a concept is at the top of its scheme."""
    yield Triple(node, SKOS.topConceptOf, scheme)
    yield Triple(scheme, SKOS.hasTopConcept, node)


def hierarchy(
    entries: Mapping[str, Entry],
    above: Mapping[str, Entry],
    node: Callable[[str], NamedNode],
    parent: Callable[[str], str],
    log: Log,
) -> Iterator[Triple]:
    """Yield that each concept lies below the one whose code ``parent`` gives, if it gives one.

    ``above`` are the concepts that may lie above; one that is not among them is linked all the
    same, and counted as a finding.
    """
    for code, entry in entries.items():
        if upper := parent(code):
            yield Triple(entry.node, SKOS.broader, node(upper))
            if upper not in above:
                log.note("the group above is in no file: linked to it by its code", code)


def tree(
    entries: Mapping[str, Entry],
    node: Callable[[str], NamedNode],
    parent: Callable[[str], str],
    scheme: NamedNode,
    log: Log,
) -> Iterator[Triple]:
    """Yield the places of concepts whose codes tell them: below another one, or at the top."""
    for code, entry in entries.items():
        if not parent(code):
            yield from top(entry.node, scheme)
    yield from hierarchy(entries, entries, node, parent, log)


def study_field(node: NamedNode, code: str, log: Log) -> Iterator[Triple]:
    """Yield the ISCED-F field of a concept; a code that ISCED-F lacks is a finding."""
    if is_study_field(code):
        yield Triple(node, KQ.studyField, ISCED_F[code])
    elif code:
        log.note(NOT_ISCED_F, f"{compact(node.value)}: {code}")


def skill_levels(base: tuple[str, ...], entries: Iterable[Entry]) -> Iterator[Triple]:
    """Yield the groups' skill levels as concepts of a small scheme of their own."""
    levels_scheme = thing(*base, "skill-level")
    stated = [(entry, level) for entry in entries if (level := entry.row["skill_level"])]
    if stated:
        names = {"en": "Skill levels", "ru": "Уровни навыков", "kk": "Дағды деңгейлері"}
        yield from concept_scheme(levels_scheme, names)
    for level in {level for _, level in stated}:
        node = thing(*base, "skill-level", level)
        yield Triple(node, RDF.type, SKOS.Concept)
        yield Triple(node, SKOS.inScheme, levels_scheme)
        yield from top(node, levels_scheme)
        yield Triple(node, SKOS.notation, Literal(level))
        for lang, name in (
            ("en", f"Skill level {level}"),
            ("ru", f"Уровень навыков {level}"),
            ("kk", f"{level}-дағды деңгейі"),
        ):
            yield Triple(node, SKOS.prefLabel, Literal(name, language=lang))
    for entry, level in stated:
        yield Triple(entry.node, KQ.skillLevel, thing(*base, "skill-level", level))
