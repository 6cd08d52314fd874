"""What reading a source found: rows read and kept, repairs by rule, and rows refused."""

from __future__ import annotations

from dataclasses import dataclass, field

from kgqual.errors import BadSource
from kgqual.model import Finding, Location, Problem
from kgqual.sources.characters import shortened

EXAMPLES_PER_RULE = 10
PROBLEMS_KEPT = 1000
REASON_LENGTH = 600
"""Characters of a reason that are shown: it quotes a cell, which may be a book."""
EXAMPLE_LENGTH = 200


@dataclass
class Log:
    """Collects what an importer finds while it reads.

    A *problem* is a mistake the user must repair: one is enough to refuse the source. A
    *finding* is something an official release gets wrong itself, or a file that is allowed to
    be missing: it is handled by a documented rule, counted and shown, never silently dropped.
    """

    read: int = 0
    kept: int = 0
    problems: list[Problem] = field(default_factory=list)
    refused: int = 0
    findings: dict[str, Finding] = field(default_factory=dict)

    def refuse(self, where: Location, reason: str) -> None:
        """Record a row or cell that cannot be accepted."""
        self.refused += 1
        if len(self.problems) < PROBLEMS_KEPT:
            self.problems.append(Problem(where, shortened(reason, REASON_LENGTH)))

    def note(self, rule: str, example: object) -> None:
        """Count one application of ``rule``, keeping the first few different examples."""
        finding = self.findings.setdefault(rule, Finding(rule))
        finding.count += 1
        shown = shortened(str(example), EXAMPLE_LENGTH)
        if len(finding.examples) < EXAMPLES_PER_RULE and shown not in finding.examples:
            finding.examples.append(shown)

    def raise_if_refused(self, source: str) -> None:
        """Raise BadSource listing every problem, when there is one."""
        if self.refused:
            rows = "1 place" if self.refused == 1 else f"{self.refused} places"
            raise BadSource(
                f"{source}: {rows} must be repaired; nothing was registered.", self.problems
            )
