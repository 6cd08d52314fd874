"""The steps of an import on the command line: reading, comparing, saving, each with progress."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4

from kgqual.cli.choices import refuse_unknown
from kgqual.cli.progress import counted, progress_bar
from kgqual.cli.state import State as Run
from kgqual.cli.translating.opened import Work
from kgqual.cli.translating.options import read_language
from kgqual.editorial import Person
from kgqual.editorial.keeping import refuse_unkeepable
from kgqual.limits import holding
from kgqual.settings import reading_limits
from kgqual.translation.exchange import Aim, Plan, only_language, plan, read_all
from kgqual.translation.glossary import Glossaries
from kgqual.translation.workbench import Workbench

MOST_NAMED = 5
"""Files that the comment of a change names."""


@dataclass(frozen=True)
class Wanted:
    """What is to be imported: the files, their format and language where they do not say them.

    ``aim`` is what the texts become; ``clear`` lets an emptied cell empty what is there. ``said``
    is said of rows without a note, in place of where they come from.
    """

    paths: Sequence[Path]
    format: str = ""
    language: str = ""
    aim: Aim = Aim.DRAFT
    clear: bool = False

    said: str = ""

    @property
    def comment(self) -> str:
        """What is said of rows without a note."""
        return self.said or f"imported from {_named(self.paths)}"


def planned(work: Work, wanted: Wanted) -> Plan:
    """Read the files and return what importing them would do.

    Raises BadUsage where format or language are not known, or for what is no comment,
    UnreadableInput for a damaged file.
    """
    refuse_unkeepable(f"import-{uuid4()}", wanted.comment)
    with progress_bar(Run.quiet) as progress:
        with holding(reading_limits()):
            read = list(counted(read_all(wanted.paths, wanted.format), "reading", progress))
        language = read_language(wanted.language) if wanted.language else only_language(read)
        progress("comparing", 0, 0)
        there = work.editorial.translations
        return plan(
            work.units,
            there,
            language,
            read,
            aim=wanted.aim,
            clear=wanted.clear,
            glossary=Glossaries(work.editorial).of(language),
        )


def taken(work: Work, made: Plan, person: Person, comment: str) -> tuple[int, str]:
    """Save what a plan changes, all or nothing.

    Return how many concepts were changed, and the name by which the import can be undone. Raises
    Conflict when somebody has changed one of them since the plan was made, Blocked where checks do
    not let texts be more than drafts.
    """
    batch = f"import-{uuid4()}"
    with progress_bar(Run.quiet) as progress:
        progress("saving", 0, 0)
        workbench = Workbench(work.units, work.editorial.translations)
        saved = workbench.record(person, made.edits(batch, comment), batch)
    return sum(one.change is not None for one in saved), batch


def read_aim(name: str) -> Aim:
    """Return what texts are to become by its name. Raises BadUsage for another name."""
    refuse_unknown("--state", name, Aim)
    return Aim(name)


def _named(paths: Sequence[Path]) -> str:
    """Return what files are called, of many the first and how many more there are."""
    if len(paths) > MOST_NAMED:
        return f"{paths[0].name} and {len(paths) - 1:,} other files"
    return ", ".join(path.name for path in paths)
