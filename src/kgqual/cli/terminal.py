"""Tables for people at a terminal."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence

from rich.console import Console
from rich.table import Table
from rich.text import Text

from kgqual.harmless import harmless

UNLIMITED = 100_000
"""Columns to write when the output is not a terminal: nothing is cut or wrapped."""


def print_table(header: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """Print rows under a header on standard output; a column named ``>…`` is set to the right."""
    table = Table(box=None, pad_edge=False, header_style="bold")
    for name in header:
        table.add_column(name.lstrip(">"), justify="right" if name.startswith(">") else "left")
    for row in rows:
        table.add_row(*(Text(harmless(str(cell))) for cell in row))
    width = None if sys.stdout.isatty() else UNLIMITED
    Console(width=width, highlight=False).print(table, soft_wrap=False)
