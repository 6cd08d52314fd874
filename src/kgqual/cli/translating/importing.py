"""``kgqual translate import``: translations out of files, after a look at every row."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated
from uuid import uuid4

import typer

from kgqual.cli.state import State, say
from kgqual.cli.translating import options
from kgqual.cli.translating.person import User, person
from kgqual.errors import BadUsage

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kgqual.editorial.translations import State as TranslationState
    from kgqual.pipeline import Progress
    from kgqual.translation.record import Record, Unread

EVERY = 200
"""Rows after which progress is shown again."""
_NOTHING = "Nothing was changed."
_STOPPED = "Correct the rows that are listed, or import the others with --leave-out."


def import_(
    paths: Annotated[
        list[Path], typer.Argument(metavar="FILE…", help="Files, or a folder of ESCO's tables.")
    ],
    lang: Annotated[
        str, typer.Option(help="The language meant, where the file is not about just one.")
    ] = "",
    format: Annotated[
        str, typer.Option(help="The format, where the name of the file does not say it.")
    ] = "",
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Say what would happen; change nothing.")
    ] = False,
    state: Annotated[
        str, typer.Option(help="What the texts become: draft, reviewed or approved.")
    ] = "draft",
    clear: Annotated[
        bool, typer.Option("--clear", help="Let an emptied cell empty what is there.")
    ] = False,
    leave_out: Annotated[
        bool, typer.Option("--leave-out", help="Import the rest of a file with wrong rows.")
    ] = False,
    report: Annotated[
        Path | None, typer.Option(help="Write what becomes of every row to this CSV file.")
    ] = None,
    comment: Annotated[str, typer.Option(help="Said of rows without a note.")] = "",
    user: User = "",
) -> None:
    """Take translations out of files: all of them, or nothing.

    Rows that conflict with what somebody has changed since, and rows that cannot be read, stop the
    import, unless they are left out.
    """
    from kgqual.cli.progress import progress_bar
    from kgqual.cli.translating.opened import opened_work
    from kgqual.cli.translating.planned import print_plan, write_report
    from kgqual.limits import holding
    from kgqual.settings import reading_limits
    from kgqual.translation.exchange import only_language, plan, read_all

    wanted = read_state(state)
    with opened_work() as work:
        with progress_bar(State.quiet) as progress:
            with holding(reading_limits()):
                read = list(shown(read_all(paths, format), progress))
            language = options.read_language(lang) if lang else only_language(read)
            progress("comparing", 0, 0)
            there = work.editorial.translations
            made = plan(work.units, there, language, read, state=wanted, clear=clear)
        if report:
            write_report(made, report)
        print_plan(made)
        stopped = made.stops and not leave_out
        if dry_run or stopped:
            say(_NOTHING if not stopped else f"{_NOTHING} {_STOPPED}")
            raise typer.Exit(1 if stopped else 0)
        who, batch = person(work.editorial, user), f"import-{uuid4()}"
        with progress_bar(State.quiet) as progress:
            progress("saving", 0, 0)
            edits = made.edits(
                batch, comment or f"imported from {', '.join(p.name for p in paths)}"
            )
            saved = there.save_all(who, edits, batch)
    say(f"{sum(one.change is not None for one in saved):,} concepts changed.")


def shown(read: Iterator[Record | Unread], progress: Progress) -> Iterator[Record | Unread]:
    """Yield rows, showing how many there are so far."""
    for number, row in enumerate(read, start=1):
        if number % EVERY == 0:
            progress(f"reading row {number:,}", 0, 0)
        yield row


def read_state(name: str) -> TranslationState:
    """Return the state of a name. Raises BadUsage for one that no text can be brought into."""
    from kgqual.editorial.translations import State as TranslationState

    known = [state for state in TranslationState if state is not TranslationState.UNTRANSLATED]
    if name not in known:
        raise BadUsage(f"--state {name!r} is unknown: {', '.join(known)}.")
    return TranslationState(name)
