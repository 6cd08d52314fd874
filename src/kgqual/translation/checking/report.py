"""What the checks found over a language, as text, JSON and CSV."""

from __future__ import annotations

import io
import json
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby

from kgqual.harmless import harmless, write_table
from kgqual.translation.checking.checking import Judged
from kgqual.translation.checks import CHECKS
from kgqual.translation.units import Units

COLUMNS = (
    *("concept", "code", "kind", "english", "field", "text", "start", "end"),
    *("check", "severity", "waived", "message", "repaired", "others"),
)


@dataclass(frozen=True)
class Report:
    """Findings in the order of impact; ``concepts`` counts those that anybody has translated."""

    units: Units
    language: str
    concepts: int
    judged: tuple[Judged, ...]

    @property
    def blocking(self) -> int:
        """How many findings stop a translation and are not waived."""
        return sum(1 for one in self.judged if one.blocks)

    @property
    def counts(self) -> dict[str, int]:
        """How many findings each check has, waived ones left out, in the order of CHECKS."""
        counted = Counter(one.finding.check for one in self.judged if not one.waived)
        return {check: counted[check] for check in CHECKS if counted[check]}

    @property
    def verdict(self) -> str:
        """The whole in one sentence."""
        if not self.counts:
            return f"{self.concepts:,} concepts in {self.language}: nothing is wrong."
        counted = ", ".join(f"{count:,} × {check}" for check, count in self.counts.items())
        warnings = sum(self.counts.values()) - self.blocking
        return (
            f"{self.concepts:,} concepts in {self.language}: {self.blocking:,} blocking and "
            f"{warnings:,} warning findings: {counted}."
        )


def rows(report: Report, said: str) -> Iterator[dict[str, object]]:
    """Yield every finding as a row with COLUMNS; messages are in the language ``said``."""
    for one in report.judged:
        finding, concept = one.finding, report.units.concepts[one.finding.concept]
        yield {
            "concept": finding.concept,
            "code": concept.code,
            "kind": str(concept.kind),
            "english": concept.term,
            "field": str(finding.field),
            "text": finding.text,
            "start": finding.start,
            "end": finding.end,
            "check": finding.check,
            "severity": str(finding.severity),
            "waived": one.waived,
            "message": finding.message(said),
            "repaired": finding.repaired,
            "others": list(finding.others),
        }


def as_json(report: Report, said: str) -> str:
    """Return the report for programs."""
    document = {
        "language": report.language,
        "release": report.units.release,
        "concepts": report.concepts,
        "blocking": report.blocking,
        "counts": report.counts,
        "findings": list(rows(report, said)),
    }
    return harmless(json.dumps(document, ensure_ascii=False, indent=1)) + "\n"


def as_csv(report: Report, said: str) -> str:
    """Return the report as a table."""
    file = io.StringIO()
    write_table(file, COLUMNS, map(_cells, rows(report, said)))
    return file.getvalue()


def _cells(row: Mapping[str, object]) -> Iterator[object]:
    """Yield the cells of a row: yes or nothing for what is waived, lists with spaces between."""
    for cell in row.values():
        if isinstance(cell, bool):
            yield "yes" if cell else ""
        else:
            yield " ".join(cell) if isinstance(cell, list) else cell


def as_text(report: Report, said: str) -> str:
    """Return the report for people: findings under their concept."""
    lines: list[str] = []
    listed = list(rows(report, said))
    for _, of_concept in groupby(listed, lambda row: row["concept"]):
        found = list(of_concept)
        first = found[0]
        lines.append(f"{first['english']} ({first['kind']} {first['code']})".replace(" )", ")"))
        lines.append(f"  {first['concept']}")
        for row in found:
            weight = "waived" if row["waived"] else row["severity"]
            lines.append(f"  {weight}  {row['check']}  {row['field']}: {row['message']}")
            if row["repaired"]:
                lines.append(f"    → {row['repaired']}")
        lines.append("")
    return "".join(f"{harmless(line)}\n" for line in lines)
