"""``kgqual build``, ``snapshots``, ``rollback`` and ``export``: what is served, and its files."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from kgqual.cli.choices import refuse_unknown
from kgqual.cli.state import State, kept_snapshots, say


def build(
    format: Annotated[str, typer.Option(help="How to report: table or json.")] = "table",
) -> None:
    """Build a snapshot of everything shipped and added, publish it, and report on it."""
    from kgqual import pipeline
    from kgqual.cli.progress import progress_bar
    from kgqual.cli.report import print_report, print_report_json, validated
    from kgqual.settings import editorial_database, reading_limits

    reports = {"table": print_report, "json": print_report_json}
    refuse_unknown("--format", format, reports)
    with progress_bar(State.quiet) as progress:
        built = pipeline.build(State.data, progress, reading_limits(), editorial_database())
    reports[format](built)
    say(validated(built.snapshot))
    same = "Nothing changed: the snapshot is still" if built.unchanged else "Published snapshot"
    say(f"{same} {built.snapshot.id} ({built.snapshot.manifest.triples:,} triples).")


def snapshots() -> None:
    """List the kept snapshots, the newest first."""
    from kgqual.cli.terminal import print_table

    kept = kept_snapshots()
    served = kept.current()
    rows = [
        (s.id, "current" if s == served else "", len(s.manifest.graphs), f"{s.manifest.triples:,}")
        for s in kept.all()
    ]
    print_table(("snapshot", "state", ">graphs", ">triples"), rows)


def rollback(
    snapshot: Annotated[str, typer.Argument(help="Its id, or the first digits of it.")] = "",
) -> None:
    """Make an older snapshot current: the one named, or the one before."""
    chosen = kept_snapshots().make_current(snapshot or None)
    say(f"Snapshot {chosen.id} is current.")


def export(
    output: Annotated[Path, typer.Option("-o", "--output", help="The file to write.")],
    graph: Annotated[str, typer.Option(help="One graph's IRI; without it, all graphs.")] = "",
    format: Annotated[
        str, typer.Option(help="nquads, trig, turtle, ntriples, rdfxml, jsonld or elm")
    ] = "",
) -> None:
    """Write a graph, or the whole snapshot, to a file."""
    if format == "elm":
        _export_elm(output, graph)
        return
    from kgqual.store.export import export_file

    count = export_file(kept_snapshots().current(), output, graph, format)
    say(f"{count:,} triples written to {output}.")


def _export_elm(output: Path, graph: str) -> None:
    from kgqual.exchange import export_elm

    written = export_elm(kept_snapshots().current(), output, graph)
    say(f"{written.triples:,} triples written to {output} as LOQ demands them.")
    for path, count in sorted(written.left_out.items()):
        say(f"  {count:,} × {path} left out: LOQ has no place for it there.")
