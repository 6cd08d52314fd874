"""What the classifiers of Kazakhstan have in the field of study of a foreign qualification."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from typing import Literal

from kgqual.answering.evidence import Link, steps_of
from kgqual.answering.graph import Graph
from kgqual.answering.query import Query
from kgqual.namespaces import ISCED_F, KQ
from kgqual.recognition.outcome import Related, StudyField

_QUERY = Query.beside(__file__)
_DETAILED = 4
_KINDS: dict[str, Literal["direction", "group", "speciality"]] = {
    KQ.StudyDirection.value: "direction",
    KQ.ProgrammeGroup.value: "group",
    KQ.Speciality.value: "speciality",
}
_OF_SECTOR = {
    "higher": frozenset({"direction", "group"}),
    "school-tvet": frozenset({"speciality"}),
}


def study_field(graph: Graph, code: str) -> StudyField | None:
    """Return the field of an ISCED-F code and what is in it; None for a code that is no field.

    A detailed field (0613) is *near* what a classifier assigns to the whole narrow field around
    it (0610, not further defined).
    """
    return graph.once(("recognition field", code), lambda: _study_field(graph, code))


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


def _study_field(graph: Graph, code: str) -> StudyField | None:
    asked = ISCED_F[code].value
    field = graph.named([asked])[asked]
    if not field.label:
        return None
    around = ISCED_F[f"{code[:3]}0"].value if len(code) == _DETAILED else asked
    found: dict[tuple[str, str, str], set[str]] = defaultdict(set)
    at: dict[str, str] = {}
    for row in graph.rows(_QUERY, field={asked, around}):
        prefixes = found[row["kind"], row["thing"], row["field"]]
        prefixes.update({row["prefix"]} if "prefix" in row else ())
        at[row["thing"]] = row["at"]
    links = {thing: Link(thing, KQ.studyField, place) for thing, place in at.items()}
    steps, names = steps_of(graph, links.values()), graph.named(at)
    return StudyField(
        field=field,
        related=tuple(
            Related(
                **dict(names[thing]),
                kind=_KINDS[kind],
                fit="field" if place == asked else "near",
                prefixes=tuple(sorted(prefixes)),
                step=steps[links[thing]],
            )
            for (kind, thing, place), prefixes in found.items()
        ),
    )
