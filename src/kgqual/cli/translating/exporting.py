"""``kgqual translate export``: translations as a file for another tool, or for a reviewer."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kgqual.cli.choices import refuse_unknown
from kgqual.cli.state import State, say
from kgqual.cli.translating import options
from kgqual.cli.translating.filtering import filtered

if TYPE_CHECKING:
    from collections.abc import Collection

    from kgqual.editorial.translations import Field
    from kgqual.translation.queue import Filters


@filtered
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
    *,
    filters: Filters,
) -> None:
    """Write sources and translations into one file, the most useful concepts first."""
    from kgqual.cli.progress import counted, progress_bar
    from kgqual.cli.translating.opened import opened_work
    from kgqual.translation.exchange import export as write
    from kgqual.translation.exchange import format_for, held, records, writer
    from kgqual.translation.record import Heading

    language, name = options.read_language(lang), format_for(format, output)
    fields = read_fields(field or [])
    with opened_work() as work, progress_bar(State.quiet) as progress:
        standing = work.standing(language)
        concepts = work.queue(language).concepts(filters)
        made = list(records(concepts, standing, language, fields=fields, published=published))
        heading = Heading(language, work.units.release)
        form = writer(name, work.graph, work.units)
        write(form, heading, counted(made, "writing", progress, len(made)), output)
        there = held(form, made)
    say(f"{len(there):,} rows of {len({row.concept for row in there}):,} concepts are in {output}.")
    if left := len(made) - len(there):
        say(f"{left:,} more are not translated, and {name} has no place for them.")


def read_fields(names: list[str]) -> Collection[Field]:
    """Return the fields of some names, all of them for none. Raises BadUsage for another name."""
    from kgqual.editorial.translations import Field

    for name in names:
        refuse_unknown("--field", name, Field)
    return [field for field in Field if not names or field in names]
