"""The queue: the concepts that pass the filters, in the order of their impact."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice

from kgqual.editorial.translations import Field, Translation
from kgqual.translation.queue.filters import Filters, Found, Wanted
from kgqual.translation.standing import stale_fields
from kgqual.translation.units import Concept, Units

Considered = tuple[Concept, Translation | None]
"""A concept, and its translation where somebody has begun one."""


@dataclass(frozen=True)
class Item:
    """A concept in its place, the translation where somebody has begun one, and what is stale."""

    concept: Concept
    translation: Translation | None
    stale: tuple[Field, ...]


class Queue:
    """The concepts of a release with their translations into one language.

    ``translations`` is ``Translations.all``; ``found`` tells what checks find
    (``Checking.by_concept``), and is asked only by whoever filters by a check.
    """

    def __init__(self, units: Units, translations: Mapping[str, Translation], found: Found) -> None:
        self._units = units
        self._translations = translations
        self._found = found

    def concepts(self, filters: Filters) -> list[Concept]:
        """Return what passes, the most useful first. Raises BadUsage as ``Filters.tests`` does."""
        return list(self._passing(filters, self._units.by_impact))

    def items(self, concepts: list[Concept]) -> list[Item]:
        """Return concepts with their translations: what a page shows of a part of the queue."""
        return [self._item(concept) for concept in concepts]

    def next(self, filters: Filters, after: str) -> Concept | None:
        """Return what passes and comes next after a concept, whether that passes itself or not.

        None at the end of the queue, and for a concept that is not in the release.
        """
        if after not in self._units.concepts:
            return None
        rest = islice(self._units.by_impact, self._units.places[after] + 1, None)
        return next(self._passing(filters, rest), None)

    def _passing(self, filters: Filters, among: Iterable[Concept]) -> Iterator[Concept]:
        found: Iterator[Considered] = ((one, self._translations.get(one.iri)) for one in among)
        for test in filters.tests(self._units, self._found):
            found = _left_by(test, found)
        return (concept for concept, _ in found)

    def _item(self, concept: Concept) -> Item:
        translation = self._translations.get(concept.iri)
        return Item(concept, translation, stale_fields(concept, translation))


def _left_by(test: Wanted, considered: Iterable[Considered]) -> Iterator[Considered]:
    """Yield what passes a test."""
    return (one for one in considered if test(*one))
