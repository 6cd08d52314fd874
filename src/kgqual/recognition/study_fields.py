"""What the classifiers of Kazakhstan have in the field of study of a foreign qualification."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

from kgqual.answering.evidence import Link, steps_of
from kgqual.answering.graph import Graph
from kgqual.answering.query import Query
from kgqual.namespaces import ISCED_F, KQ
from kgqual.recognition.outcome import Related, StudyField

_ASSIGNED = Query.beside(__file__)
_PREFIXES = Query.beside(__file__, "prefixes")
_TREE = Query.beside(__file__, "tree")
_DETAILED = 4
Kind = Literal["direction", "group", "speciality"]
_KINDS: dict[str, Kind] = {
    KQ.StudyDirection.value: "direction",
    KQ.ProgrammeGroup.value: "group",
    KQ.Speciality.value: "speciality",
}
_OF_SECTOR = {
    "higher": frozenset({"direction", "group"}),
    "school-tvet": frozenset({"speciality"}),
}


class _Assigned(NamedTuple):
    """A direction, group or speciality in a field, and the prefixes of its codes."""

    kind: Kind
    link: Link
    prefixes: tuple[str, ...]


@dataclass(frozen=True)
class _Fields:
    """The fields of study of a graph and what is assigned to each; read once a snapshot."""

    broader: Mapping[str, str]
    assigned: Mapping[str, Sequence[_Assigned]]

    def within(self, field: str) -> Iterator[str]:
        """Yield a field and all below it."""
        return (one for one in self.broader if field in self._up(one))

    def top(self, field: str) -> str:
        """Return the broad field that a field belongs to."""
        return self._up(field)[-1]

    def _up(self, field: str) -> list[str]:
        way = [field]
        while above := self.broader.get(way[-1]):
            way.append(above)
        return way


def study_field(graph: Graph, code: str) -> StudyField | None:
    """Return the field of an ISCED-F code and what is in it; None for a code that is no field.

    A detailed field (0613) is *near* what a classifier assigns to the whole narrow field around
    it (0610, not further defined).
    """
    fields = graph.once("recognition fields", lambda: _read(graph))
    iri = ISCED_F[code].value
    if iri not in fields.broader:
        return None
    return graph.once(("recognition field", iri), lambda: _study_field(graph, fields, iri))


def narrowed(field: StudyField, sector: str, prefixes: Collection[str]) -> StudyField:
    """Return the field with what fits the education and the awards that are known.

    Directions and groups are higher education, specialities vocational. ``prefixes`` are those of
    the awards that correspond. Where nothing fits, everything is kept.
    """
    kinds = _OF_SECTOR.get(sector, frozenset(_KINDS.values()))
    kept = [one for one in field.related if one.kind in kinds]
    if prefixes:
        kept = [one for one in kept if not one.prefixes or set(prefixes) & set(one.prefixes)]
    return field.model_copy(update={"related": tuple(kept)}) if kept else field


def _study_field(graph: Graph, fields: _Fields, iri: str) -> StudyField:
    broad = fields.top(iri)
    related = graph.once(("recognition broad field", broad), lambda: _related(graph, fields, broad))
    code = iri.removeprefix(ISCED_F.iri)
    around = ISCED_F[f"{code[:3]}0"].value if len(code) == _DETAILED else iri
    inside = dict.fromkeys(fields.within(iri))
    near = () if around in inside else related.get(around, ())
    names = graph.named({iri, fields.broader[iri]} - {""})
    return StudyField(
        field=names[iri],
        broader=names.get(fields.broader[iri]),
        related=(
            *(one for at in inside for one in related.get(at, ())),
            *(one.model_copy(update={"fit": "near"}) for one in near),
        ),
    )


def _related(graph: Graph, fields: _Fields, broad: str) -> dict[str, tuple[Related, ...]]:
    """Return what is in a broad field, by the field: as much as is worth one look-up of names."""
    found = {at: fields.assigned.get(at, ()) for at in fields.within(broad)}
    links = [one.link for listed in found.values() for one in listed]
    steps, names = steps_of(graph, links), graph.named(link.subject for link in links)
    return {
        at: tuple(
            Related(
                **dict(names[one.link.subject]),
                kind=one.kind,
                fit="field",
                prefixes=one.prefixes,
                step=steps[one.link],
            )
            for one in listed
        )
        for at, listed in found.items()
    }


def _read(graph: Graph) -> _Fields:
    broader = {row["field"]: row.get("broader", "") for row in graph.rows(_TREE)}
    prefixes: dict[str, list[str]] = defaultdict(list)
    for row in graph.rows(_PREFIXES):
        prefixes[row["thing"]].append(row["prefix"])
    assigned: dict[str, list[_Assigned]] = defaultdict(list)
    for row in graph.rows(_ASSIGNED):
        link = Link(row["thing"], KQ.studyField, row["at"])
        found = _Assigned(_KINDS[row["kind"]], link, tuple(prefixes[row["thing"]]))
        assigned[row["at"]].append(found)
    return _Fields(broader, assigned)
