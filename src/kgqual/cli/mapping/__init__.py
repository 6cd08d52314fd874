"""The commands below ``kgqual map``, one module each."""

from __future__ import annotations

import typer

from kgqual.cli.mapping.checking import check
from kgqual.cli.mapping.exporting import export
from kgqual.cli.mapping.impacting import impact
from kgqual.cli.mapping.inferring import infer
from kgqual.cli.mapping.reviewing import review
from kgqual.cli.mapping.suggesting import suggest

app = typer.Typer(
    name="map",
    help="Mappings between frameworks: check, export, impact, infer, suggest, review.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
)
for command in (check, export, impact, infer, review, suggest):
    app.command()(command)
