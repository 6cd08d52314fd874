"""``kgqual translate memory``: what was translated elsewhere, to be found again."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from kgqual.cli.state import say
from kgqual.cli.translating.options import Lang, read_language
from kgqual.cli.translating.person import User, person
from kgqual.cli.translating.references import Name, print_references, said, tell
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
    from kgqual.limits import holding
    from kgqual.settings import reading_limits
    from kgqual.translation.reference_files import memory_file

    language, editorial = read_language(lang), opened()
    who = person(editorial, user)
    with holding(reading_limits()):
        read = memory_file(file, language, name)
    tell(read.unread)
    say(said(editorial.references.add_memory(who, read.brought), "segments"))


@app.command("list")
def listed() -> None:
    """List the memories: what was added, by whom, and until when it was used."""
    from kgqual.editorial.references import Kind

    print_references(opened(), Kind.MEMORY)


@app.command()
def remove(
    name: Annotated[str, typer.Argument(help="Its name in `kgqual translate memory list`.")],
    lang: Lang = "kk",
    user: User = "",
) -> None:
    """Use a memory no more; it stays on record."""
    from kgqual.editorial.references import Kind

    language, editorial = read_language(lang), opened()
    who = person(editorial, user)
    gone = editorial.references.remove(who, Kind.MEMORY, language, name)
    say(f"{gone.name} is used no more; it stays on record (segments: {gone.rows:,}).")


@app.command()
def search(
    text: Annotated[str, typer.Argument(help="What to look for.")],
    lang: Lang = "kk",
    source: Annotated[str, typer.Option(help="The language of TEXT, such as en or ru.")] = "en",
    limit: Annotated[int, typer.Option(min=1, max=100, help="At most so many.")] = 5,
) -> None:
    """Find what texts like this one were translated as: how like, the text, its translation."""
    from kgqual.cli.terminal import print_table
    from kgqual.translation.memory import Memories

    memories, language = Memories(opened()), read_language(lang)
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
