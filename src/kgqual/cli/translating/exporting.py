"""``kgqual translate export``: translations as a file for another tool, or for a reviewer."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kgqual.cli.state import State, say
from kgqual.cli.translating import options
from kgqual.errors import BadUsage

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from kgqual.editorial.translations import Field
    from kgqual.pipeline import Progress
    from kgqual.translation.record import Record

EVERY = 200
"""Rows after which progress is shown again."""


def export(
    output: Annotated[Path, typer.Option("-o", "--output", help="The file to write.")],
    lang: options.Lang = "kk",
    format: Annotated[
        str,
        typer.Option(
            help="xliff, xliff2, tmx, tbx, xlsx, csv, turtle or esco-csv; else as the file ends."
        ),
    ] = "",
    field: Annotated[
        list[str] | None,
        typer.Option(help="Only this: prefLabel, altLabel …; may be repeated."),
    ] = None,
    published: Annotated[
        bool, typer.Option("--published", help="The approved texts, not the latest.")
    ] = False,
    scheme: options.Scheme = "",
    isco: options.Isco = "",
    group: options.Group = "",
    collection: options.Collection = "",
    kind: options.Kind = "",
    state: options.State = "",
    assignee: options.Assignee = "",
    check: options.Check = "",
    text: options.Text = "",
    stale: options.Stale = False,
) -> None:
    """Write sources and translations into one file, the most useful concepts first."""
    from kgqual.cli.progress import progress_bar
    from kgqual.cli.translating.opened import opened_work
    from kgqual.translation.exchange import export as write
    from kgqual.translation.exchange import format_for, records, writer
    from kgqual.translation.queue import Filters
    from kgqual.translation.record import Heading

    language, name = options.read_language(lang), format_for(format, output)
    fields = read_fields(field or [])
    filters = Filters(
        scheme, isco, group, collection, kind, state, assignee, check, text, stale=stale
    )
    with opened_work() as work, progress_bar(State.quiet) as progress:
        standing = work.standing(language)
        concepts = work.queue(language).concepts(filters)
        made = list(records(concepts, standing, language, fields=fields, published=published))
        heading = Heading(language, work.units.release)
        form = writer(name, work.graph, work.units)
        write(form, heading, shown(made, "writing", progress), output)
    say(f"{len(made):,} rows of {len({row.concept for row in made}):,} concepts are in {output}.")


def shown(made: Sequence[Record], step: str, progress: Progress) -> Iterator[Record]:
    """Yield records, showing how many are through."""
    for number, record in enumerate(made, start=1):
        if number % EVERY == 0:
            progress(step, number, len(made))
        yield record


def read_fields(names: list[str]) -> Collection[Field]:
    """Return the fields of some names, all of them for none. Raises BadUsage for another name."""
    from kgqual.editorial.translations import Field

    if unknown := sorted(set(names) - {*Field}):
        raise BadUsage(f"--field {unknown[0]!r} is unknown: {', '.join(Field)}.")
    return [field for field in Field if not names or field in names]
