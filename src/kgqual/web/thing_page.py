"""What the pages of a thing show: plain data, ready for the templates."""

from __future__ import annotations

from dataclasses import dataclass

from kgqual.web.showing import Basis, Footnote, Shown


@dataclass(frozen=True)
class Value:
    """One value of a row: what it is, the graphs that state it, and what records say of it."""

    shown: Shown
    notes: tuple[Footnote, ...]
    bases: tuple[Basis, ...] = ()

    @property
    def earlier(self) -> bool:
        """True when only superseded graphs state it."""
        return not any(note.current for note in self.notes)


@dataclass(frozen=True)
class Row:
    """One property: its name, the values shown, how many there are, where all are listed."""

    property: Shown
    shown: tuple[Value, ...]
    total: int
    all_address: str


@dataclass(frozen=True)
class ClaimCard:
    """One claim: what it says in our words, of what, on which basis, from which graphs."""

    statement: Shown | None
    subject: Shown | None
    property: Shown | None
    objects: tuple[Shown, ...]
    basis: Basis
    reservation: str
    notes: tuple[Footnote, ...]


@dataclass(frozen=True)
class Conflict:
    """Claims that contradict each other."""

    title: Shown
    statement: Shown | None
    claims: tuple[ClaimCard, ...]


@dataclass(frozen=True)
class ThingView:
    """Everything the page of a thing shows."""

    iri: str
    heading: Shown
    current: bool
    types: tuple[Value, ...]
    names: dict[str, tuple[Value, ...]]
    naming: tuple[Row, ...]
    rows: tuple[Row, ...]
    conflicts: tuple[Conflict, ...]
    claims: tuple[ClaimCard, ...]
    incoming: tuple[Row, ...]
    footnotes: tuple[Footnote, ...]


@dataclass(frozen=True)
class ListView:
    """One page of the values of one property."""

    iri: str
    heading: Shown
    row: Row
    incoming: bool
    first: int
    page: int
    pages: int
    footnotes: tuple[Footnote, ...]
