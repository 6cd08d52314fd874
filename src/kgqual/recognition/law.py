"""The law of recognition as sources state it, read once a snapshot: procedures, acts, agreements.

Everything carries the steps it rests on. What a claim states without a source that was verified is
kept apart in ``unconfirmed``: it is never a rule.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode

from kgqual.answering.envelope import Step, Text
from kgqual.answering.evidence import Link, steps_of
from kgqual.answering.graph import Graph
from kgqual.answering.query import Query
from kgqual.model import Strength
from kgqual.namespaces import ELI, FOAF, KQ, SCHEMA
from kgqual.recognition.described import Described, described
from kgqual.recognition.outcome import Act, Advice, Agreement, Procedure
from kgqual.recognition.wording import say

_PROCEDURES = Query.beside(__file__, "procedures")
_ACTS = Query.beside(__file__, "acts")
_AGREEMENTS = Query.beside(__file__, "agreements")
_DEMANDS = Query.beside(__file__, "demands")
_GAPS = Query.beside(__file__, "gaps")
IN_FORCE, DRAFT = "in-force", "draft"
_PAST = "historical"


@dataclass(frozen=True)
class Law:
    """The rules of a snapshot. ``demands`` and ``unconfirmed`` are by procedure or agreement.

    ``parties`` is by agreement; a source may name some of them only.
    """

    procedures: Mapping[str, Procedure]
    agreements: Mapping[str, Agreement]
    parties: Mapping[str, frozenset[str]]
    demands: Mapping[str, Sequence[Advice]]
    unconfirmed: Mapping[str, Sequence[Advice]]
    gaps: tuple[Text, ...]

    @classmethod
    def of(cls, graph: Graph) -> Law:
        """Return the law of a graph, read the first time it is asked for."""
        return graph.once("recognition law", lambda: _Reading(graph).law())


class _Reading:
    """The law of one graph while it is read."""

    def __init__(self, graph: Graph) -> None:
        self._graph = Graph(graph.snapshot, graph.asked)
        acts = described(self._graph, _ACTS)
        self._acts = self._adopted(acts)
        self._procedures = {
            iri: found
            for iri, found in described(self._graph, _PROCEDURES).items()
            if not (known := acts.keys() & found.iris(KQ.governedBy)) or known & self._acts.keys()
        }
        self._agreements = self._adopted(described(self._graph, _AGREEMENTS))
        self._demands = _demands(self._graph)
        gaps = sorted({row["gap"] for row in self._graph.rows(_GAPS)})
        mentioned = {
            iri
            for procedure in self._procedures.values()
            for iri in (procedure.iri, *procedure.iris(KQ.competentBody))
        }
        self._gaps = gaps
        self._names = self._graph.named({*mentioned, *self._acts, *self._agreements, *gaps})
        links = [link for listed in (self._links(), self._demands) for link in listed]
        self._steps = steps_of(self._graph, links)

    def _adopted(self, found: Mapping[str, Described]) -> dict[str, Described]:
        """Return what was adopted by the day that is asked about, or is without a date.

        A procedure all of whose acts are younger did not yet exist, nor what is asked for in it.
        """
        day = self._graph.day.isoformat()
        return {iri: one for iri, one in found.items() if one.first(ELI.date_document) <= day}

    def law(self) -> Law:
        """Return what was read."""
        demands: dict[str, list[Advice]] = defaultdict(list)
        unconfirmed: dict[str, list[Advice]] = defaultdict(list)
        for link in self._demands:
            step = self._steps[link].model_copy(update={"statement": link.statement})
            if (step.note or "").startswith(_PAST):
                continue
            kept = unconfirmed if step.strength is Strength.UNVERIFIED else demands
            key = link.predicate.value.removeprefix(KQ.iri)
            kept[link.subject].append(Advice(key=key, text=step.statement, steps=(step,)))
        return Law(
            {iri: self._procedure(found) for iri, found in self._procedures.items()},
            {iri: self._agreement(found) for iri, found in self._agreements.items()},
            {iri: frozenset(found.iris(KQ.party)) for iri, found in self._agreements.items()},
            demands,
            unconfirmed,
            tuple(self._names[gap].label for gap in self._gaps),
        )

    def _links(self) -> Iterable[Link]:
        for procedure in self._procedures.values():
            yield from _links(procedure, KQ.competentBody)
            yield from _links(procedure, KQ.governedBy)
            yield from _status(procedure)
        for agreement in self._agreements.values():
            yield from _links(agreement, KQ.party)
            yield from _status(agreement)
        for act in self._acts.values():
            yield from _status(act)
            yield from _links(act, KQ.ratifies)
            yield from _links(act, KQ.approves)

    def _chain(self, links: Iterable[Link]) -> tuple[Step, ...]:
        return tuple(self._steps[link] for link in links)

    def _procedure(self, found: Described) -> Procedure:
        bodies, acts = found.iris(KQ.competentBody), found.iris(KQ.governedBy)
        parts = (_links(found, KQ.competentBody), _links(found, KQ.governedBy), _status(found))
        links = [link for part in parts for link in part]
        return Procedure(
            **dict(self._names[found.iri]),
            applies_to=found.text(KQ.appliesTo),
            bodies=tuple(self._names[iri] for iri in bodies),
            acts=tuple(self._act(self._acts[iri]) for iri in acts if iri in self._acts),
            status=found.first(KQ.status),
            note=found.first(KQ.currencyNote) or None,
            steps=self._chain(links),
        )

    def _act(self, found: Described) -> Act:
        return Act(
            **dict(self._names[found.iri]),
            number=found.first(KQ.actNumber),
            date=found.first(ELI.date_document),
            kind=found.first(KQ.actType),
            status=found.first(KQ.status),
            page=found.first(FOAF.page) or None,
            steps=self._chain(_status(found)),
        )

    def _agreement(self, found: Described) -> Agreement:
        acts = [
            act
            for act in self._acts.values()
            if found.iri in (*act.iris(KQ.ratifies), *act.iris(KQ.approves))
        ]
        return Agreement(
            **dict(self._names[found.iri]),
            parties="unknown",
            covers=found.text(KQ.covers),
            signed=found.first(ELI.date_document),
            in_force_from=found.first(SCHEMA.validFrom),
            status=found.first(KQ.status),
            state=_state(found.first(KQ.status), found.first(SCHEMA.validFrom)),
            note=found.first(KQ.currencyNote) or None,
            acts=tuple(map(self._act, acts)),
            steps=self._chain([*_links(found, KQ.party), *_status(found)]),
        )


def _links(found: Described, property: NamedNode) -> list[Link]:
    return [Link(found.iri, property, iri) for iri in found.iris(property)]


def _status(found: Described) -> list[Link]:
    status = found.first(KQ.status)
    return [Link(found.iri, KQ.status, Literal(status))] if status else []


def _state(status: str, since: str) -> Text:
    """Return in words whether an agreement is in force, and since when, as far as stated."""
    if status == IN_FORCE and since:
        return say("state.since", date=since)
    return say(f"state.{status or 'unknown'}")


def _demands(graph: Graph) -> list[Link]:
    """Return what claims say that a procedure or an agreement asks for, in their own words."""
    facts: dict[str, tuple[str, NamedNode, NamedNode | Literal]] = {}
    said: dict[str, dict[str, str]] = defaultdict(dict)
    for row in graph.solutions(_DEMANDS):
        claim, subject, predicate = row["claim"], row["subject"], row["predicate"]
        object, statement = row["object"], row["statement"]
        assert isinstance(claim, NamedNode) and isinstance(subject, NamedNode)
        assert isinstance(predicate, NamedNode) and isinstance(statement, Literal)
        assert isinstance(object, NamedNode | Literal)
        facts[claim.value] = (subject.value, predicate, object)
        said[claim.value][statement.language or ""] = statement.value
    return [Link(*facts[claim], statement=said[claim]) for claim in facts]
