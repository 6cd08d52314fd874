"""A progress bar for people at a terminal."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

from kgqual.pipeline import Progress as Report
from kgqual.pipeline import no_progress


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
