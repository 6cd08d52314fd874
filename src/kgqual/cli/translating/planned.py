"""The plan of an import as people read it: counts, what stops it, and every row as CSV."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from kgqual.atomic import replacing
from kgqual.cli.terminal import print_table
from kgqual.harmless import write_table
from kgqual.translation.checks import CHECKS
from kgqual.translation.exchange import Outcome, Plan, Row

MOST_SHOWN = 50
"""Rows of one outcome that are listed; a report has all."""
HEADER = ("row", "outcome", "reason", "concept", "field", "translation", "warnings")


def print_plan(made: Plan, said: str) -> None:
    """Print how many rows there are of each outcome, and those that somebody should look at.

    What is said of them is in the language ``said``.
    """
    counts = [(outcome, f"{count:,}") for outcome, count in made.counts.items()]
    others = [("other languages", f"{made.others:,}")] if made.others else []
    print_table(("rows", ">count"), [*counts, *others])
    if warned := Counter(one.check for row in made.rows for one in row.warnings):
        print()
        print_table(
            ("warnings", ">count"), [(id, f"{warned[id]:,}") for id in CHECKS if warned[id]]
        )
    for outcome in Outcome:
        rows = [row for row in made.rows if row.outcome is outcome and _worth_a_look(row)]
        if rows:
            print()
            print_table(
                ("row", "outcome", "field", "reason"),
                [_brief(row, said) for row in rows[:MOST_SHOWN]],
            )
        if len(rows) > MOST_SHOWN:
            print(f"… and {len(rows) - MOST_SHOWN:,} more; --report FILE.csv lists all.")


def _worth_a_look(row: Row) -> bool:
    return bool(row.blocking) or row.outcome.stops or row.outcome is Outcome.STALE


def _brief(row: Row, said: str) -> Sequence[str]:
    return row.where, row.outcome, row.field or "", row.message(said)


def write_report(made: Plan, path: Path, said: str) -> None:
    """Write what becomes of every row, one a line, in the language ``said``."""
    with (
        replacing(path) as partial,
        partial.open("w", encoding="utf-8-sig", newline="") as file,
    ):
        write_table(file, HEADER, (_told(row, said) for row in made.rows))


def _told(row: Row, language: str) -> Sequence[str]:
    """Return the cells of a row, as HEADER names them."""
    target = "\n".join(row.record.target) if row.record else ""
    said = row.where, row.outcome, row.message(language), row.concept, row.field or "", target
    return *said, " ".join(row.warned(language))
