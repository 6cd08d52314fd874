"""The sets of a snapshot: schemes and classes, written at publication and opened when asked."""

from __future__ import annotations

from pathlib import Path

import pytest

from kgqual.matching import NoSets, Sets, Text, UnknownSet
from kgqual.store.snapshot import Snapshots

ISCO = "http://data.europa.eu/esco/concept-scheme/isco"
GROUPS = "https://w3id.org/kgqual/ontology#ProgrammeGroup"


@pytest.fixture(scope="module")
def sets(served_data: Path) -> Sets:
    return Sets.open(Snapshots(served_data).current().matching_path)


def test_a_scheme_and_a_class_are_sets(sets: Sets) -> None:
    assert sets.sizes[ISCO] == 619
    assert sets.sizes[GROUPS] == 455


def test_a_set_suggests_only_its_members(sets: Sets) -> None:
    members = {term.iri for term in sets.terms(GROUPS)}
    [found] = sets.matching(GROUPS).suggest([Text("Software engineering")], limit=50)
    assert {one.iri for one in found.candidates} <= members


def test_a_snapshot_without_the_index_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(NoSets, match="kgqual build"):
        Sets.open(tmp_path)


def test_an_iri_that_is_no_set_is_refused(sets: Sets) -> None:
    with pytest.raises(UnknownSet, match="example"):
        sets.matching("https://example.org/none")
