"""``kgqual translate queue``: what to translate next, and why."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING, Annotated

import typer

from kgqual.cli.choices import refuse_unknown
from kgqual.cli.state import say
from kgqual.cli.translating import options
from kgqual.cli.translating.filtering import filtered

if TYPE_CHECKING:
    from kgqual.translation.queue import Filters, Item

FORMATS = ("table", "csv", "json")
_COLUMNS = ("impact", "kind", "code", "term", "translation", "state", "assignee", "why", "iri")


@filtered
def queue(
    lang: options.Lang = "kk",
    *,
    filters: Filters,
    limit: Annotated[int, typer.Option(min=1, help="So many at most.")] = 20,
    format: Annotated[str, typer.Option(help="table, csv or json")] = "table",
    messages: Annotated[str, typer.Option(help="en, kk or ru: of the reasons.")] = "en",
) -> None:
    """List what to translate, the most useful first, with the reasons."""
    refuse_unknown("--format", format, FORMATS)
    from kgqual.cli.translating.opened import opened_work
    from kgqual.presentation.wording import known_language

    language, said = options.read_language(lang), known_language(messages)
    with opened_work() as work:
        waiting = work.queue(language)
        concepts = waiting.concepts(filters)
        items = waiting.items(concepts[:limit])
    rows = [dict(zip(_COLUMNS, _row(item, said), strict=True)) for item in items]
    _write(rows, format)
    say(f"{len(rows):,} of {len(concepts):,} concepts.")


def _row(item: Item, said: str) -> tuple[str, ...]:
    """Return the cells of an item, as ``_COLUMNS`` names them."""
    from kgqual.editorial.translations import Field, State

    concept, done = item.concept, item.translation
    state = done.state if done else State.UNTRANSLATED
    return (
        f"{concept.impact:.2f}",
        concept.kind,
        concept.code,
        concept.term,
        " | ".join(done.texts(Field.PREFERRED)) if done else "",
        f"{state}, stale" if item.stale else state,
        (done.assignee if done else None) or "",
        "; ".join(reason.message(said) for reason in concept.reasons),
        concept.iri,
    )


def _write(rows: list[dict[str, str]], format: str) -> None:
    from kgqual.cli.terminal import print_table
    from kgqual.harmless import harmless, write_table

    if format == "json":
        print(harmless(json.dumps(rows, ensure_ascii=False, indent=1)))
    elif format == "csv":
        write_table(sys.stdout, _COLUMNS, (row.values() for row in rows))
    else:
        shown = (">impact", "kind", "code", "term", "translation", "state", "assignee", "why")
        print_table(shown, ([row[name.lstrip(">")] for name in shown] for row in rows))
