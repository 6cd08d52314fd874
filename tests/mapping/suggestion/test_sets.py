"""What a set is called, and what is refused."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from kgqual.answering import OpenSnapshot
from kgqual.errors import BadUsage
from kgqual.mapping.suggestion.sets import NotLoaded, Sets, UnknownSet
from kgqual.store.snapshot import Snapshot

ISCO = "http://data.europa.eu/esco/concept-scheme/isco"
SKILLS = "https://w3id.org/kgqual/ontology#WorldSkillsSkill"


@pytest.fixture(scope="module")
def sets(shipped_snapshot: OpenSnapshot) -> Sets:
    """The sets of what kgqual ships."""
    return Sets(shipped_snapshot.on())


@pytest.mark.parametrize(
    ("name", "iri"),
    [
        (ISCO, ISCO),
        ("ISCO", ISCO),
        ("isco-08", ISCO),
        ("ISCO 2008", ISCO),
        ("МСКЗ-08", ISCO),
        ("kq:WorldSkillsSkill", SKILLS),
        ("WorldSkillsSkill", SKILLS),
        ("WorldSkills 2026", SKILLS),
        ("worldskills  skills", SKILLS),
        ("WorldSkills құзыреттері", SKILLS),
        ("Компетенции WorldSkills", SKILLS),
        ("WorldSkills section", "https://w3id.org/kgqual/ontology#WorldSkillsSection"),
        ("nco", "https://w3id.org/kgqual/id/nco/2017"),
        ("NQF", "https://w3id.org/kgqual/id/nqf/2016"),
        ("DQR", "http://data.europa.eu/snb/qdr/c_ef113b94"),
        ("мамандық", "https://w3id.org/kgqual/ontology#Speciality"),
    ],
)
def test_a_set_has_many_names(sets: Sets, name: str, iri: str) -> None:
    assert sets.named(name).iri == iri


def test_a_set_says_which_releases_its_terms_come_from(sets: Sets) -> None:
    [release] = sets.named("ISCO").releases
    assert (release.kind, release.version, release.terms) == ("isco", "08", 619)
    assert release.graph == "https://w3id.org/kgqual/graph/isco/08"


def test_an_unknown_name_is_answered_with_those_there_are(sets: Sets) -> None:
    with pytest.raises(UnknownSet, match=r"'nowhere' names no set.*ISCO-08, NCO 2017, WorldSkills"):
        sets.named("nowhere")


def test_a_name_of_several_sets_is_not_guessed(sets: Sets) -> None:
    with pytest.raises(
        UnknownSet, match=r"several sets: TVET specialities .*, TVET qualifications"
    ):
        sets.named("TVET")


@pytest.mark.parametrize("name", ["ESCO skills", "esco:Skill", "O*NET"])
def test_a_set_whose_source_was_not_added_says_what_to_add(sets: Sets, name: str) -> None:
    with pytest.raises(NotLoaded, match=r"kgqual add (esco|onet)"):
        sets.named(name)


def test_a_thing_is_no_set(sets: Sets) -> None:
    with pytest.raises(NotLoaded, match="neither a scheme nor a class"):
        sets.named("http://data.europa.eu/esco/isco/C2513")


@pytest.mark.parametrize("name", ["ISCO-08 v2.0.1", "ISCO@2.0.1", "ISCO (version 2.0.1)"])
def test_only_the_current_version_is_searched(sets: Sets, name: str) -> None:
    with pytest.raises(BadUsage, match=r"ISCO-08 of version 2\.0\.1 are not searched.*is 08"):
        sets.named(name)


@pytest.fixture
def esco_sets(escos: Snapshot) -> Iterator[Sets]:
    """The sets with ESCO v1.1.1 as the current version."""
    with OpenSnapshot.of(escos) as opened:
        yield Sets(opened.on())


def test_a_version_may_follow_the_name(esco_sets: Sets) -> None:
    found = esco_sets.named("ESCO skills v1.1.1")
    assert (found.iri, found.version) == ("http://data.europa.eu/esco/model#Skill", "1.1.1")
    assert esco_sets.named("esco 1.1.1 occupations").releases[0].terms == 3007


def test_esco_alone_may_mean_either(esco_sets: Sets) -> None:
    with pytest.raises(UnknownSet, match=r"ESCO occupations .*, ESCO skills"):
        esco_sets.named("ESCO")
