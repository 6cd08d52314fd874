"""What follows from the mappings that kgqual ships."""

from __future__ import annotations

from tests.mapping.inference.conftest import only, rules

from kgqual.answering import OpenSnapshot
from kgqual.mapping.inference import Asked, Inference, infer
from kgqual.model import Strength
from kgqual.namespaces import EQF, SKOS, compact


def inferred(snapshot: OpenSnapshot, **given: object) -> Inference:
    return infer(snapshot.on(), Asked.model_validate(given))


def pairs(found: Inference) -> set[tuple[str, str]]:
    return {(mapping.subject.code, mapping.object.code) for mapping in found.mappings}


def test_levels_of_two_frameworks_meet_in_the_eqf(shipped_snapshot: OpenSnapshot) -> None:
    """Of the eight levels, those of higher education are referenced; the others are leads."""
    found = inferred(shipped_snapshot, **{"from": "NQF", "to": "DQR"})
    assert pairs(found) == {("6", "6"), ("7", "7"), ("8", "8")}
    assert {mapping.scope for mapping in found.mappings} == {"higher-education"}
    assert {mapping.strength for mapping in found.mappings} == {Strength.EDITORIAL}
    assert {mapping.predicate for mapping in found.mappings} == {SKOS.closeMatch.value}
    assert [lead.subject.code for lead in found.leads] == list("12345")
    (confirm,) = {said["en"] for said in found.leads[3].to_confirm}
    assert confirm == "“NQF level 4” corresponds closely to “EQF level 4”."


def test_a_level_that_has_two_counterparts_has_both(shipped_snapshot: OpenSnapshot) -> None:
    found = inferred(shipped_snapshot, subject="DQR 6", to="IE NQF")
    assert pairs(found) == {("6", "7"), ("6", "8")}
    assert {mapping.strength for mapping in found.mappings} == {Strength.PUBLISHED}


def test_a_source_that_finds_no_level_is_heeded(shipped_snapshot: OpenSnapshot) -> None:
    """Entry level of RQF: the regulator states that the EQF has no such level."""
    assert inferred(shipped_snapshot, subject="qdr:c_505223a4").total == 0


def test_what_is_close_to_something_close_is_refused(shipped_snapshot: OpenSnapshot) -> None:
    found = inferred(shipped_snapshot, **{"from": "TurkicSkills", "to": "ISCO"})
    assert (found.total, found.leads_total) == (0, 0)
    assert rules(found) == {"close-close": 9}
    assert found.abstained


def test_what_is_above_something_close_is_refused(shipped_snapshot: OpenSnapshot) -> None:
    found = inferred(shipped_snapshot, subject="WorldSkills 17", to="ISCO")
    assert (found.total, found.stated) == (0, 1)
    assert rules(found) == {"aside-hierarchy": 1}
    ((refused,),) = [refusal.chains for refusal in found.refused]
    assert (refused.object.code, refused.predicate) == ("251", None)


def test_what_no_source_describes_is_named_by_its_prefix(shipped_snapshot: OpenSnapshot) -> None:
    found = inferred(shipped_snapshot, **{"from": "onet", "to": "WorldSkills 2026"})
    assert found.total == 62
    assert {compact(m.mapping_justification) for m in found.mappings} == {"semapv:MappingInversion"}


def test_the_best_of_several_chains_counts(shipped_snapshot: OpenSnapshot) -> None:
    """What the report leaves to a drawing, the cycles of higher education say more firmly."""
    mapping = only(inferred(shipped_snapshot, subject="NQF 6", to="EQF"))
    assert mapping.object.iri == EQF["6"].value
    assert mapping.strength is Strength.EDITORIAL
    assert [compact(step.object) for step in mapping.chain] == [
        "kqid:qf-ehea/2005/cycle/first",
        "eqf:6",
    ]
