"""Options that several commands below ``kgqual translate`` have, alike in all of them."""

from __future__ import annotations

from typing import Annotated

import typer

from kgqual.errors import BadUsage

Lang = Annotated[str, typer.Option(metavar="TAG", help="The language translated into.")]
Scheme = Annotated[
    str, typer.Option(help="Only of this concept scheme: IRI, or ESCO's name of it, or its start.")
]
Isco = Annotated[str, typer.Option(help="Only of this ISCO-08 group: its code, 1 to 4 digits.")]
Group = Annotated[str, typer.Option(help="Only of this skill group: its code or IRI.")]
Collection = Annotated[
    str, typer.Option(help="Only of this collection: digital, green, language, transversal …")
]
Kind = Annotated[str, typer.Option(help="Only occupation, skill, knowledge, skill-group …")]
State = Annotated[
    str,
    typer.Option(help="Only those that are untranslated, draft, submitted, reviewed, approved."),
]
Assignee = Annotated[str, typer.Option(help="Only those given to this person; - for nobody.")]
Check = Annotated[str, typer.Option(help="Only those in which this check finds something.")]
Text = Annotated[str, typer.Option(help="Only those with this in a term, or as code or IRI.")]
Name = Annotated[str, typer.Option(help="What to call it; else as the file is called.")]
Source = Annotated[str, typer.Option(help="The language of TEXT, such as en or ru.")]
Stale = Annotated[bool, typer.Option("--stale", help="Only those whose English has changed since.")]


def read_language(tag: str) -> str:
    """Return the language translated into. Raises BadUsage for what is none, and for English."""
    from kgqual.translation.target import target_language

    try:
        return target_language(tag)
    except BadUsage as error:
        raise BadUsage(f"--lang: {error}") from error
