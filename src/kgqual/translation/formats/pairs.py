"""What files of other tools hold: texts with their translations, and terms of many languages."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Pair:
    """A text and its translation, of a translation memory or a file of any other tool.

    Languages are BCP 47 tags as the file writes them; ``where`` is the place in the file.
    """

    source: str
    source_language: str
    target: str
    language: str
    where: str


@dataclass(frozen=True)
class TermEntry:
    """A concept of a termbase: its terms by language, those not to be used apart."""

    terms: Mapping[str, tuple[str, ...]]
    forbidden: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    note: str = ""
    where: str = ""


def same_language(one: str, other: str) -> bool:
    """Return whether two tags name one language, where at least one says nothing of a region.

    ``kk-KZ`` is ``kk``, as tools write it that demand a region; ``pt-BR`` is not ``pt-PT``.
    """
    first, second = (tag.replace("_", "-").casefold().split("-") for tag in (one, other))
    shorter = min(len(first), len(second))
    return first[:shorter] == second[:shorter]
