"""Groups of ISCO-08: their place, their skill level, and what is in them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from pyoxigraph import Literal, NamedNode, Triple

from kgqual.answering import AnyAnswer, OpenSnapshot
from kgqual.model import Strength
from kgqual.namespaces import ISCO, KQ, RDF, SKOS, thing
from kgqual.questions import ask
from kgqual.store.snapshot import Snapshot

Asking = Callable[..., AnyAnswer]
SCHEME = NamedNode("http://data.europa.eu/esco/concept-scheme/isco")


def found(answer: AnyAnswer) -> list[tuple[str, str]]:
    """Return the relation and the code, or else the name, of each facet."""
    return [(f.relation, f.thing.code or f.thing.label["en"]) for f in answer.answer or ()]


def walked(answer: AnyAnswer, steps: Sequence[int]) -> list[tuple[str, str, bool]]:
    """Return the ends of the steps by the last part of their IRIs, and whether against."""
    return [
        (s.subject.rpartition("/")[2], s.object.rpartition("/")[2], s.against)
        for s in (answer.steps[index] for index in steps)
    ]


def test_a_unit_group_has_its_place_and_the_skill_level_of_its_major_group(asking: Asking) -> None:
    answer = asking("isco", code="2513")
    assert found(answer) == [
        ("skill-level", "4"),
        ("broader", "2"),
        ("broader", "25"),
        ("broader", "251"),
        ("worldskills", "17"),
    ]
    assert answer.strength is Strength.OFFICIAL
    assert answer.answer
    assert walked(answer, answer.answer[0].steps) == [
        ("C2513", "C251", False),
        ("C251", "C25", False),
        ("C25", "C2", False),
        ("C2", "4", False),
    ]


def test_skills_of_worldskills_in_a_group_below_are_reached_through_it(asking: Asking) -> None:
    answer = asking("isco", code="ISCO 25")
    web = next(f for f in answer.answer or () if f.thing.code == "17")
    assert walked(answer, web.steps) == [
        ("C251", "C25", True),
        ("C2513", "C251", True),
        ("17", "C2513", True),
    ]


def test_with_esco_a_unit_group_lists_its_occupations(asking_esco: Asking) -> None:
    answer = asking_esco("isco", code="2513")
    assert [code for relation, code in found(answer) if relation == "occupation"] == [
        "2513.1",
        "2513.2",
        "2513.3",
        "2513.4",
        "2513.5",
    ]


def test_with_esco_the_groups_below_are_counted_not_listed(asking_esco: Asking) -> None:
    answer = asking_esco("isco", code="2")
    counts = {f.thing.code: f.occupations for f in answer.answer or () if f.occupations is not None}
    assert counts == {"21": 275, "22": 59, "23": 131, "24": 130, "25": 69, "26": 183}
    assert "occupation" not in dict(found(answer))


def test_without_esco_nothing_is_counted(asking: Asking) -> None:
    answer = asking("isco", code="2")
    assert {f.occupations for f in answer.answer or ()} == {None}


def test_a_code_is_one_of_isco_not_of_the_national_classifier(asking: Asking) -> None:
    answer = asking("isco", code="2")
    assert answer.resolved["code"].iri == "http://data.europa.eu/esco/isco/C2"


def test_a_group_of_the_national_classifier_is_shown_where_a_source_compares_them(
    publish_releases: Callable[..., Snapshot], tmp_path: Path
) -> None:
    group = thing("nco", "2017", "2513")
    isco = ISCO["C2513"]
    triples = [
        Triple(group, RDF.type, KQ.OccupationGroup),
        Triple(group, SKOS.notation, Literal("2513")),
        Triple(group, SKOS.closeMatch, isco),
        Triple(isco, RDF.type, KQ.OccupationGroup),
        Triple(isco, SKOS.notation, Literal("2513")),
        Triple(isco, SKOS.inScheme, SCHEME),
    ]
    snapshot = publish_releases(tmp_path, {("nco", "2017"): ("2017", triples)})
    with OpenSnapshot.of(snapshot) as opened:
        answer = ask(opened.on(), "isco", {"code": "2513"})
    assert found(answer) == [("other-classifier", "2513")]
    assert answer.answer
    assert answer.answer[0].thing.iri == group.value
    assert walked(answer, answer.answer[0].steps) == [("2513", "C2513", True)]
