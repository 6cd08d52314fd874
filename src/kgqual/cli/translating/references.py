"""What the commands about memories and those about glossaries do alike: add, list, remove."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import closing
from pathlib import Path

from kgqual.cli.state import say
from kgqual.cli.terminal import print_table
from kgqual.cli.translating.options import read_language
from kgqual.cli.translating.person import person
from kgqual.cli.users import opened
from kgqual.editorial.references import Added, Kind
from kgqual.limits import holding
from kgqual.settings import reading_limits
from kgqual.translation.record import Unread
from kgqual.translation.reference_files import add_file

_SHOWN = 10
"""Rows that cannot be used, shown one by one; of more, their number."""
_ROWS: Mapping[Kind, str] = {Kind.MEMORY: "segments", Kind.GLOSSARY: "terms"}


def add_reference(kind: Kind, file: Path, lang: str, name: str, user: str) -> None:
    """Add a file, in place of the one of that name; say what that did.

    Raises as ``add_file`` does, and BadUsage for a language or a person that is none.
    """
    language = read_language(lang)
    with closing(opened()) as editorial, holding(reading_limits()):
        who = person(editorial, user)
        added, unread = add_file(editorial.references, who, kind, file, language, name)
    _tell(unread)
    say(_said(added))


def remove_reference(kind: Kind, name: str, lang: str, user: str) -> None:
    """Use a memory or glossary no more. Raises BadUsage for one that there is not."""
    language = read_language(lang)
    with closing(opened()) as editorial:
        gone = editorial.references.remove(person(editorial, user), kind, language, name)
    say(f"{gone.name} is used no more; it stays on record ({_ROWS[kind]}: {gone.rows:,}).")


def print_references(kind: Kind) -> None:
    """Print the memories or the glossaries as a table."""
    with closing(opened()) as editorial:
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


def _tell(unread: Sequence[Unread]) -> None:
    """Say which rows of a file are left out, and why."""
    for one in unread[:_SHOWN]:
        say(f"{one.where}: {one.message('en')}")
    if unread:
        more = f", of which {_SHOWN} are shown" if len(unread) > _SHOWN else ""
        say(f"Rows left out: {len(unread):,}{more}.")


def _said(added: Added) -> str:
    """Return the sentence that says what adding a file did."""
    one = added.reference
    held = f"{_ROWS[one.kind]} for {one.language}: {one.rows:,}"
    if added.already:
        return f"{one.name} is there already; {held}. Nothing was changed."
    before = f", before: {added.replaced.rows:,}" if added.replaced else ""
    return f"{one.name} was added; {held}{before}."
