"""``kgqual map check``: its options, and the report on a terminal and as JSON."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kgqual.cli.choices import refuse_unknown
from kgqual.cli.state import State, kept_snapshots, say

if TYPE_CHECKING:
    from kgqual.mapping.checks import Report
    from kgqual.mapping.reading import Files

FORMATS = ("text", "json")


def check(
    paths: Annotated[
        list[Path] | None,
        typer.Argument(metavar="[PATH]…", help="SSSOM tables or folders; else all sets there are."),
    ] = None,
    format: Annotated[str, typer.Option(help="text or json")] = "text",
) -> None:
    """Check mapping sets: what is wrong, in which file, row and column, and what to do."""
    refuse_unknown("--format", format, FORMATS)
    from kgqual.limits import holding
    from kgqual.mapping.reading import files_at
    from kgqual.settings import reading_limits

    with holding(reading_limits()):
        report = _checked(files_at(paths) if paths else _all_sets())
    if format == "json":
        print(json.dumps(_as_json(report), ensure_ascii=False, indent=1))
    else:
        _print(report)
    if report.errors:
        raise typer.Exit(1)


def _all_sets() -> list[Files]:
    """Return the mapping sets that are shipped, and those that were added."""
    from kgqual.inventory import all_sources

    return [source.files for source in all_sources(State.data) if source.kind == "sssom"]


def _checked(sets: list[Files]) -> Report:
    from kgqual.answering import OpenSnapshot
    from kgqual.mapping.checks import check as check_sets
    from kgqual.store.snapshot import NoSnapshot

    with ExitStack() as stack:
        try:
            snapshot = kept_snapshots().current()
        except NoSnapshot:
            return check_sets(sets, None)
        return check_sets(sets, stack.enter_context(OpenSnapshot.of(snapshot)).on())


def _as_json(report: Report) -> dict[str, object]:
    return {
        "snapshot": report.snapshot or None,
        "sets": [asdict(one) for one in report.sets],
        "errors": report.errors,
        "warnings": len(report.faults) - report.errors,
        "unchecked": dict(report.unchecked),
        "faults": [asdict(fault) for fault in report.faults],
    }


def _print(report: Report) -> None:
    from kgqual.cli.terminal import print_table
    from kgqual.harmless import harmless

    rows = [(one.file, f"{one.mappings:,}", one.cardinality, one.iri) for one in report.sets]
    print_table(("file", ">mappings", "cardinality", "set"), rows)
    for fault in report.faults:
        print(harmless(f"\n{fault}"))
    for line in _notes(report):
        say(line)
    say(_verdict(report))


def _notes(report: Report) -> Iterator[str]:
    """Yield what was not checked, and why."""
    from kgqual.namespaces import compact

    if not report.snapshot:
        yield (
            "There is no snapshot: whether the ends exist and fit their hierarchies was not "
            "checked. `kgqual build` makes one."
        )
    for namespace, count in sorted(report.unchecked.items()):
        ends = f"{count:,} × an end in {compact(namespace)}"
        yield f"{ends} was not looked up: it is not loaded as a whole."


def _verdict(report: Report) -> str:
    broken = Counter(fault.rule for fault in report.faults)
    if not broken:
        return "Nothing is wrong."
    counted = ", ".join(f"{count:,} × {rule}" for rule, count in broken.items())
    return (
        f"{report.errors:,} errors and {len(report.faults) - report.errors:,} warnings: {counted}."
    )
