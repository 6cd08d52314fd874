"""What is answered about the coverage of a standard."""

from __future__ import annotations

from decimal import Decimal
from typing import Literal

from kgqual.answering import Item, Named, Text
from kgqual.answering.envelope import Frozen


class Covered(Frozen):
    """A text of a section and what covers it.

    ``kind`` says what the text is, ``need`` what covers it is: a skill that is ``essential`` or
    ``optional`` to the occupation, a ``module`` or an ``outcome`` of the programme. ``confidence``
    is the probability that the two are the same; None where the programme says so itself.
    """

    statement: Named
    kind: Literal["knowledge", "ability", "title"]
    by: Named
    need: Literal["essential", "optional", "module", "outcome"]
    confidence: float | None


class SectionCoverage(Item):
    """A section of the standard, or the standard as a whole, and how far it is covered.

    ``basis`` says what was compared: the ``statements`` of the section, its ``title`` where no more
    is loaded, or nothing, because the programme says that a module is built on it (``stated``); of
    the whole it is the weakest. ``coverage`` is the matched part of what was compared, of the
    whole the mean by ``weight``, None where a weight is missing. ``expected`` is the same with the
    probabilities that something offered is the very thing that a text speaks of: the stricter
    measure. ``caveat`` says what the numbers cannot bear.
    """

    part: Literal["whole", "section"]
    section: Named
    weight: Decimal | None
    basis: Literal["stated", "statements", "title"]
    coverage: float | None
    expected: float | None
    matched: tuple[Covered, ...]
    unmatched: tuple[Named, ...]
    caveat: Text | None = None
