"""A progress bar for people at a terminal, and rows that it follows."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import TypeVar

from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

from kgqual.progress import Progress as Report
from kgqual.progress import no_progress

EVERY = 200
"""Rows after which progress is shown again."""
R = TypeVar("R")


def counted(rows: Iterable[R], step: str, report: Report, total: int = 0) -> Iterator[R]:
    """Yield rows, showing how many are through; of how many, where ``total`` says it."""
    for number, row in enumerate(rows, start=1):
        if number % EVERY == 0:
            report(step if total else f"{step} row {number:,}", number if total else 0, total)
        yield row


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
            """Show how far the work is."""
            bar.update(task, description=step, completed=done, total=total)

        yield report
