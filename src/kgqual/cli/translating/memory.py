"""``kgqual translate memory``: what was translated elsewhere, to be found again."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path
from typing import Annotated

import typer

from kgqual.cli.state import say
from kgqual.cli.translating.options import Lang, Name, Source, read_language
from kgqual.cli.translating.person import User
from kgqual.cli.users import opened

app = typer.Typer(
    name="memory",
    help="Memories: texts with their translations, found by likeness.",
    no_args_is_help=True,
    rich_markup_mode=None,
)


@app.command()
def add(
    file: Annotated[
        Path, typer.Argument(help="TMX, XLIFF, or a CSV or XLSX table with a column a language.")
    ],
    lang: Lang = "kk",
    name: Name = "",
    user: User = "",
) -> None:
    """Add a file to the memory, in place of the one of that name."""
    from kgqual.cli.translating.references import add_reference
    from kgqual.editorial.references import Kind

    add_reference(Kind.MEMORY, file, lang, name, user)


@app.command("list")
def listed() -> None:
    """List the memories: what was added, by whom, and until when it was used."""
    from kgqual.cli.translating.references import print_references
    from kgqual.editorial.references import Kind

    print_references(Kind.MEMORY)


@app.command()
def remove(
    name: Annotated[str, typer.Argument(help="Its name in `kgqual translate memory list`.")],
    lang: Lang = "kk",
    user: User = "",
) -> None:
    """Use a memory no more; it stays on record."""
    from kgqual.cli.translating.references import remove_reference
    from kgqual.editorial.references import Kind

    remove_reference(Kind.MEMORY, name, lang, user)


@app.command()
def search(
    text: Annotated[str, typer.Argument(help="What to look for.")],
    lang: Lang = "kk",
    source: Source = "en",
    limit: Annotated[int, typer.Option(min=1, max=100, help="At most so many.")] = 5,
) -> None:
    """Find what texts like this one were translated as: how like, the text, its translation."""
    from kgqual.cli.terminal import print_table
    from kgqual.translation.memory import Memories

    language = read_language(lang)
    with closing(opened()) as editorial:
        memories = Memories(editorial)
        found = memories.search(text, language, source_language=source, limit=limit)
    if not found:
        say("Nothing in the memory is like this.")
        return
    rows = [
        (
            f"{match.score:.0%}",
            match.source,
            match.target,
            match.origin.memory or "approved",
            match.origin.person,
            match.origin.date,
        )
        for match in found
    ]
    print_table((">like", "text", "translation", "from", "by", "on"), rows)
