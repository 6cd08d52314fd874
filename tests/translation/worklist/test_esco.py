"""From ESCO v1.1.0 to v1.1.1: what was read in the publisher's tables by hand is in the worklist.

In ``occupations_en.csv`` one occupation is gone, 2269.8.3, whose names another has now. In
``skills_en.csv`` 86 descriptions and two preferred labels are others. In ``skillGroups_en.csv`` 418
of 423 groups that had an IRI with their code in it are gone, nearly all for one with a UUID.
"""

from __future__ import annotations

from collections import Counter
from contextlib import closing
from pathlib import Path

from kgqual.answering import OpenSnapshot
from kgqual.editorial import Editorial, Role
from kgqual.editorial.translations import Edit, Field, State
from kgqual.store.snapshot import Snapshot
from kgqual.translation.units import Kind, Units
from kgqual.translation.worklist import Item, Outcome, worklist
from kgqual.translation.worklist.report import difference
from kgqual.translation.worklist.successions import esco_pair

ESCO = "http://data.europa.eu/esco/"
GENDER = f"{ESCO}skill/cd50d616-1f8b-481e-983f-68d2674ff82d"
CASH = f"{ESCO}skill/279101c1-e325-4349-bf58-401b6c8ff208"
RADIOGRAPHER = f"{ESCO}occupation/7639a601-6db0-41ed-9fb0-813d9b8beb05"
THERAPEUTIC = f"{ESCO}occupation/a9e54177-a185-404d-b6e6-15663d31137e"
NEGOTIATING, NOW_NEGOTIATING = (
    f"{ESCO}skill/{name}" for name in ("S1.1", "323b3684-86ec-40fa-81b4-bc52694ef168")
)
PREFERRED, ALTERNATIVE, DESCRIPTION = Field.PREFERRED, Field.ALTERNATIVE, Field.DESCRIPTION
WRITTEN = {
    (GENDER, PREFERRED): "зерттеудегі инклюзияны ілгерілету",
    (CASH, PREFERRED): "кассамен жұмыс істеу",
    (CASH, DESCRIPTION): "Ақшаны санау.",
    (RADIOGRAPHER, PREFERRED): "рентген-зертханашы",
    (RADIOGRAPHER, ALTERNATIVE): "радиотерапевт",
    (THERAPEUTIC, PREFERRED): "сәулелік терапия маманы",
    (NEGOTIATING, PREFERRED): "келіссөздер жүргізу",
}
"""What was translated while v1.1.0 was current."""


def test_the_way_from_one_release_to_the_next(escos: Snapshot, tmp_path: Path) -> None:
    with OpenSnapshot.of(escos) as opened, closing(Editorial(tmp_path)) as editorial:
        graph = opened.on()
        before = Units.read(graph, esco_pair(graph, "1.1.0", "1.1.1").old)
        bolat, _ = editorial.people.add("Bolat", Role.REVIEWER)
        for number, ((iri, field), text) in enumerate(WRITTEN.items()):
            unit = before.concepts[iri].units[field]
            version = editorial.translations.concept("kk", iri).version
            edit = Edit(
                *(f"written-{number}", "kk", iri, version, {field: (text,)}),
                *({field: unit.hash}, {field: unit.texts}, State.APPROVED),
            )
            editorial.translations.save(bolat, edit)
        made = worklist(graph, editorial.translations, "kk", "1.1.0", "1.1.1")
    found = {(item.concept.iri, item.field): item for item in made.items}
    _what_was_written(found)
    _what_the_release_changes(made.items)


def _what_was_written(found: dict[tuple[str, Field], Item]) -> None:
    outcomes = {about: found[about].outcome for about in WRITTEN}
    assert outcomes == {
        (GENDER, PREFERRED): Outcome.STALE,
        (CASH, PREFERRED): Outcome.CARRIED,
        (CASH, DESCRIPTION): Outcome.STALE,
        (RADIOGRAPHER, PREFERRED): Outcome.CARRIED,
        (RADIOGRAPHER, ALTERNATIVE): Outcome.STALE,
        (THERAPEUTIC, PREFERRED): Outcome.REMOVED,
        (NEGOTIATING, PREFERRED): Outcome.REMOVED,
    }
    assert difference(found[GENDER, PREFERRED]) == (
        "[-promote-]{+integrate+} [-inclusion-]{+gender dimension+} in research"
    )
    assert difference(found[CASH, DESCRIPTION]).count("[-;-]{+.+}") == 3
    radiographer = found[RADIOGRAPHER, ALTERNATIVE]
    assert set(radiographer.before) - set(radiographer.after) == {
        *("radiation therapy technician", "radiotherapist")
    }
    assert found[THERAPEUTIC, PREFERRED].successors == (
        f"{ESCO}occupation/e139b0a3-3bc5-4c33-bfbf-51ac20ac12fa",
    )
    offered = found[NOW_NEGOTIATING, PREFERRED]
    assert (offered.outcome, offered.concept.code) == (Outcome.OFFERED, "S1.1")
    assert offered.offer and offered.offer.predecessor.iri == NEGOTIATING
    assert offered.offer.entry.texts == ("келіссөздер жүргізу",)


def _what_the_release_changes(items: tuple[Item, ...]) -> None:
    counted = Counter(
        (item.outcome, item.concept.kind) for item in items if item.field is PREFERRED
    )
    assert counted[Outcome.REMOVED, Kind.OCCUPATION] == 1
    assert counted[Outcome.REMOVED, Kind.SKILL_GROUP] == 418
    assert counted[Outcome.NEW, Kind.SKILL_GROUP] == 426, "and S1.1, which is offered"
    assert counted[Outcome.CHANGED, Kind.SKILL] == 1, "and the one that is stale"
    described = Counter(item.outcome for item in items if item.field is DESCRIPTION)
    assert described[Outcome.CHANGED] + described[Outcome.STALE] == 86
    alone = {
        item.concept.code
        for item in items
        if item.outcome is Outcome.REMOVED
        and item.concept.kind is Kind.SKILL_GROUP
        and not item.successors
    }
    assert alone == {"S2.8.1", "S6.2.4"}
