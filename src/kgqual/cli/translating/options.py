"""Options that several commands below ``kgqual translate`` have, alike in all of them."""

from __future__ import annotations

from typing import Annotated

import typer

from kgqual.errors import BadUsage

Lang = Annotated[str, typer.Option(metavar="TAG", help="The language translated into.")]
Name = Annotated[str, typer.Option(help="What to call it; else as the file is called.")]
Source = Annotated[str, typer.Option(help="The language of TEXT, such as en or ru.")]


def read_language(tag: str) -> str:
    """Return the language translated into. Raises BadUsage for what is none, and for English."""
    from kgqual.translation.target import target_language

    try:
        return target_language(tag)
    except BadUsage as error:
        raise BadUsage(f"--lang: {error}") from error
