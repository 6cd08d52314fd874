"""What a release that lacks tables leaves open."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kgqual.inventory import graph_entries
from kgqual.model import Gap, Source
from kgqual.namespaces import ESCO, SKOS
from kgqual.releases.silence import Silence
from kgqual.sources.conversion import GraphFile
from kgqual.store.manifest import GraphEntry

SKILL, OCCUPATION = ESCO.Skill.value, ESCO.Occupation.value
BROADER = SKOS.broader.value


@pytest.fixture
def partial(tmp_path: object) -> GraphEntry:
    """A release without the tables of skills and of the places of occupations."""
    gaps = (Gap("skills", {"en": ""}, (SKILL,)), Gap("places", {"en": ""}, (BROADER, OCCUPATION)))
    source = Source("esco", "9", "https://example.org/9", "esco", (), complete=False, gaps=gaps)
    graph = GraphFile(tmp_path, "", 0, 0, 0, ())  # type: ignore[arg-type]
    return graph_entries([source], {source.graph: graph})[0]


def test_a_table_that_is_missing_leaves_open_its_things_and_all_that_is_said_of_them(
    partial: GraphEntry,
) -> None:
    silence = Silence(partial)
    assert silence.on({SKILL})
    assert silence.on({SKILL}, SKOS.scopeNote.value)
    assert not silence.on({OCCUPATION})


def test_a_table_of_relations_leaves_open_these_relations_only(partial: GraphEntry) -> None:
    silence = Silence(partial)
    assert silence.on({OCCUPATION}, BROADER)
    assert not silence.on({OCCUPATION}, SKOS.notation.value)


def test_a_complete_release_leaves_nothing_open(partial: GraphEntry) -> None:
    assert not Silence(replace(partial, complete=True)).on({SKILL})


def test_a_partial_release_that_does_not_say_what_it_lacks_leaves_everything_open(
    partial: GraphEntry,
) -> None:
    assert Silence(replace(partial, gaps=())).on({OCCUPATION}, SKOS.notation.value)
