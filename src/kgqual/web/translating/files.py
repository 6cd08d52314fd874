"""Files of translations over HTTP: what they may be, and what programs are told of an import."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from kgqual.answering.envelope import Frozen
from kgqual.translation.exchange import Outcome, Plan, Row, export, records, writer
from kgqual.translation.formats import FORMATS, XLIFF_OF_TOOLS
from kgqual.translation.record import Heading
from kgqual.web.translating.references import XLSX
from kgqual.web.translating.visit import TranslatingVisit
from kgqual.web.uploads import Accepted

MEDIA_TYPES: Mapping[str, str] = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": XLSX,
    "xliff": "application/xliff+xml",
    "xliff2": "application/xliff+xml",
    "tmx": "application/x-tmx+xml",
    "tbx": "application/x-tbx+xml",
    "turtle": "text/turtle; charset=utf-8",
    "esco-csv": "application/zip",
}
"""Format → the media type of its files."""
ACCEPTED = Accepted(
    "a file of translations",
    {
        media_type.partition(";")[0]: FORMATS[name].suffix
        for name, media_type in MEDIA_TYPES.items()
    },
    dict.fromkeys(XLIFF_OF_TOOLS, ".xlf"),
)


class RowAnswer(Frozen):
    """A row of a file: where it is, what becomes of it and why, and the checks that block it.

    ``warnings`` are what checks say that stop nothing.
    """

    where: str
    outcome: Outcome
    concept: str
    field: str
    reason: str
    blocking: tuple[str, ...]
    warnings: tuple[str, ...]

    @classmethod
    def of(cls, row: Row, language: str) -> RowAnswer:
        """Return what is told of a row; the reason is in ``language``."""
        return cls(
            where=row.where,
            outcome=row.outcome,
            concept=row.concept,
            field=row.field or "",
            reason=row.message(language),
            blocking=tuple(dict.fromkeys(one.check for one in row.blocking)),
            warnings=row.warned(language),
        )


class ImportAnswer(Frozen):
    """What an import would do, or did: rows counted by outcome, all but the same ones listed.

    ``others`` are rows in other languages, which are passed over. ``name`` is what the import is
    called, for whoever takes it back; '' when nothing was changed.
    """

    language: str
    counts: Mapping[Outcome, int]
    others: int
    rows: tuple[RowAnswer, ...]
    concepts: int = 0
    name: str = ""

    @classmethod
    def of(cls, made: Plan, language: str, concepts: int = 0, name: str = "") -> ImportAnswer:
        """Return what is told of a plan; reasons are in ``language``."""
        told = [row for row in made.rows if row.outcome is not Outcome.SAME]
        return cls(
            language=made.language,
            counts=made.counts,
            others=made.others,
            rows=tuple(RowAnswer.of(row, language) for row in told),
            concepts=concepts,
            name=name,
        )


def written(visit: TranslatingVisit, format: str, published: bool, folder: Path) -> Path:
    """Write what is chosen of the queue into a file in ``folder``.

    Raises BadUsage for a format that is none, or what it cannot hold.
    """
    form = writer(format, visit.graph, visit.units)
    path = folder / f"esco-{visit.units.release}-{visit.target}{form.suffix}"
    made = records(visit.way, visit.all, visit.target, published=published)
    export(form, Heading(visit.target, visit.units.release), made, path)
    return path
