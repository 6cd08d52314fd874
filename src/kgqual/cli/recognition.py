"""The command ``kgqual recognise``: its options, and which way they go."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Annotated

import typer

from kgqual.errors import BadUsage


def recognise(
    country: Annotated[str, typer.Option(help="Of the award: a code such as DE.")] = "",
    qualification: Annotated[str, typer.Option(help="The title as printed.")] = "",
    institution: Annotated[str, typer.Option(help="Who awarded it.")] = "",
    framework: Annotated[str, typer.Option(help="That the document names: DQR.")] = "",
    level: Annotated[str, typer.Option(help="In that framework.")] = "",
    award_type: Annotated[str, typer.Option(help="What kind of award it is.")] = "",
    field: Annotated[str, typer.Option(help="Of study: an ISCED-F code.")] = "",
    credits: Annotated[str, typer.Option(help="What the document counts, in ECTS.")] = "",
    year: Annotated[str, typer.Option(help="Of the award.")] = "",
    purpose: Annotated[str, typer.Option(help="study, work or regulated")] = "",
    format: Annotated[str, typer.Option(help="text, json, html or jsonld")] = "text",
    lang: Annotated[str, typer.Option(help="en, kk or ru: of text and html")] = "en",
    as_of: Annotated[str, typer.Option(help="Answer from what was valid on this day.")] = "",
    batch: Annotated[Path | None, typer.Option(help="A CSV: look up each row.")] = None,
    output: Annotated[
        Path | None, typer.Option("-o", "--output", help="Write to this file.")
    ] = None,
) -> None:
    """Look up a foreign qualification, or a table of them, for recognition in Kazakhstan."""
    given = {
        "country": country, "qualification": qualification, "institution": institution,
        "framework": framework, "level": level, "award_type": award_type, "field": field,
        "credits": credits, "year": year, "purpose": purpose,
    }  # fmt: skip
    fields = {name: text for name, text in given.items() if text}
    if batch and not output:
        raise BadUsage("--batch needs -o: the file to write the rows to.")
    if batch and fields:
        raise BadUsage(f"--batch takes its fields from the table: leave out {_options(fields)}.")
    from kgqual.cli import recognising
    from kgqual.cli.days import read_day

    day = read_day(as_of)
    if batch and output:
        recognising.look_up_rows(batch, output, day)
    else:
        recognising.look_up(fields, day, format, lang, output)


def _options(names: Iterable[str]) -> str:
    return ", ".join(f"--{name.replace('_', '-')}" for name in names)
