"""The step of ``kgqual translate check --repair`` that saves what is sure to be right."""

from __future__ import annotations

from collections.abc import Collection
from uuid import uuid4

from kgqual.cli.state import say
from kgqual.cli.translating.opened import Work
from kgqual.cli.translating.person import person
from kgqual.translation.repairs import edits, repairs
from kgqual.translation.workbench import Workbench


def repaired(work: Work, language: str, only: Collection[str], user: str) -> None:
    """Save all repairs in a language as drafts, all or none, and say how to take them back.

    ``only`` are the checks that are to repair, none for all. Raises as ``Workbench.record`` does.
    """
    checking, batch = work.checking(language), f"repair-{uuid4()}"
    found = list(repairs(checking, checking.all(), only))
    if not found:
        say("There is nothing that is sure to be repaired.")
        return
    who = person(work.editorial, user)
    bench = Workbench(work.units, work.editorial.translations)
    bench.record(who, edits(checking, found, batch), batch)
    say(f"Concepts repaired, as drafts: {len(found):,}.")
    say(f"`kgqual translate undo {batch}` takes it back.")
