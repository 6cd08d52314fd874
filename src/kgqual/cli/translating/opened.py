"""What the commands below ``kgqual translate`` work on: the current snapshot, people's work."""

from __future__ import annotations

import gc
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass

from kgqual.answering import Graph, OpenSnapshot
from kgqual.cli.state import kept_snapshots
from kgqual.cli.users import opened as opened_editorial
from kgqual.editorial import Editorial
from kgqual.editorial.translations import Translation
from kgqual.translation.checking import Checking
from kgqual.translation.glossary import Glossaries
from kgqual.translation.queue import Queue
from kgqual.translation.units import Units


@dataclass(frozen=True)
class Work:
    """The graph, what of it is to be translated, and the database of people's work."""

    graph: Graph
    units: Units
    editorial: Editorial

    def standing(self, language: str) -> Mapping[str, Translation]:
        """Return what stands in a language; asking makes no database where there is none."""
        return self.editorial.translations.all(language) if self.editorial.exists() else {}

    def checking(self, language: str) -> Checking:
        """Return the checks over what stands in a language, with its glossary."""
        glossary = Glossaries(self.editorial).of(language)
        return Checking(self.units, language, self.standing(language), glossary)

    def queue(self, language: str) -> Queue:
        """Return the queue of a language."""
        return Queue(self.units, self.standing(language), self.checking(language).by_concept)


@contextmanager
def opened_work() -> Iterator[Work]:
    """Open the current snapshot and the database of this data directory.

    Raises BadUsage without a snapshot, NothingToTranslate without ESCO in it.
    """
    with (
        _keeping_everything(),
        OpenSnapshot.of(kept_snapshots().current()) as snapshot,
        closing(opened_editorial()) as editorial,
    ):
        graph = snapshot.on()
        yield Work(graph, Units.of(graph), editorial)


@contextmanager
def _keeping_everything() -> Iterator[None]:
    """Look for no cyclic garbage meanwhile: what a command reads stays until it ends.

    Looking through all of ESCO again and again takes a quarter of the time of an import.
    """
    collected = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collected:
            gc.enable()
