"""How much of a scheme is mapped to another one."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from pyoxigraph import Triple
from tests.conftest import Asking

from kgqual.answering import OpenSnapshot
from kgqual.model import Strength
from kgqual.namespaces import RDF, SEMAPV, SKOS, SSSOM, thing
from kgqual.questions import ask
from kgqual.questions.mapping_coverage import MappingCoverage
from kgqual.sources.mappings import NO_TERM_FOUND, Mapping
from kgqual.store.snapshot import Snapshot


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


def test_what_reviewers_disagree_about_is_not_absent(
    publish_releases: Callable[..., Snapshot], tmp_path: Path
) -> None:
    """One of them found that nothing fits, another that something does."""
    scheme = SSSOM.object_source, thing("scheme", "two")
    stated = [
        *(Triple(thing("scheme", one), RDF.type, SKOS.ConceptScheme) for one in ("one", "two")),
        *(Triple(thing("one", one), SKOS.inScheme, thing("scheme", "one")) for one in "abc"),
        Triple(thing("two", "a"), SKOS.inScheme, thing("scheme", "two")),
    ]
    for name, object, disputed in (
        ("a", thing("two", "a"), False),
        ("b", NO_TERM_FOUND, False),
        ("c", NO_TERM_FOUND, True),
    ):
        ends = thing("one", name), SKOS.closeMatch, object
        judged = Mapping(
            *ends,
            justification=SEMAPV.ManualMappingCuration,
            mapping_set=thing("set"),
            strength=Strength.EDITORIAL,
            details=(scheme,),
            disputed=disputed,
        )
        stated += judged.triples()
    snapshot = publish_releases(tmp_path, {("sssom", "1"): ("2025-01-01", stated)})
    with OpenSnapshot.of(snapshot) as opened:
        between = {"from": thing("scheme", "one").value, "to": thing("scheme", "two").value}
        item = only(ask(opened.on(), "mapping-coverage", between).answer)
    assert [one.iri for one in item.absent] == [thing("one", "b").value]
    assert [one.iri for one in item.unmapped] == [thing("one", "c").value]


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
