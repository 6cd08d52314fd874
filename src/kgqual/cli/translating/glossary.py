"""``kgqual translate glossary``: terms that translations should use, and that they must not."""

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
    name="glossary",
    help="Glossaries: terms to use and terms that are forbidden.",
    no_args_is_help=True,
    rich_markup_mode=None,
)


@app.command()
def add(
    file: Annotated[
        Path, typer.Argument(help="TBX, or a CSV or XLSX table with a column a language.")
    ],
    lang: Lang = "kk",
    name: Name = "",
    user: User = "",
) -> None:
    """Add a glossary, in place of the one of that name."""
    from kgqual.cli.translating.references import add_reference
    from kgqual.editorial.references import Kind

    add_reference(Kind.GLOSSARY, file, lang, name, user)


@app.command("list")
def listed() -> None:
    """List the glossaries: what was added, by whom, and until when it was used."""
    from kgqual.cli.translating.references import print_references
    from kgqual.editorial.references import Kind

    print_references(Kind.GLOSSARY)


@app.command()
def remove(
    name: Annotated[str, typer.Argument(help="Its name in `kgqual translate glossary list`.")],
    lang: Lang = "kk",
    user: User = "",
) -> None:
    """Use a glossary no more; it stays on record."""
    from kgqual.cli.translating.references import remove_reference
    from kgqual.editorial.references import Kind

    remove_reference(Kind.GLOSSARY, name, lang, user)


@app.command()
def search(
    text: Annotated[str, typer.Argument(help="A text in which to look for terms.")],
    lang: Lang = "kk",
    source: Source = "en",
) -> None:
    """Find the terms in a text: what to call them, what not, and who says so."""
    from kgqual.cli.terminal import print_table
    from kgqual.translation.glossary import Glossaries

    language = read_language(lang)
    with closing(opened()) as editorial:
        hits = Glossaries(editorial).of(language).hits(text, source)
    if not hits:
        say("The glossary has no term of this text.")
        return
    rows = [
        (
            hit.term,
            ", ".join(hit.entry.translations),
            ", ".join(hit.entry.forbidden),
            hit.entry.glossary,
            hit.entry.source,
        )
        for hit in hits
    ]
    print_table(("term", "use", "do not use", "glossary", "source"), rows)
