"""Whether a profession is regulated, as far as the registers and sources in the graph know."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pyoxigraph import Literal

from kgqual.answering.envelope import Named, Step
from kgqual.answering.evidence import Link, steps_of
from kgqual.answering.graph import Graph
from kgqual.answering.query import Query
from kgqual.model import Strength
from kgqual.namespaces import KQ, SKOS, thing
from kgqual.recognition.outcome import Profession
from kgqual.recognition.own_steps import own_step
from kgqual.recognition.titles import THRESHOLD, Known, Titles, table
from kgqual.recognition.wording import say

_LISTED = Query.beside(__file__)


@dataclass(frozen=True)
class Professions:
    """The professions that are listed with a regime: what they are called, and who lists them."""

    names: Mapping[str, Named]
    regimes: Mapping[str, tuple[str, tuple[Step, ...]]]
    titles: Titles

    @classmethod
    def of(cls, graph: Graph) -> Professions:
        """Return the professions of a graph, read the first time they are asked for."""
        return graph.once("recognition professions", lambda: _read(graph))

    def about(self, title: str, field: Named | None) -> tuple[Profession, ...]:
        """Return those that a printed title names, or for which its field of study trains.

        That a field trains for a profession no source says: it is assumed, and so unverified, as in
        the question ``regulated``.
        """
        named = [
            Profession(**dict(self.names[iri]), regime=regime, because="title", steps=steps)
            for iri in self._called(title)
            for regime, steps in (self.regimes[iri],)
        ]
        return (*named, *(self._trained(field) if field else ()))

    def _called(self, title: str) -> list[str]:
        near = (hit for hit in self.titles.hits(title) if hit.score >= THRESHOLD)
        return [hit.known.qualification for hit in near]

    def _trained(self, field: Named) -> Sequence[Profession]:
        code = field.iri.rpartition("/")[2]
        found = []
        for row in table("professions"):
            iri = thing("regulated-profession", row["profession"]).value
            if code.startswith(row["field"]) and iri in self.regimes:
                regime, steps = self.regimes[iri]
                trained = _trains(field, self.names[iri])
                found.append(
                    Profession(
                        **dict(self.names[iri]),
                        regime=regime,
                        because="field",
                        steps=(trained, *steps),
                    )
                )
        return found


def _trains(field: Named, profession: Named) -> Step:
    link = Link(field.iri, SKOS.relatedMatch, profession.iri)
    said = say("statement.trains", field=field, profession=profession)
    return own_step(link, said, Strength.UNVERIFIED, "professions")


def _read(graph: Graph) -> Professions:
    links: dict[str, dict[Link, str]] = defaultdict(dict)
    known = set()
    for row in graph.rows(_LISTED):
        link = Link(row["entry"], KQ.recognitionRegime, Literal(row["regime"]))
        links[row["profession"]][link] = row["regime"]
        known.add(Known(row["profession"], row["title"], synonym=False))
    steps = steps_of(graph, [link for found in links.values() for link in found])
    regimes = {
        iri: (" ".join(sorted(set(found.values()))), tuple(steps[link] for link in found))
        for iri, found in links.items()
    }
    return Professions(graph.named(links), regimes, Titles(sorted(known)))
