"""``kgqual translate status``: how far the translation has come."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated

import typer

from kgqual.cli.choices import refuse_unknown
from kgqual.cli.translating import options

if TYPE_CHECKING:
    from kgqual.translation.progress import Progress

FORMATS = ("table", "csv", "json")
_SHOWN_WEEKS = 4
"""Weeks of which the table says who did what; CSV and JSON have all of them."""


def status(
    lang: options.Lang = "kk",
    format: Annotated[
        str, typer.Option(help="table; csv with all ISCO-08 groups; json with everything")
    ] = "table",
) -> None:
    """Say how far the translation has come: by scheme, collection, ISCO-08 group, who and when."""
    refuse_unknown("--format", format, FORMATS)
    from kgqual.cli.translating.opened import opened_work
    from kgqual.harmless import harmless
    from kgqual.translation.progress import progress, telling

    language = options.read_language(lang)
    with opened_work() as work:
        done = work.standing(language)
        activity = work.editorial.translations.activity(language) if done else []
        found = progress(work.graph, work.units, language, done, activity)
    if format == "json":
        print(harmless(telling.told(found).model_dump_json(indent=1)))
    elif format == "csv":
        telling.write_csv(found, language, sys.stdout)
    else:
        _print(found)


def _print(found: Progress) -> None:
    from kgqual.cli.terminal import print_table
    from kgqual.translation.progress import By, telling

    header = ("", *(f">{name}" for name in telling.COUNTED), ">share")
    wanted = (By.ALL, By.KIND, By.SCHEME, By.COLLECTION, By.MAJOR)
    rows = []
    for part in found.by(*wanted):
        numbers = (f"{getattr(part.counts, name):,}" for name in telling.COUNTED)
        name = " ".join(
            dict.fromkeys(one for one in (part.thing.code, telling.called(part, "en")) if one)
        )
        rows.append((name or f"ESCO {found.release}", *numbers, f"{part.counts.share:.2%}"))
    print_table(header, rows)
    acts = telling.by_person(found)
    weeks = sorted({week for week, _ in acts}, reverse=True)[:_SHOWN_WEEKS]
    said = [
        (week, person, ", ".join(f"{count:,} × {act}" for act, count in sorted(done.items())))
        for (week, person), done in acts.items()
        if week in weeks
    ]
    if said:
        print()
        print_table(("week", "person", "changes"), said)
