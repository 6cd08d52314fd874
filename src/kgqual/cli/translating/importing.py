"""``kgqual translate import``: translations out of files, after a look at every row."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from kgqual.cli.state import say
from kgqual.cli.translating.person import User, person

_STOPPED = "Correct the rows that are listed, or import the others with --leave-out."

Paths = Annotated[
    list[Path], typer.Argument(metavar="FILE…", help="Files, or a folder of ESCO's tables.")
]
Lang = Annotated[
    str, typer.Option(help="The language meant, where the file is not about just one.")
]
Format = Annotated[
    str, typer.Option(help="The format, where the name of the file does not say it.")
]
State = Annotated[
    str, typer.Option(help="What the texts become: draft, submitted, reviewed or approved.")
]
Report = Annotated[
    Path | None, typer.Option(help="Write what becomes of every row to this CSV file.")
]


def import_(
    paths: Paths,
    lang: Lang = "",
    format: Format = "",
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Say what would happen; change nothing.")
    ] = False,
    state: State = "draft",
    clear: Annotated[
        bool, typer.Option("--clear", help="Let an emptied cell empty what is there.")
    ] = False,
    leave_out: Annotated[
        bool, typer.Option("--leave-out", help="Import the rest of a file with wrong rows.")
    ] = False,
    report: Report = None,
    comment: Annotated[str, typer.Option(help="Said of rows without a note.")] = "",
    messages: Annotated[str, typer.Option(help="en, kk or ru: of what is said of rows.")] = "en",
    user: User = "",
) -> None:
    """Take translations out of files: all of them, or nothing.

    Rows that conflict with what somebody has changed since, and rows that cannot be read, stop the
    import, unless they are left out.
    """
    from kgqual.cli.translating.opened import opened_work
    from kgqual.cli.translating.planned import print_plan, write_report
    from kgqual.cli.translating.taking import Wanted, planned, read_aim, taken
    from kgqual.presentation.wording import known_language

    wanted = Wanted(paths, format, lang, read_aim(state), clear, comment)
    said = known_language(messages)
    with opened_work() as work:
        made = planned(work, wanted)
        if report:
            write_report(made, report, said)
        print_plan(made, said)
        stopped = made.stops and not leave_out
        if dry_run or stopped:
            say(f"Nothing was changed. {_STOPPED if stopped else ''}".rstrip())
            raise typer.Exit(1 if stopped else 0)
        who = person(work.editorial, user)
        changed, batch = taken(work, made, who, wanted.comment)
    say(f"{changed:,} concepts changed.")
    if changed:
        say(f"`kgqual translate undo {batch}` takes it back.")
