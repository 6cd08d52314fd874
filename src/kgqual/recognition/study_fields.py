"""What the classifiers of Kazakhstan have in the field of study of a foreign qualification."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from kgqual.answering.envelope import Named
from kgqual.answering.evidence import Link, steps_of
from kgqual.answering.graph import Graph
from kgqual.answering.query import Query
from kgqual.namespaces import ISCED_F, KQ
from kgqual.recognition.outcome import Related, StudyField

_ASSIGNED = Query.beside(__file__)
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


@dataclass(frozen=True)
class _Fields:
    """The fields of study of a graph and what is assigned to each; read once a snapshot."""

    names: Mapping[str, Named]
    broader: Mapping[str, str]
    assigned: Mapping[str, Sequence[Related]]

    def within(self, field: str) -> Iterator[str]:
        """Yield a field and all below it."""
        for one in self.broader:
            at = one
            while at and at != field:
                at = self.broader.get(at, "")
            if at:
                yield one


def study_field(graph: Graph, code: str) -> StudyField | None:
    """Return the field of an ISCED-F code and what is in it; None for a code that is no field.

    A detailed field (0613) is *near* what a classifier assigns to the whole narrow field around
    it (0610, not further defined).
    """
    fields = graph.once("recognition fields", lambda: _read(graph))
    iri = ISCED_F[code].value
    if iri not in fields.broader:
        return None
    return graph.once(("recognition field", code), lambda: _study_field(fields, iri))


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


def _study_field(fields: _Fields, iri: str) -> StudyField:
    code = iri.removeprefix(ISCED_F.iri)
    around = ISCED_F[f"{code[:3]}0"].value if len(code) == _DETAILED else iri
    inside = dict.fromkeys(fields.within(iri))
    near = () if around in inside else fields.assigned.get(around, ())
    return StudyField(
        field=fields.names[iri],
        broader=fields.names.get(fields.broader[iri]),
        related=(
            *(one for at in inside for one in fields.assigned.get(at, ())),
            *(one.model_copy(update={"fit": "near"}) for one in near),
        ),
    )


def _read(graph: Graph) -> _Fields:
    broader = {row["field"]: row.get("broader", "") for row in graph.rows(_TREE)}
    prefixes: dict[tuple[str, Link], list[str]] = defaultdict(list)
    for row in graph.rows(_ASSIGNED):
        link = Link(row["thing"], KQ.studyField, row["at"])
        prefixes[row["kind"], link].extend([row["prefix"]] if "prefix" in row else [])
    steps = steps_of(graph, [link for _, link in prefixes])
    names = graph.named([*broader, *(link.subject for _, link in prefixes)])
    assigned: dict[str, list[Related]] = defaultdict(list)
    for (kind, link), found in prefixes.items():
        related = Related(
            **dict(names[link.subject]),
            kind=_KINDS[kind],
            fit="field",
            prefixes=tuple(found),
            step=steps[link],
        )
        assigned[str(link.object)].append(related)
    return _Fields(names, broader, assigned)
