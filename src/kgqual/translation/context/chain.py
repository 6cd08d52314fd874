"""A way from a concept to a thing that is the same, or nearly so, elsewhere."""

from __future__ import annotations

from dataclasses import dataclass

from kgqual.answering import Link

SAME_TITLE = "same-title"
"""In place of a mapping's predicate: the two have the same title in a language."""


@dataclass(frozen=True, slots=True)
class Chain:
    """The IRI of a thing, the kind of source that names it, the relation, and what it rests on.

    ``relation`` is the IRI of the predicate of the last mapping, or ``same-title``.
    """

    thing: str
    kind: str
    relation: str
    links: tuple[Link, ...]
