"""``kgqual translate check``: what is wrong with translations, for people and for programs."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kgqual.cli.choices import refuse_unknown
from kgqual.cli.state import say
from kgqual.cli.translating import options
from kgqual.cli.translating.person import User

if TYPE_CHECKING:
    from kgqual.cli.translating.opened import Work
    from kgqual.translation.checking.report import Report

FORMATS = ("text", "json", "csv")


def check(
    lang: options.Lang = "kk",
    format: Annotated[str, typer.Option(help="text, json or csv")] = "text",
    only: Annotated[
        list[str] | None,
        typer.Option("--check", help="Only what this check finds; may be repeated."),
    ] = None,
    messages: Annotated[str, typer.Option(help="en, kk or ru: of what is said.")] = "en",
    output: Annotated[
        Path | None, typer.Option("-o", "--output", help="Write the report to a file.")
    ] = None,
    repair: Annotated[
        bool,
        typer.Option("--repair", help="Save what is sure to be right as drafts, then check."),
    ] = False,
    user: User = "",
) -> None:
    """Check everything that is translated; exit status 1 when something blocks."""
    refuse_unknown("--format", format, FORMATS)
    from kgqual.cli.translating.opened import opened_work
    from kgqual.cli.translating.repairing import repaired
    from kgqual.presentation.wording import known_language
    from kgqual.translation.checking.report import as_csv, as_json, as_text

    language, said, wanted = options.read_language(lang), known_language(messages), _known(only)
    with opened_work() as work:
        if repair:
            repaired(work, language, wanted, user)
        report = _report(work, language, wanted)
    write = {"text": as_text, "json": as_json, "csv": as_csv}[format]
    text = write(report, said)
    if output:
        output.write_text(text, encoding="utf-8")
    else:
        sys.stdout.write(text)
    say(report.verdict)
    if report.blocking:
        raise typer.Exit(1)


def _known(names: list[str] | None) -> list[str]:
    """Return the names of checks. Raises BadUsage for one that there is not."""
    from kgqual.translation.checks import CHECKS

    for name in names or ():
        refuse_unknown("--check", name, CHECKS)
    return names or []


def _report(work: Work, language: str, only: list[str]) -> Report:
    from kgqual.translation.checking.report import Report

    checking = work.checking(language)
    judged = checking.all()
    wanted = tuple(one for one in judged if not only or one.finding.check in only)
    return Report(work.units, language, len(checking.translations), wanted)
