"""``kgqual translate worklist``: what a new release of ESCO asks of the translators."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kgqual.cli.choices import refuse_unknown
from kgqual.cli.state import say
from kgqual.cli.translating import options
from kgqual.cli.translating.person import User, person
from kgqual.errors import BadUsage

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kgqual.cli.translating.opened import Work
    from kgqual.translation.worklist import Item, Outcome, Worklist

FORMATS = ("table", "csv", "json")
_SHOWN = 20


def worklist(
    old: Annotated[str, typer.Option("--from", metavar="VERSION", help="The release before.")],
    new: Annotated[str, typer.Option("--to", metavar="VERSION", help="The new release.")],
    lang: options.Lang = "kk",
    only: Annotated[
        list[str] | None,
        typer.Option(help="stale, offered, new, changed, removed or carried; may be repeated."),
    ] = None,
    format: Annotated[str, typer.Option(help="table (20 lines), csv or json")] = "table",
    output: Annotated[
        Path | None, typer.Option("-o", "--output", help="Write to this file.")
    ] = None,
    adopt: Annotated[
        bool,
        typer.Option("--adopt", help="Save as drafts what is offered of concepts with a new IRI."),
    ] = False,
    user: User = "",
) -> None:
    """List what a new release of ESCO changes: stale translations, new and removed concepts.

    What carries over is only counted: a translation holds as long as its English text is the same.
    """
    refuse_unknown("--format", format, FORMATS)
    if output and format == "table":
        raise BadUsage("A table is for the terminal: --output takes --format csv or json.")
    from kgqual.cli.translating.opened import opened_work
    from kgqual.translation.worklist import Outcome
    from kgqual.translation.worklist import worklist as listed

    language, wanted = options.read_language(lang), _outcomes(only or [])
    with opened_work() as work:
        made = listed(work.graph, work.editorial.translations, language, old, new)
        items = [
            item
            for item in made.items
            if (item.outcome in wanted if wanted else item.outcome is not Outcome.CARRIED)
        ]
        _write(made, items, format, output)
        say(_counted(made))
        if adopt:
            _adopt(work, made, user)


def _outcomes(names: Sequence[str]) -> frozenset[Outcome]:
    """Return the outcomes that are asked for; none: all but what carried over."""
    from kgqual.translation.worklist import Outcome

    for name in names:
        refuse_unknown("--only", name, Outcome)
    return frozenset(Outcome(name) for name in names)


def _write(made: Worklist, items: Sequence[Item], format: str, output: Path | None) -> None:
    from kgqual.translation.worklist.report import as_csv, as_json

    if format == "table":
        _print_table(items)
        return
    text = as_json(made, items) if format == "json" else as_csv(items)
    if output:
        output.write_text(text, encoding="utf-8")
    else:
        sys.stdout.write(text)


def _print_table(items: Sequence[Item]) -> None:
    from kgqual.cli.terminal import print_table
    from kgqual.translation.worklist.report import difference

    print_table(
        ("outcome", "code", "english", "field", "source", "translation"),
        [
            (
                item.outcome,
                item.concept.code,
                item.concept.term,
                item.field,
                difference(item) or " | ".join(item.after or item.before),
                " | ".join(_standing(item)),
            )
            for item in items[:_SHOWN]
        ],
    )
    if len(items) > _SHOWN:
        say(f"{len(items) - _SHOWN:,} more: --format csv lists all.")


def _standing(item: Item) -> tuple[str, ...]:
    """Return what is translated of a field, or offered for it."""
    entry = item.entry or (item.offer.entry if item.offer else None)
    return entry.texts if entry else ()


def _counted(made: Worklist) -> str:
    fields, concepts = made.counts, made.concepts
    counted = ", ".join(
        f"{outcome} {fields[outcome]:,} ({concepts[outcome]:,} concepts)"
        for outcome in fields
        if fields[outcome]
    )
    return f"ESCO v{made.old} → v{made.new}, {made.language}, fields: {counted or 'no change'}."


def _adopt(work: Work, made: Worklist, user: str) -> None:
    """Save what is offered, all or nothing."""
    from uuid import uuid4

    from kgqual.translation.workbench import Workbench
    from kgqual.translation.worklist import adoptions

    batch = f"adopt-{uuid4()}"
    translations = work.editorial.translations
    edits = adoptions(made, translations.all(made.language), batch)
    who = person(work.editorial, user)
    saved = Workbench(work.units, translations).record(who, edits, batch)
    say(f"{len(saved):,} concepts took over what stood under another IRI, as drafts.")
    if saved:
        say(f"`kgqual translate undo {batch}` takes it back.")
