"""Where in Kazakhstan the knowledge that an occupation needs is studied."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Annotated, Literal

from kgqual.answering import (
    Evidence,
    Findings,
    Graph,
    Item,
    Link,
    Named,
    Of,
    Query,
    Reason,
    Thing,
    question,
)
from kgqual.answering.graph import Row
from kgqual.namespaces import ESCO, KQ, SKOS
from kgqual.questions.esco.knowledge import Field, fields
from kgqual.questions.esco.loaded import esco_graphs
from kgqual.questions.esco.members import members
from kgqual.questions.esco.skill_sets import skill_sets

QUERY = Query.beside(__file__)
PROGRAMMES = Query.beside(__file__, "programmes")
LEADS = 20
KINDS: Mapping[str, str] = {
    KQ.Speciality.value: "speciality",
    KQ.StudyDirection.value: "direction",
    KQ.ProgrammeGroup.value: "programme-group",
}


class StudyProgramme(Item):
    """A vocational speciality, or a direction or programme group of higher education.

    ``field`` is the detailed field of ISCED-F 2013 that it shares with ``essential`` and
    ``optional`` knowledge of the occupation, as ESCO lists it, the rarest first. ``share`` is the
    part that the essential knowledge in the field has in the weight of all that is in some field
    (:mod:`kgqual.questions.esco.skill_sets`): 0 where it is optional only.
    """

    programme: Named
    kind: Literal["speciality", "direction", "programme-group"]
    field: Named
    share: float
    essential: tuple[Named, ...]
    optional: tuple[Named, ...]


@question
def programmes_for_occupation(
    graph: Graph, occupation: Annotated[Thing, Of(ESCO.Occupation, KQ.OccupationGroup, kind="esco")]
) -> Findings[StudyProgramme]:
    """Return what is studied in the fields of the knowledge that an occupation needs.

    The chain: occupation → knowledge → ISCED-F field (in ESCO) → the same field (in the European
    vocabulary) → what Kazakhstan's classifiers assign to it. Fields with the greatest share of
    essential knowledge come first. Optional knowledge makes no field count, unless ESCO lists no
    essential knowledge in any field. A unit group of ISCO-08 stands for the occupations in it:
    knowledge weighs as often as they need it.

    Most programme groups are assigned to a narrow field only (0910 stands for "health, not further
    defined"). They may be about the detailed field, or about another one beside it: the first 20 of
    them are leads, with the assignment that would have to be confirmed.
    """
    evidence = Evidence[StudyProgramme](graph)
    if not esco_graphs(graph):
        return evidence.findings(Reason.not_loaded("esco"))
    reached = members(graph, occupation)
    if not reached:
        return evidence.findings(Reason("no-occupations", occupation=occupation))
    found = _counting(fields(graph, QUERY, reached))
    if not found:
        return evidence.findings(Reason("no-field", occupation=occupation))
    search = _Search(graph, found, reached)
    for item, links in search.programmes():
        evidence.answer(item, links)
    return evidence.findings(Reason("no-programme", occupation=occupation))


def _counting(found: Mapping[str, Field]) -> Mapping[str, Field]:
    """Return the fields of essential knowledge, or all when there are none."""
    return {iri: field for iri, field in found.items() if field.essential} or found


class _Search:
    """What is studied in some fields, ranked by the knowledge in them."""

    def __init__(
        self, graph: Graph, found: Mapping[str, Field], reached: Mapping[str, list[Link]]
    ) -> None:
        self._reached = reached
        self._fields = found
        sets = skill_sets(graph)
        self._weights = {
            iri: sum(sets.weight([k]) * len(needing) for k, needing in field.essential.items())
            for iri, field in found.items()
        }
        self._rarity = {
            k: sets.needing(k) for f in found.values() for k in (*f.essential, *f.optional)
        }
        self._rows = [row for field in found for row in _studied(graph, field)]
        self._names = graph.named(
            {row["programme"] for row in self._rows} | set(found) | set(self._rarity)
        )
        self._graphs = tuple(
            sorted(e.iri for e in graph.entries.values() if e.kind in ("he", "tvet"))
        )

    def programmes(self) -> Iterator[tuple[StudyProgramme, list[Link]]]:
        """Yield answers and leads with their chains, the fields with the greatest share first."""
        leads = 0
        for row in sorted(self._rows, key=self._place):
            field = self._fields[row["field"]]
            essential = sorted(field.essential, key=self._rare)
            optional = sorted(set(field.optional) - set(essential), key=self._rare)
            if "narrow" not in row:
                yield self._item(row, essential, optional), self._chain(row, essential + optional)
            elif (leads := leads + 1) <= LEADS:
                rarest = (essential or optional)[:1]
                both = (rarest, []) if essential else ([], rarest)
                yield self._item(row, *both), self._lead(row, rarest)

    def _item(self, row: Row, essential: Sequence[str], optional: Sequence[str]) -> StudyProgramme:
        whole = sum(self._weights.values())
        return StudyProgramme.model_validate(
            {
                "programme": self._names[row["programme"]],
                "kind": KINDS[row["class"]],
                "field": self._names[row["field"]],
                "share": round(self._weights[row["field"]] / whole, 4) if whole else 0,
                "essential": [self._names[k] for k in essential],
                "optional": [self._names[k] for k in optional],
            }
        )

    def _chain(self, row: Row, knowledge: Sequence[str]) -> list[Link]:
        links = self._to_field(row["field"], knowledge)
        return [*links, Link(row["programme"], KQ.studyField, row["in"], against=True)]

    def _lead(self, row: Row, knowledge: Sequence[str]) -> list[Link]:
        """Return the chain to a programme in the narrow field, and what it would have to be in."""
        return [
            *self._to_field(row["field"], knowledge),
            Link(row["field"], SKOS.broader, row["narrow"]),
            Link(row["in"], SKOS.broader, row["narrow"], against=True),
            Link(row["programme"], KQ.studyField, row["in"], against=True),
            Link(
                row["programme"],
                KQ.studyField,
                row["field"],
                against=True,
                computed_from=self._graphs,
                assumed=True,
            ),
        ]

    def _to_field(self, field: str, knowledge: Sequence[str]) -> list[Link]:
        links = [link for k in knowledge for link in self._fields[field].links(k)]
        towards = {link.subject for link in links}
        return [
            *(link for o, chain in self._reached.items() if o in towards for link in chain),
            *links,
        ]

    def _rare(self, knowledge: str) -> tuple[int, str]:
        return self._rarity[knowledge], knowledge

    def _place(self, row: Row) -> tuple[float, int, str, int, str, str]:
        programme = self._names[row["programme"]]
        optional = len(self._fields[row["field"]].optional)
        kind = list(KINDS).index(row["class"])
        return (
            -self._weights[row["field"]],
            -optional,
            row["field"],
            kind,
            programme.code,
            programme.iri,
        )


def _studied(graph: Graph, field: str) -> Sequence[Row]:
    """Return what is studied in a field, looked up once for a snapshot: fields are a hundred."""
    return graph.once((PROGRAMMES.name, field), lambda: list(graph.rows(PROGRAMMES, field=field)))
