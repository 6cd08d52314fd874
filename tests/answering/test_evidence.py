"""What a step rests on: mappings, claims, what a thing says of itself, and the graph."""

from __future__ import annotations

from datetime import date

import pytest
from pyoxigraph import Literal

from kgqual.answering import Evidence, Item, Link, OpenSnapshot, Reason, Step
from kgqual.answering.evidence import Unfounded
from kgqual.model import Strength
from kgqual.namespaces import EQF, KQ, SKOS, XSD, thing

NOTHING = Reason("nothing")
NQF_6 = thing("nqf", "2016", "level", "6").value


def steps_of(snapshot: OpenSnapshot, *links: Link, day: date | None = None) -> list[Step]:
    """Return the steps of a chain, whether it is an answer or a lead."""
    evidence = Evidence[Item](snapshot.on(day))
    evidence.answer(Item(), links)
    found = evidence.findings(NOTHING)
    return [*found.steps, *(step for lead in found.leads for step in lead.steps)]


def test_a_mapping_states_its_basis_itself(shipped_snapshot: OpenSnapshot) -> None:
    (step,) = steps_of(shipped_snapshot, Link(NQF_6, SKOS.closeMatch, EQF["6"]))
    assert step.strength is Strength.UNVERIFIED
    assert step.source.iri == thing("document", "etf-2025-nqf-kazakhstan").value
    assert (step.source.locator, step.source.date) == ("§8.1", "2025")
    assert step.note is not None


def test_a_claim_states_its_basis_itself(shipped_snapshot: OpenSnapshot) -> None:
    prefix = thing("prefix", "4S").value
    level = thing("nqf", "2016", "level", "4")
    (step,) = steps_of(shipped_snapshot, Link(prefix, KQ.indicatesLevel, level))
    assert step.source.locator == "§7.2"
    assert step.statement["en"] == "“Code prefix 4S” indicates “NQF level 4”."


def test_what_nobody_annotates_has_the_basis_of_its_subject(
    shipped_snapshot: OpenSnapshot,
) -> None:
    section = thing("worldskills", "2026", "17", "section", "3").value
    (step,) = steps_of(
        shipped_snapshot, Link(section, KQ.weight, Literal("25", datatype=XSD.decimal))
    )
    assert step.strength is Strength.OFFICIAL
    assert step.source.iri == thing("document", "wsc2026-td17").value
    assert step.source.locator == "§2.2"


def test_a_link_that_no_graph_states_is_an_error_and_never_a_step(
    shipped_snapshot: OpenSnapshot,
) -> None:
    with pytest.raises(Unfounded, match="No graph states"):
        steps_of(shipped_snapshot, Link(NQF_6, SKOS.exactMatch, EQF["6"]))


def test_a_graph_that_does_not_hold_on_the_day_states_nothing(
    shipped_snapshot: OpenSnapshot,
) -> None:
    level = thing("nqf", "2016", "level", "6").value
    in_scheme = Link(level, SKOS.inScheme, thing("nqf", "2016"))
    assert steps_of(shipped_snapshot, in_scheme)
    with pytest.raises(Unfounded):
        steps_of(shipped_snapshot, in_scheme, day=date(2013, 1, 1))


def test_a_computed_link_names_the_graphs_and_its_measure(
    shipped_snapshot: OpenSnapshot,
) -> None:
    isco = "https://w3id.org/kgqual/graph/isco/08"
    link = Link(NQF_6, SKOS.relatedMatch, EQF["6"], computed_from=(isco,), confidence=0.5)
    (step,) = steps_of(shipped_snapshot, link)
    assert (step.strength, step.confidence) == (Strength.COMPUTED, 0.5)
    assert step.source.iri == isco


def test_an_item_must_rest_on_something(shipped_snapshot: OpenSnapshot) -> None:
    with pytest.raises(Unfounded):
        Evidence[Item](shipped_snapshot.on()).answer(Item(), [])


def test_items_share_the_steps_they_have_in_common(shipped_snapshot: OpenSnapshot) -> None:
    evidence = Evidence[Item](shipped_snapshot.on())
    common = Link(NQF_6, SKOS.inScheme, thing("nqf", "2016"))
    own = Link(NQF_6, SKOS.closeMatch, thing("qf-ehea", "2005", "cycle", "first"))
    evidence.answer(Item(), [common])
    evidence.answer(Item(), [own, common])
    found = evidence.findings(NOTHING)
    assert [item.steps for item in found.items] == [(0,), (1, 0)]
    assert [item.strength for item in found.items] == [Strength.PUBLISHED, Strength.EDITORIAL]
    assert len(found.steps) == 2
