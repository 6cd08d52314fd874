"""What a WorldSkills technical description says, as far as the graph has a place for it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Kind = Literal["knowledge", "ability"]
"""Whether a statement says what to know and understand, or what to be able to do."""


@dataclass(frozen=True)
class Statement:
    """One item of the lists of a section, with the items nested in it."""

    kind: Kind
    text: str


@dataclass(frozen=True)
class Section:
    """A section of the occupational standard; ``weight`` is empty when the page shows none."""

    number: int
    title: str
    weight: str
    statements: tuple[Statement, ...]


@dataclass(frozen=True)
class Alignments:
    """To what the section of references says the skill relates, in the order of the text.

    ESCO occupations by the last part of their address, ISCO-08 groups and O*NET-SOC occupations
    by code.
    """

    esco: tuple[str, ...] = ()
    isco: tuple[str, ...] = ()
    onet: tuple[str, ...] = ()


@dataclass(frozen=True)
class Finding:
    """A rule that was applied to what the document gets wrong, and where."""

    rule: str
    example: str


@dataclass(frozen=True)
class TechnicalDescription:
    """One skill of one competition.

    ``number`` is written as the document's code writes it (``05``); ``last_updated`` is a date or
    empty, ``age_limit`` years or empty. The sections are those of ``standard_at`` (``§2.2``), the
    alignments those of ``references_at``.
    """

    competition: str
    number: str
    title: str
    age_limit: str
    last_updated: str
    standard_at: str
    sections: tuple[Section, ...]
    references_at: str
    alignments: Alignments
    findings: tuple[Finding, ...]

    @property
    def name(self) -> str:
        """Competition and skill: ``2026-17``."""
        return f"{self.competition}-{self.number}"
