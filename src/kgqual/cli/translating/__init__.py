"""The commands below ``kgqual translate``, one module each."""

from __future__ import annotations

import typer

from kgqual.cli.translating import glossary, memory
from kgqual.cli.translating.assigning import assign
from kgqual.cli.translating.checking import check
from kgqual.cli.translating.exporting import export
from kgqual.cli.translating.history import history
from kgqual.cli.translating.importing import import_
from kgqual.cli.translating.publishing import publish
from kgqual.cli.translating.queue import queue
from kgqual.cli.translating.status import status
from kgqual.cli.translating.undoing import undo
from kgqual.cli.translating.worklist import worklist

app = typer.Typer(
    name="translate",
    help="Translations of ESCO: what to do, checks, files, memories, glossaries, releases.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
)
app.command()(assign)
app.command()(check)
app.command()(export)
app.command()(history)
app.command("import")(import_)
app.command()(queue)
app.command()(status)
app.command()(undo)
app.command()(worklist)
app.command()(publish)
for group in (glossary, memory):
    app.add_typer(group.app)
