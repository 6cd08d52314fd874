"""Everything of the graph that the look-up needs for every application, read once a snapshot.

It is small (a few hundred qualifications and levels, whatever else a snapshot holds), so that an
application costs no query about levels, and a batch asks the graph as often as one application.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from kgqual.answering.envelope import Conflict, Named, Step
from kgqual.answering.evidence import Link
from kgqual.namespaces import EQF, thing
from kgqual.recognition.outcome import Award
from kgqual.recognition.titles import Titles

KAZAKHSTAN = "KAZ"
EQF_SCHEME = EQF["25831c2"].value
CYCLES_SCHEME = thing("qf-ehea", "2005").value
HIGHER = frozenset(
    thing("award", name).value for name in ("bachelor", "master", "residency", "doctor")
)
"""The awards of Kazakhstan that are given for higher and postgraduate education."""
OURS = thing("organisation", "kgqual").value


class Level(NamedTuple):
    """A level: its code, its framework and of which country, and when it holds."""

    code: str
    framework: str
    country: str
    abbreviation: str
    from_: str
    until: str


@dataclass(frozen=True)
class Register:
    """The qualifications and levels of a snapshot, with the basis of every link among them.

    ``countries`` is by code, ``titles`` by country; ``country_of``, ``placed``, ``evaluated`` and
    ``degrees`` are by qualification; ``conflicts`` are by the things that they are about.
    ``by_name`` has the levels by country (blank for the EQF), a name of their framework, and code.
    ``forth`` and ``back`` are the links between levels, by the level they start from.
    """

    names: Mapping[str, Named]
    countries: Mapping[str, str]
    titles: Mapping[str, Titles]
    country_of: Mapping[str, str]
    placed: Mapping[str, tuple[Link, ...]]
    evaluated: Mapping[str, tuple[tuple[Link, str], ...]]
    levels: Mapping[str, Level]
    by_name: Mapping[tuple[str, tuple[str, ...], str], str]
    forth: Mapping[str, tuple[Link, ...]]
    back: Mapping[str, tuple[Link, ...]]
    awards: Mapping[str, tuple[Award, ...]]
    degrees: Mapping[str, Link]
    certified: tuple[Link, ...]
    conflicts: Mapping[str, tuple[Conflict, ...]]
    steps: dict[Link, Step]
    query: str

    def in_framework(self, level: str, scheme: str) -> bool:
        """Return whether a level belongs to a framework."""
        return level in self.levels and self.levels[level].framework == scheme

    @property
    def own_country(self) -> str:
        """The IRI of Kazakhstan."""
        return self.countries[KAZAKHSTAN]

    def is_national(self, level: str) -> bool:
        """Return whether a level is one of the Kazakhstan framework."""
        return level in self.levels and self.levels[level].country == self.own_country
