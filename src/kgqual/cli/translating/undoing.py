"""``kgqual translate undo``: what was done to many concepts at once is taken back."""

from __future__ import annotations

from typing import Annotated
from uuid import uuid4

import typer

from kgqual.cli.state import say
from kgqual.cli.translating.person import User, person


def undo(
    name: Annotated[
        str, typer.Argument(metavar="NAME", help="What to take back, by the name it was given.")
    ],
    comment: Annotated[str, typer.Option(help="Why; it is kept with the changes.")] = "",
    user: User = "",
) -> None:
    """Take back an import, or other work on many concepts at once: all of it, or nothing.

    Nothing is taken back where somebody has changed the same fields since, or where a check blocks
    what would be approved again.
    """
    from kgqual.cli.translating.opened import opened_work
    from kgqual.translation.workbench import Workbench

    with opened_work() as work:
        who = person(work.editorial, user)
        workbench = Workbench(work.units, work.editorial.translations)
        undone = workbench.undo_all(who, f"undo-{uuid4()}", name, comment)
    say(f"{len(undone):,} concepts are as they were before {name}.")
