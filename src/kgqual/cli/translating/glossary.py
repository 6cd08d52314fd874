"""``kgqual translate glossary``: terms that translations should use, and that they must not."""

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
    from kgqual.limits import holding
    from kgqual.settings import reading_limits
    from kgqual.translation.reference_files import glossary_file

    language, editorial = read_language(lang), opened()
    who = person(editorial, user)
    with holding(reading_limits()):
        read = glossary_file(file, language, name)
    tell(read.unread)
    say(said(editorial.references.add_glossary(who, read.brought), "terms"))


@app.command("list")
def listed() -> None:
    """List the glossaries: what was added, by whom, and until when it was used."""
    from kgqual.editorial.references import Kind

    print_references(opened(), Kind.GLOSSARY)


@app.command()
def remove(
    name: Annotated[str, typer.Argument(help="Its name in `kgqual translate glossary list`.")],
    lang: Lang = "kk",
    user: User = "",
) -> None:
    """Use a glossary no more; it stays on record."""
    from kgqual.editorial.references import Kind

    language, editorial = read_language(lang), opened()
    who = person(editorial, user)
    gone = editorial.references.remove(who, Kind.GLOSSARY, language, name)
    say(f"{gone.name} is used no more; it stays on record (terms: {gone.rows:,}).")


@app.command()
def search(
    text: Annotated[str, typer.Argument(help="A text in which to look for terms.")],
    lang: Lang = "kk",
    source: Annotated[str, typer.Option(help="The language of TEXT, such as en or ru.")] = "en",
) -> None:
    """Find the terms in a text: what to call them, what not, and who says so."""
    from kgqual.cli.terminal import print_table
    from kgqual.translation.glossary import Glossaries

    hits = Glossaries(opened()).of(read_language(lang)).hits(text, source)
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
