"""``kgqual translate assign``: concepts of the queue are given to somebody."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated
from uuid import uuid4

import typer

from kgqual.cli.state import say
from kgqual.cli.translating import options
from kgqual.cli.translating.filtering import filtered
from kgqual.cli.translating.person import User, person
from kgqual.errors import BadUsage

if TYPE_CHECKING:
    from kgqual.translation.queue import Filters


@filtered
def assign(
    name: Annotated[
        str, typer.Argument(metavar="NAME", help="A translator or reviewer; - for nobody.")
    ],
    lang: options.Lang = "kk",
    *,
    filters: Filters,
    first: Annotated[
        int | None, typer.Option(min=1, help="The most useful so many of them; else all of them.")
    ] = None,
    user: User = "",
) -> None:
    """Give the concepts that the filters choose to somebody, or take them back."""
    from kgqual.cli.translating.opened import opened_work
    from kgqual.translation.assigning import assignments
    from kgqual.translation.queue import NOBODY, Filters
    from kgqual.translation.workbench import Workbench

    language, batch = options.read_language(lang), f"assign-{uuid4()}"
    if filters == Filters() and first is None:
        raise BadUsage("Choose concepts by a filter, such as --isco 25, or say how many: --first.")
    with opened_work() as work:
        chosen = [one.iri for one in work.queue(language).concepts(filters)[:first]]
        wanted = assignments(language, chosen, None if name == NOBODY else name, batch)
        bench = Workbench(work.units, work.editorial.translations)
        saved = bench.record(person(work.editorial, user), wanted, batch)
    changed = sum(one.change is not None for one in saved)
    done = "taken back" if name == NOBODY else f"newly given to {name}"
    say(f"Concepts chosen: {len(chosen):,}; {done}: {changed:,}.")
    if changed:
        say(f"`kgqual translate undo {batch}` takes it back.")
