"""``kgqual map export``: mapping sets of the current snapshot as SSSOM."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from kgqual.cli.choices import refuse_unknown
from kgqual.cli.state import kept_snapshots, say
from kgqual.errors import BadUsage


def export(
    sets: Annotated[
        list[str] | None,
        typer.Argument(metavar="[SET]…", help="Names or IRIs of mapping sets; else all of them."),
    ] = None,
    subject: Annotated[str, typer.Option(help="Only mappings of this thing.")] = "",
    object: Annotated[str, typer.Option(help="Only mappings to this thing.")] = "",
    predicate: Annotated[str, typer.Option(help="Only these: closeMatch …")] = "",
    from_: Annotated[str, typer.Option("--from", help="Only from things of this scheme.")] = "",
    to: Annotated[str, typer.Option(help="Only to things of this scheme.")] = "",
    format: Annotated[str, typer.Option(help="tsv, jsonld or ttl")] = "tsv",
    external_metadata: Annotated[
        bool, typer.Option("--external-metadata", help="Of tsv: in a .yml file beside it.")
    ] = False,
    as_of: Annotated[str, typer.Option(help="Those that were valid on this day.")] = "",
    output: Annotated[
        Path | None, typer.Option("-o", "--output", help="Write to this file.")
    ] = None,
) -> None:
    """Write mapping sets of the graph, or some of their mappings, as one SSSOM set."""
    from kgqual.answering import OpenSnapshot
    from kgqual.cli.days import read_day
    from kgqual.mapping.esco_isco import ESCO_ISCO, esco_isco
    from kgqual.mapping.exporting import document
    from kgqual.mapping.stored import Selection, select
    from kgqual.sources.kinds.sssom.writing import FORMATS, save_apart, save_text, written

    refuse_unknown("--format", format, FORMATS)
    if external_metadata and (format != "tsv" or not output):
        raise BadUsage("--external-metadata is for --format tsv, and needs -o.")
    wanted = Selection(subject, object, predicate, from_, to, tuple(sets or ()))
    with OpenSnapshot.of(kept_snapshots().current()) as opened:
        graph = opened.on(read_day(as_of))
        made = esco_isco(graph) if wanted == ESCO_ISCO else document(graph, select(graph, wanted))
    if not output:
        sys.stdout.write(written(made, format))
        return
    if external_metadata:
        beside = save_apart(made, output)
        say(f"The metadata are in {beside}.")
    else:
        save_text(written(made, format), output)
    say(f"{len(made.records):,} mappings written to {output}.")
