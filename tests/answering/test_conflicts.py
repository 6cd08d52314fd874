"""What the graph holds against itself about a thing."""

from __future__ import annotations

from kgqual.answering import OpenSnapshot
from kgqual.answering.conflicts import conflicts_about
from kgqual.namespaces import thing


def test_claims_stand_side_by_side_with_their_places(shipped_snapshot: OpenSnapshot) -> None:
    register = thing("register", "professions").value
    found = {
        conflict.iri: conflict for conflict in conflicts_about(shipped_snapshot.on(), [register])
    }
    conflict = found[thing("conflict", "mandatory-professions").value]
    assert sorted((claim.object, claim.source.locator) for claim in conflict.claims) == [
        ("135", "§6.1"),
        ("141", "§7.4"),
    ]


def test_a_claim_without_words_in_a_language_is_said_by_its_predicate(
    shipped_snapshot: OpenSnapshot,
) -> None:
    register = thing("register", "professions").value
    for conflict in conflicts_about(shipped_snapshot.on(), [register]):
        for claim in conflict.claims:
            assert set(claim.statement) == {"en", "kk", "ru"}
            assert claim.object in claim.statement["kk"]


def test_a_thing_that_nobody_disputes_has_none(shipped_snapshot: OpenSnapshot) -> None:
    assert conflicts_about(shipped_snapshot.on(), [thing("strength", "legal").value]) == ()
