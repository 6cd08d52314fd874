"""The commands below ``kgqual translate``, one module each."""

from __future__ import annotations

import typer

from kgqual.cli.translating import glossary, memory

app = typer.Typer(
    name="translate",
    help="Translations of concepts, and what helps translators: memories and glossaries.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
)
for group in (glossary, memory):
    app.add_typer(group.app)
