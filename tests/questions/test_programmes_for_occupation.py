"""From an occupation through its knowledge to what is studied in Kazakhstan."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pyoxigraph import NamedNode, Triple

from kgqual.answering import AnyAnswer, OpenSnapshot
from kgqual.chaining import residual
from kgqual.model import Strength
from kgqual.namespaces import ESCO, ESCO_OCCUPATION, ISCED_F, ISCO, KQ, RDF, SKOS, Namespace, thing
from kgqual.questions import ask
from kgqual.store.snapshot import Snapshot

Asking = Callable[..., AnyAnswer]
NAME = "programmes-for-occupation"
ESCO_SKILL, ESCO_ISCED_F = Namespace("esco-skill"), Namespace("esco-isced-f")


def test_the_chain_goes_through_knowledge_and_its_field(asking_esco: Asking) -> None:
    answer = asking_esco(NAME, occupation="web developer")
    first = (answer.answer or ())[0]
    assert first.programme.code == "06130100"
    assert (first.kind, first.field.code) == ("speciality", "0613")
    chain = [answer.steps[index] for index in first.steps][:3]
    assert [s.predicate.rpartition("#")[2] for s in chain] == [
        "relatedEssentialSkill",
        "broader",
        "exactMatch",
    ]
    assert chain[0].object == chain[1].subject
    assert chain[1].object == chain[2].subject
    last = answer.steps[first.steps[-1]]
    assert last.subject == first.programme.iri
    assert last.object == chain[2].object == first.field.iri
    assert first.strength is answer.strength is Strength.COMPUTED


def test_fields_with_the_greatest_share_of_essential_knowledge_come_first(
    asking_esco: Asking,
) -> None:
    items = asking_esco(NAME, occupation="software developer").answer or ()
    shares = [item.share for item in items]
    assert shares == sorted(shares, reverse=True)
    by_field = {item.field.code: item.share for item in items}
    assert by_field["0613"] == pytest.approx(0.4877, abs=1e-4)
    assert sum(by_field.values()) == pytest.approx(1, abs=1e-3)
    assert all(item.essential for item in items), "optional knowledge makes no field count"


def test_what_is_assigned_to_the_narrow_field_only_is_a_lead(asking_esco: Asking) -> None:
    answer = asking_esco(NAME, occupation="software developer")
    lead = next(one for one in answer.leads if one.answer.programme.code == "B057")
    assert [text["en"] for text in lead.to_confirm] == [
        "“Информационные технологии (B057)” belongs to the field of study"
        " “Software and applications development and analysis (0613)”."
    ]
    stated, assumed = lead.steps[-2:]
    assert stated.object.endswith("/0610")
    assert stated.strength is Strength.INFORMAL
    assert assumed.object.endswith("/0613")
    assert assumed.strength is Strength.UNVERIFIED
    assert "B057" not in [item.programme.code for item in answer.answer or ()]


def test_leads_are_twenty_at_most(asking_esco: Asking) -> None:
    assert len(asking_esco(NAME, occupation="specialised doctor").leads) == 20


def test_optional_knowledge_counts_where_no_knowledge_is_essential(asking_esco: Asking) -> None:
    first = (asking_esco(NAME, occupation="specialised doctor").answer or ())[0]
    assert (first.programme.code, first.field.code) == ("09120100", "0912")
    assert first.essential == ()
    assert first.share == 0
    assert "ophthalmology" in [knowledge.label["en"] for knowledge in first.optional]


def test_a_unit_group_stands_for_the_occupations_in_it(asking_esco: Asking) -> None:
    answer = asking_esco(NAME, occupation="ISCO 2513")
    first = (answer.answer or ())[0]
    assert first.field.code == "0613"
    start = answer.steps[first.steps[0]]
    assert start.predicate == "http://data.europa.eu/esco/model#memberOfISCOGroup"
    assert start.object == "http://data.europa.eu/esco/isco/C2513"
    assert start.against


@pytest.mark.parametrize("group", ["ISCO 25", "NCO 2"])
def test_a_group_without_occupations_of_its_own_is_an_abstention(
    asking_esco: Asking, group: str
) -> None:
    answer = asking_esco(NAME, occupation=group)
    assert answer.abstained
    assert answer.reason
    assert "unit group" in answer.reason


@pytest.mark.parametrize(
    ("code", "what"),
    [
        ("0613", "detailed"),
        ("0610", "not further defined"),
        ("0619", "not elsewhere classified"),
        ("0688", "inter-disciplinary"),
        ("061", "narrow"),
        ("06", "broad"),
    ],
)
def test_only_a_detailed_field_says_what_two_things_have_in_common(code: str, what: str) -> None:
    assert residual(f"http://data.europa.eu/snb/isced-f/{code}") == (what != "detailed")


def test_without_esco_it_says_what_to_add(asking: Asking) -> None:
    answer = asking(NAME, occupation="ISCO 2513")
    assert answer.abstained
    assert answer.reason
    assert answer.reason.startswith("ESCO is not loaded: add")


@pytest.fixture
def small(publish_releases: Callable[..., Snapshot], tmp_path: Path) -> Iterator[Asking]:
    """A graph in which a group of the national classifier is compared with an ISCO group."""
    group, isco = thing("nco", "2017", "2261"), ISCO["C2261"]
    dentist, species, biology = (ESCO_OCCUPATION["d"], ESCO_SKILL["s"], ESCO_SKILL["b"])
    knowledge = NamedNode("http://data.europa.eu/esco/skill-type/knowledge")
    in_esco, field = ESCO_ISCED_F["0511"], ISCED_F["0511"]
    programme = thing("he", "group", "B050")
    releases = {
        ("nco", "2017"): [
            Triple(group, RDF.type, KQ.OccupationGroup),
            Triple(group, SKOS.closeMatch, isco),
        ],
        ("esco", "9"): [
            Triple(dentist, RDF.type, ESCO.Occupation),
            Triple(dentist, ESCO.memberOfISCOGroup, isco),
            Triple(dentist, ESCO.relatedEssentialSkill, species),
            Triple(species, ESCO.skillType, knowledge),
            Triple(species, SKOS.broader, biology),
            Triple(biology, SKOS.broader, in_esco),
            Triple(in_esco, SKOS.exactMatch, field),
        ],
        ("he", "2020"): [
            Triple(programme, RDF.type, KQ.ProgrammeGroup),
            Triple(programme, KQ.studyField, field),
        ],
    }
    snapshot = publish_releases(tmp_path, {key: ("2020", found) for key, found in releases.items()})
    with OpenSnapshot.of(snapshot) as opened:
        yield lambda name, **arguments: ask(opened.on(), name, arguments)


def test_a_group_of_the_national_classifier_stands_for_the_isco_groups_it_is_compared_with(
    small: Asking,
) -> None:
    answer = small(NAME, occupation=thing("nco", "2017", "2261").value)
    (found,) = answer.answer or ()
    assert found.programme.iri.endswith("/he/group/B050")
    walked = [(s.subject.rpartition("/")[2], s.against) for s in answer.steps]
    assert walked == [
        ("2261", False),
        ("d", True),
        ("d", False),
        ("s", False),
        ("b", False),
        ("0511", False),
        ("B050", True),
    ]


def test_knowledge_in_no_field_is_in_that_of_the_knowledge_above_it(small: Asking) -> None:
    (found,) = small(NAME, occupation="esco-occupation:d").answer or ()
    assert found.field.iri == ISCED_F["0511"].value
    assert found.share == 1
