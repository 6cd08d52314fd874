"""Tables and progress for people at a terminal."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table
from rich.text import Text

from kgqual.pipeline import Progress as Report
from kgqual.pipeline import no_progress

UNLIMITED = 100_000
"""Columns to write when the output is not a terminal: nothing is cut or wrapped."""


def print_table(header: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """Print rows under a header on standard output; a column named ``>…`` is set to the right."""
    table = Table(box=None, pad_edge=False, header_style="bold")
    for name in header:
        table.add_column(name.lstrip(">"), justify="right" if name.startswith(">") else "left")
    for row in rows:
        table.add_row(*(Text(str(cell)) for cell in row))
    width = None if sys.stdout.isatty() else UNLIMITED
    Console(width=width, highlight=False).print(table, soft_wrap=False)


@contextmanager
def progress_bar(quiet: bool) -> Iterator[Report]:
    """Yield a function that shows progress on standard error, when that is a terminal."""
    if quiet or not sys.stderr.isatty():
        yield no_progress
        return
    columns = (TextColumn("{task.description}"), BarColumn(), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("starting")

        def report(step: str, done: int, total: int) -> None:
            bar.update(task, description=step, completed=done, total=total)

        yield report
