"""What the questions that follow chains say once a classifier and a register are added."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Triple

from kgqual.answering import AnyAnswer, OpenSnapshot
from kgqual.model import Strength
from kgqual.namespaces import ISCO, KQ, OWL, RDF, SKOS, SSSOM, thing
from kgqual.questions import ask
from kgqual.store.snapshot import Snapshot

Asking = Callable[..., AnyAnswer]
NURSES, GROUP = ISCO["C2221"], thing("nco", "2017", "2221")
NURSE, ENTRY = thing("profession", "nurse"), thing("register", "professions", "entry", "7")
REGISTER = thing("register", "professions")
SKILL = thing("worldskills", "2026", "41")
SCHEMES = {
    NURSES: NamedNode("http://data.europa.eu/esco/concept-scheme/isco"),
    GROUP: thing("nco", "2017"),
}


def stated(node: NamedNode, strength: Strength) -> Triple:
    """Return the statement of the strength of what a node says."""
    return Triple(node, KQ.strength, thing("strength", strength.value))


def mapping(subject: NamedNode, object: NamedNode) -> Iterator[Triple]:
    """Yield a close match of official strength."""
    node = thing("mapping", subject.value.rpartition("/")[2])
    yield Triple(subject, SKOS.closeMatch, object)
    yield Triple(node, RDF.type, SSSOM.Mapping)
    yield Triple(node, OWL.annotatedSource, subject)
    yield Triple(node, OWL.annotatedProperty, SKOS.closeMatch)
    yield Triple(node, OWL.annotatedTarget, object)
    yield stated(node, Strength.OFFICIAL)


@pytest.fixture
def asking_added(tmp_path: Path, publish_releases: Callable[..., Snapshot]) -> Iterator[Asking]:
    """A national group that a source compares with ISCO-08, and a register with one entry."""
    groups = [
        triple
        for node, scheme in SCHEMES.items()
        for triple in (
            Triple(node, RDF.type, KQ.OccupationGroup),
            Triple(node, SKOS.notation, Literal("2221")),
            Triple(node, SKOS.inScheme, scheme),
        )
    ]
    releases = {
        ("nco", "2017"): ("2017", [*groups, *mapping(GROUP, NURSES)]),
        ("worldskills", "2026"): (
            "2026",
            [
                Triple(SKILL, RDF.type, KQ.WorldSkillsSkill),
                Triple(SKILL, KQ.skillNumber, Literal("41")),
                *mapping(SKILL, NURSES),
            ],
        ),
        ("profession", "2026"): (
            "2026",
            [
                Triple(NURSE, RDF.type, KQ.Profession),
                Triple(NURSE, SKOS.prefLabel, Literal("Nurse", language="en")),
                Triple(NURSE, KQ.ncoGroup, GROUP),
                Triple(ENTRY, KQ.profession, NURSE),
                Triple(ENTRY, KQ.registeredIn, REGISTER),
                Triple(ENTRY, KQ.recognitionRegime, Literal("mandatory")),
                stated(ENTRY, Strength.LEGAL),
                stated(NURSE, Strength.LEGAL),
            ],
        ),
    }
    with OpenSnapshot.of(publish_releases(tmp_path, releases)) as opened:
        yield lambda name, **arguments: ask(opened.on(), name, arguments)


@pytest.mark.parametrize("occupation", [GROUP.value, NURSES.value, "Nurse"])
def test_a_register_answers_for_a_profession_and_for_its_groups(
    asking_added: Asking, occupation: str
) -> None:
    answer = asking_added("regulated", occupation=occupation)
    assert answer.answer is not None
    (found,) = answer.answer
    assert (found.profession.iri, found.regulated) == (NURSE.value, True)
    assert found.listed_in.iri == REGISTER.value
    assert {answer.steps[index].subject for index in found.steps} >= {ENTRY.value}


def test_a_comparison_that_a_source_states_makes_an_answer_of_a_lead(asking_added: Asking) -> None:
    answer = asking_added("worldskills-for-occupation", occupation=GROUP.value)
    assert answer.answer is not None
    (found,) = answer.answer
    assert (found.skill.iri, found.route) == (SKILL.value, "compared")
    assert answer.strength is Strength.OFFICIAL
    assert not answer.leads


def test_close_matches_meet_in_isco(asking_added: Asking) -> None:
    answer = asking_added("path", **{"from": SKILL.value, "to": GROUP.value})
    assert answer.answer is not None
    (found,) = answer.answer
    assert [node.iri for node in found.things] == [SKILL.value, NURSES.value, GROUP.value]
    assert not answer.leads


def test_without_any_register_of_professions_the_reason_says_so(
    tmp_path: Path, publish_releases: Callable[..., Snapshot]
) -> None:
    groups = [Triple(NURSES, RDF.type, KQ.OccupationGroup)]
    with OpenSnapshot.of(publish_releases(tmp_path, {("isco", "08"): ("2008", groups)})) as opened:
        answer = ask(opened.on(), "regulated", {"occupation": NURSES.value})
    assert answer.reason is not None
    assert answer.reason.endswith("no register of professions is described in what is loaded.")
