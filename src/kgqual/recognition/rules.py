"""Which rules concern an application: procedures, agreements, and what they ask for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Literal, NamedTuple

from kgqual.answering.graph import Graph
from kgqual.namespaces import thing
from kgqual.recognition.application import Purpose
from kgqual.recognition.law import DRAFT, Law
from kgqual.recognition.matching import degree_named
from kgqual.recognition.outcome import Advice, Agreement, Procedure
from kgqual.recognition.placing import Placing
from kgqual.recognition.titles import table

Sector = Literal["higher", "school-tvet", ""]
"""Whether it is higher education, school and vocational education, or not known."""
_BELOW_HIGHER = frozenset("1234")
_SHOWN_WITHOUT_PARTIES = thing("agreement", "lisbon-recognition-convention").value


class _Use(NamedTuple):
    """What a procedure is used for."""

    kind: Literal["academic", "professional"]
    purposes: frozenset[str]
    sector: str


@cache
def _uses() -> dict[str, _Use]:
    return {
        thing("procedure", row["procedure"]).value: _Use(
            "academic" if row["kind"] == "academic" else "professional",
            frozenset(row["purposes"].split("|")),
            row["sector"],
        )
        for row in table("procedures")
    }


def rules_for(graph: Graph, placing: Placing) -> Rules:
    """Return the rules for an application; the graph keeps them for the next that is like it."""
    of_sector, purpose = sector(placing), placing.application.purpose
    country, own = placing.country.iri, placing.register.own_country
    return graph.once(
        ("recognition rules", country, purpose, of_sector),
        lambda: Rules(Law.of(graph), country, own, purpose, of_sector),
    )


def sector(placing: Placing) -> Sector:
    """Return which education a qualification belongs to, as far as it shows.

    Degrees are higher education: those of the table, and what the application calls a degree.
    Whatever arrives only at EQF levels below 5 is school or vocational education. Editorial.
    """
    if placing.degree or degree_named(placing.application.award_type):
        return "higher"
    return "school-tvet" if placing.eqf_levels and placing.eqf_levels <= _BELOW_HIGHER else ""


@dataclass(frozen=True)
class Rules:
    """The rules for a document of one country, one purpose and one sector of education."""

    law: Law
    country: str
    own_country: str
    purpose: Purpose
    sector: Sector

    @cached_property
    def procedures(self) -> tuple[Procedure, ...]:
        """The procedures for the purpose: both of documents while the sector is unknown."""
        found = [
            self.law.procedures[iri].model_copy(update={"kind": use.kind})
            for iri, use in _uses().items()
            if iri in self.law.procedures and self.purpose in use.purposes
            if not (use.sector and self.sector and use.sector != self.sector)
        ]
        professional_first = self.purpose is not Purpose.STUDY
        return tuple(sorted(found, key=lambda p: (p.kind == "academic") is professional_first))

    @cached_property
    def agreements(self) -> tuple[Agreement, ...]:
        """The agreements that name the country, and the Lisbon Convention.

        Of the parties to the convention the source names Kazakhstan only.
        """
        found = [
            agreement.model_copy(update={"parties": standing})
            for iri, agreement in self.law.agreements.items()
            if (standing := self._standing(iri))
        ]
        order = ("both", "unknown", "not-kazakhstan")
        return tuple(sorted(found, key=lambda one: (order.index(one.parties), one.iri)))

    def _standing(self, agreement: str) -> str:
        parties = self.law.parties[agreement]
        if self.country in parties:
            return "both" if self.own_country in parties else "not-kazakhstan"
        return "unknown" if agreement == _SHOWN_WITHOUT_PARTIES else ""

    @cached_property
    def required(self) -> tuple[Advice, ...]:
        """What sources say these procedures and agreements ask for."""
        return self._among(self.law.demands)

    @cached_property
    def unconfirmed(self) -> tuple[Advice, ...]:
        """What is said of these procedures and agreements without a verified source."""
        return self._among(self.law.unconfirmed)

    def _among(self, advice: Mapping[str, Sequence[Advice]]) -> tuple[Advice, ...]:
        applied = (a for a in self.agreements if a.parties == "both" and a.status != DRAFT)
        concerned = (*self.procedures, *applied)
        return tuple(line for one in concerned for line in advice.get(one.iri, ()))
