"""What the commands about memories and those about glossaries share: files read, lists shown."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from kgqual.cli.state import say

if TYPE_CHECKING:
    from kgqual.editorial import Editorial
    from kgqual.editorial.references import Added, Kind
    from kgqual.translation.record import Unread

_SHOWN = 10
"""Rows that cannot be used, shown one by one; of more, their number."""

Name = Annotated[str, typer.Option(help="What to call it; else as the file is called.")]


def tell(unread: Sequence[Unread]) -> None:
    """Say which rows of a file are left out, and why."""
    for one in unread[:_SHOWN]:
        say(f"{one.where}: {one.reason}")
    if unread:
        more = f", of which {_SHOWN} are shown" if len(unread) > _SHOWN else ""
        say(f"Rows left out: {len(unread):,}{more}.")


def said(added: Added, rows: str) -> str:
    """Return the sentence that says what adding a file did; ``rows`` is what it holds."""
    one = added.reference
    held = f"{rows} for {one.language}: {one.rows:,}"
    if added.already:
        return f"{one.name} is there already; {held}. Nothing was changed."
    before = f", before: {added.replaced.rows:,}" if added.replaced else ""
    return f"{one.name} was added; {held}{before}."


def print_references(editorial: Editorial, kind: Kind) -> None:
    """Print the memories or the glossaries as a table."""
    from kgqual.cli.terminal import print_table

    there = editorial.references.all() if editorial.exists() else []
    print_table(
        ("name", "language", ">rows", "file", "added", "by", "used until"),
        [
            (
                one.name,
                one.language,
                f"{one.rows:,}",
                one.file,
                f"{one.added:%Y-%m-%d}",
                one.person,
                f"{one.removed:%Y-%m-%d}" if one.removed else "",
            )
            for one in there
            if one.kind is kind
        ],
    )
