"""The sources and the steps that a statement refers to, each numbered once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from string import ascii_lowercase

from kgqual.answering import Basis, Source, Step
from kgqual.presentation.wording import in_language


class Sources:
    """The sources of one statement in ``language``, numbered as they are first cited.

    The places in one document have letters: ``3a`` and ``3b`` are two places in document 3.
    """

    def __init__(self, language: str) -> None:
        self._language = language
        self._cited: dict[str, list[Source]] = {}

    def of(self, steps: Iterable[Step]) -> tuple[str, ...]:
        """Return the marks of all that state the steps."""
        bases = (basis for step in steps for basis in (step, *step.also))
        return tuple(dict.fromkeys(self._mark(basis) for basis in bases))

    def all(self) -> tuple[str, ...]:
        """Return every document cited so far, by number, with its places and its address."""
        return tuple(self._described(places) for places in self._cited.values())

    def _mark(self, basis: Basis) -> str:
        source = basis.source
        places = self._cited.setdefault(source.iri, [])
        if source.locator not in [place.locator for place in places]:
            places.append(source)
        number = list(self._cited).index(source.iri) + 1
        return f"{number}{_letter(places, source)}"

    def _described(self, places: Sequence[Source]) -> str:
        first = places[0]
        title = in_language(first.titles, self._language) or first.title
        said = f"{title}, {first.date}" if first.date else title
        located = (f"{letter} {one.locator}" for one in places if (letter := _letter(places, one)))
        where = "; ".join(located)
        return ". ".join(filter(None, (said, where, first.page or first.iri)))


def _letter(places: Sequence[Source], source: Source) -> str:
    """Return the letter of a place in its document; '' for the document as a whole."""
    located = [place.locator for place in places if place.locator]
    if source.locator is None:
        return ""
    turns, index = divmod(located.index(source.locator), len(ascii_lowercase))
    return ascii_lowercase[index] * (turns + 1)


class Steps:
    """The steps that routes share, numbered as they are first taken."""

    def __init__(self) -> None:
        self._taken: dict[tuple[str, str, str], Step] = {}

    def numbers(self, steps: Sequence[Step]) -> tuple[int, ...]:
        """Return the numbers of the steps of a route."""
        keys = [(step.subject, step.predicate, step.object) for step in steps]
        for key, step in zip(keys, steps, strict=True):
            self._taken.setdefault(key, step)
        order = list(self._taken)
        return tuple(order.index(key) + 1 for key in keys)

    def all(self) -> tuple[Step, ...]:
        """Return every step taken so far, by number."""
        return tuple(self._taken.values())
