"""The things every stage speaks of: sources, their files, and what reading them found."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

OWN_LICENCE = "https://creativecommons.org/licenses/by/4.0/"
"""The licence of the data that kgqual makes itself."""


class Strength(StrEnum):
    """How strong the basis of a statement is, strongest first (``design.md``, The graph)."""

    LEGAL = "legal"
    OFFICIAL = "official"
    PUBLISHED = "published"
    INFORMAL = "informal"
    EDITORIAL = "editorial"
    COMPUTED = "computed"
    UNVERIFIED = "unverified"

    @property
    def rank(self) -> int:
        """0 for the strongest, 6 for the weakest."""
        return _RANKS[self]

    @classmethod
    def weakest(cls, strengths: Iterable[Strength]) -> Strength:
        """Return the strength of a chain: that of its weakest link.

        Raises ValueError for an empty chain.
        """
        return max(strengths, key=lambda s: s.rank)


_RANKS = {strength: rank for rank, strength in enumerate(Strength)}


@dataclass(frozen=True)
class Location:
    """A place in an input: file, optional sheet, 1-based row (the header is row 1), column."""

    file: str
    sheet: str = ""
    row: int | None = None
    column: str = ""

    def __str__(self) -> str:
        parts = [self.file]
        if self.sheet:
            parts.append(f"sheet {self.sheet}")
        if self.row is not None:
            parts.append(f"row {self.row}")
        if self.column:
            parts.append(f"column {self.column}")
        return ", ".join(parts)

    def at(self, column: str) -> Location:
        """Return the same row's cell in ``column``."""
        return Location(self.file, self.sheet, self.row, column)


@dataclass(frozen=True)
class Problem:
    """Why a place in an input was refused, and what to do about it."""

    where: Location
    reason: str

    def __str__(self) -> str:
        return f"{self.where}: {self.reason}"


@dataclass
class Finding:
    """A documented rule applied to what a source gets wrong itself: how often, with examples."""

    rule: str
    count: int = 0
    examples: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class SourceFile:
    """One registered file: its name as given, where the copy lies, its sha256 and size in bytes."""

    name: str
    path: str
    sha256: str
    size: int


@dataclass(frozen=True)
class Gap:
    """Something a reader would look for in a source and that was not found, in en, kk and ru.

    ``about`` are the IRIs of the things that lack it, where it is not the source as a whole.
    """

    name: str
    label: Mapping[str, str]
    about: Sequence[str] = ()


@dataclass(frozen=True)
class Source:
    """One version of one source: becomes one named graph.

    ``series`` names what this is a version of; within a series one version is current.
    ``valid_from``/``valid_until`` bound the time in which its statements hold; ``issued`` is
    when it was published. ``documents`` are the published documents that it is itself, IRI → date;
    ``superseded`` those that have become sources of their own: what comes from them is left out.
    Dates are ``2016``, ``2016-03`` or ``2016-03-16``, as precise as a
    source states them; empty means that no source states the date.
    """

    kind: str
    version: str
    graph: str
    series: str
    files: tuple[SourceFile, ...]
    title: Mapping[str, str] = field(default_factory=dict)
    publisher: str = ""
    licence: str = ""
    landing_page: str = ""
    issued: str = ""
    valid_from: str = ""
    valid_until: str = ""
    complete: bool = True
    forced_current: bool = False
    shipped: bool = False
    gaps: tuple[Gap, ...] = ()
    documents: Mapping[str, str] = field(default_factory=dict)
    superseded: Mapping[str, str] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """``kind@version``, as the command line names it."""
        return f"{self.kind}@{self.version}"
