"""WorldSkills: the official technical descriptions (PDF), and tables of competitions.

Each PDF is a source of its own: one skill of one competition. Where it has been added, the rows
about its skill in the tables that kgqual ships give way to it (docs/adr/0008-documents.md).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import ClassVar

from pyoxigraph import Triple

from kgqual.errors import BadUsage
from kgqual.model import Source, SourceFile
from kgqual.namespaces import KQ, thing
from kgqual.sources.collection import ReadRow, RowsCheck, RowsImporter
from kgqual.sources.competitions.rows import CompetitionCheck, note_weights
from kgqual.sources.competitions.tables import SECTIONS, SKILLS, STATEMENTS
from kgqual.sources.importer import Importer
from kgqual.sources.kinds.worldskills.description import TechnicalDescription
from kgqual.sources.kinds.worldskills.graph import PUBLISHER, document_id, triples
from kgqual.sources.kinds.worldskills.reading import is_pdf, technical_description
from kgqual.sources.kinds.worldskills.rows import KIND, READ, TEMPLATE
from kgqual.sources.log import Log
from kgqual.sources.shared_columns import in_words
from kgqual.sources.statements import DOCUMENTS, document_iri
from kgqual.sources.template import Row

GIVES_WAY = "A row gives way to the technical description that was added."


class TechnicalDescriptionImporter(Importer):
    """Reads one technical description."""

    kind = KIND
    publisher = PUBLISHER
    landing_page = "https://worldskills.org"

    def release(self, files: Sequence[SourceFile]) -> str:
        """Return the competition and the skill that the document's code names: ``2026-17``."""
        return _said(files).name

    def titles(self, version: str, files: Sequence[SourceFile]) -> Mapping[str, str]:
        """Return what the document is about."""
        said = _said(files)
        skill = f"{said.number} ({said.title})"
        return {
            "en": f"WorldSkills {said.competition}: technical description of skill {skill}",
            "ru": f"WorldSkills {said.competition}: техническое описание компетенции {skill}",
            "kk": f"WorldSkills {said.competition}: {skill} құзыретінің техникалық сипаттамасы",
        }

    def issued(self, version: str, files: Sequence[SourceFile]) -> str:
        """Return the day the document says it was last updated."""
        return _said(files).last_updated

    def series(self, version: str, files: Sequence[SourceFile], graph: str) -> str:
        """Return a series for each skill: editions of one description displace each other."""
        return f"{KIND}/{_said(files).name}"

    def documents(self, files: Sequence[SourceFile]) -> Mapping[str, str]:
        """Return the document itself, and when it was last updated."""
        said = _said(files)
        return {document_iri(document_id(said)).value: said.last_updated}

    def triples(self, source: Source, log: Log) -> Iterator[Triple]:
        """Yield what the document says; note what is wrong with it."""
        said = _said(source.files)
        stated = said.alignments
        log.read = sum(
            (
                1 + len(said.sections) + sum(len(s.statements) for s in said.sections),
                len(stated.esco) + len(stated.isco) + len(stated.onet),
            )
        )
        log.kept = log.read
        for finding in said.findings:
            log.note(finding.rule, ", ".join(filter(None, (said.name, finding.example))))
        note_weights(log, f"{said.competition}/{said.number}", [s.weight for s in said.sections])
        yield from triples(said, source.files[0].name)


TECHNICAL_DESCRIPTIONS = TechnicalDescriptionImporter()


class WorldSkillsImporter(RowsImporter):
    """Reads the tables of a WorldSkills competition, and technical descriptions."""

    kind = KIND
    template = TEMPLATE
    rows: ClassVar[Mapping[str, ReadRow]] = READ
    gives_way = True

    def parts(self, files: Sequence[SourceFile]) -> list[tuple[Importer, tuple[SourceFile, ...]]]:
        """Return each technical description by itself, and all tables together."""
        tables = tuple(file for file in files if not is_pdf(file))
        alone = [(TECHNICAL_DESCRIPTIONS, (file,)) for file in files if is_pdf(file)]
        return [*alone, *([(self, tables)] if tables else [])]

    def triples(self, source: Source, log: Log) -> Iterator[Triple]:
        """Yield the triples of the one technical description or of the tables."""
        if any(map(is_pdf, source.files)):
            return TECHNICAL_DESCRIPTIONS.triples(source, log)
        return super().triples(source, log)

    def reader(self, table: str, row: Row, source: Source, log: Log) -> ReadRow:
        """Return what reads a row; where its document was added, only what that does not say."""
        cited = [row["id"]] if table == DOCUMENTS.name else row.items("source")
        replaced = any(document_iri(item).value in source.superseded for item in cited)
        if not replaced or table not in _ABOUT_A_SKILL:
            return super().reader(table, row, source, log)
        log.kept -= table != SKILLS.name
        log.note(GIVES_WAY, f"{table}: {', '.join(cited)}")
        return _sector if table == SKILLS.name else _nothing

    def check(self) -> RowsCheck:
        """Return the check of skills, sections and weights against each other."""
        return CompetitionCheck()


_ABOUT_A_SKILL = frozenset({SKILLS.name, SECTIONS.name, STATEMENTS.name, DOCUMENTS.name})


def _sector(row: Row) -> Iterator[Triple]:
    """Yield the sector of a skill, which no technical description states."""
    return in_words(thing(KIND, row["competition"], row["number"]), row, "sector", KQ.sector)


def _nothing(row: Row) -> Iterator[Triple]:
    """Yield nothing of a row."""
    return iter(())


def _said(files: Sequence[SourceFile]) -> TechnicalDescription:
    if len(files) != 1:
        names = ", ".join(file.name for file in files)
        raise BadUsage(f"{names}: a technical description is a source by itself.")
    return technical_description(files[0])


IMPORTER = WorldSkillsImporter()
