"""How much of a scheme is mapped to another one."""

from __future__ import annotations

from tests.conftest import Asking

from kgqual.model import Strength
from kgqual.questions.mapping_coverage import MappingCoverage


def only(items: tuple[MappingCoverage, ...] | None) -> MappingCoverage:
    (item,) = items or ()
    return item


def test_what_is_mapped_is_counted_by_class_and_by_relation(asking: Asking) -> None:
    """Four technical descriptions state no group of ISCO-08; sections are not mapped."""
    answer = asking("mapping-coverage", **{"from": "WorldSkills 2026"}, to="ISCO")
    item = only(answer.answer)
    assert item.kind.label["en"] == "WorldSkills skill"
    assert (item.concepts, item.mapped, item.share) == (64, 60, 0.9375)
    assert [(one.relation.iri.rpartition("#")[2], one.things) for one in item.relations] == [
        ("closeMatch", 60)
    ]
    assert [thing.code for thing in item.unmapped] == ["08", "33", "58", "63"]
    assert item.absent == ()


def test_every_mapping_counted_is_a_step_with_its_source(asking: Asking) -> None:
    answer = asking("mapping-coverage", **{"from": "WorldSkills 2026"}, to="ISCO")
    assert len(answer.steps) == 66
    assert {step.strength for step in answer.steps} == {Strength.OFFICIAL}
    assert all(step.source.locator == "§13.2" and step.source.date for step in answer.steps)


def test_a_mapping_counts_whichever_scheme_it_begins_with(asking: Asking) -> None:
    item = only(asking("mapping-coverage", **{"from": "ISCO"}, to="WorldSkills 2026").answer)
    assert (item.concepts, item.mapped) == (619, 46)
    answer = asking("mapping-coverage", **{"from": "ISCO"}, to="WorldSkills 2026")
    assert all(step.against for step in answer.steps)


def test_what_a_source_states_to_be_absent_is_not_what_nobody_speaks_of(asking: Asking) -> None:
    item = only(asking("mapping-coverage", **{"from": "RQF"}, to="EQF").answer)
    assert (item.concepts, item.mapped) == (10, 9)
    assert item.unmapped == ()
    assert [thing.label["en"] for thing in item.absent] == ["RQF Entry Levels 1-2"]


def test_what_only_unverified_mappings_cover_is_a_lead(asking: Asking) -> None:
    answer = asking("mapping-coverage", **{"from": "NQF"}, to="EQF")
    assert answer.abstained
    (lead,) = answer.leads
    assert (lead.answer.concepts, lead.answer.mapped) == (8, 8)
    assert len(lead.to_confirm) == 8


def test_a_mapping_that_holds_no_longer_does_not_count(asking: Asking) -> None:
    """The levels of the French nomenclature before 2019."""
    answer = asking("mapping-coverage", **{"from": "qdr:c_c8bc1cb9"}, to="EQF")
    assert answer.abstained
    assert answer.leads == ()


def test_what_is_not_mapped_is_an_abstention(asking: Asking) -> None:
    answer = asking("mapping-coverage", **{"from": "NQF"}, to="ISCO")
    assert answer.abstained
    assert answer.reason
    assert answer.reason.startswith("No mapping relates anything in “National Qualifications")


def test_a_scheme_is_not_mapped_to_itself(asking: Asking) -> None:
    answer = asking("mapping-coverage", **{"from": "NQF"}, to="NQF 2016")
    assert answer.abstained
    assert answer.reason
    assert answer.reason.startswith("Both arguments name")
