"""How far an occupation or a programme covers a WorldSkills standard, and what that cannot say.

The snapshot is made up: a baker's standard of four sections, so that every number can be checked
by hand. What ESCO and a technical description say in full is asked at the end.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import Decimal
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Triple

from kgqual.answering import AnyAnswer, OpenSnapshot
from kgqual.model import Strength
from kgqual.namespaces import ELM, ESCO, ESCO_OCCUPATION, KQ, RDF, SKOS, XSD, thing
from kgqual.questions import ask
from kgqual.questions.coverage.items import SectionCoverage
from kgqual.store.snapshot import Snapshot

Asking = Callable[..., AnyAnswer]
SKILL, TITLES = thing("worldskills", "2026", "47"), thing("worldskills", "2026", "48")
BAKER, WELDER = ESCO_OCCUPATION["baker"], ESCO_OCCUPATION["welder"]
PROGRAMME, FOREIGN = thing("programme", "college", "P1"), thing("programme", "college", "P2")
SKILLS = "http://data.europa.eu/esco/skill/"
DOUGH, OVEN, ARC = (NamedNode(SKILLS + name) for name in ("dough", "oven", "arc"))


def part(of: NamedNode, *path: str) -> NamedNode:
    """Return the IRI of something below ``of``."""
    return NamedNode("/".join((of.value, *path)))


def english(text: str) -> Literal:
    """Return a text in English."""
    return Literal(text, language="en")


def section(skill: NamedNode, number: int, title: str, weight: int | None) -> Iterator[Triple]:
    """Yield a section of a standard, with or without its weight."""
    node = part(skill, "section", str(number))
    yield Triple(skill, KQ.hasSection, node)
    yield Triple(node, RDF.type, KQ.WorldSkillsSection)
    yield Triple(node, SKOS.prefLabel, english(title))
    yield Triple(node, KQ.sectionNumber, Literal(number))
    if weight is not None:
        yield Triple(node, KQ.weight, Literal(str(weight), datatype=XSD.decimal))


def statements(number: int, kind: str, *texts: str) -> Iterator[Triple]:
    """Yield statements of a section of the first skill."""
    owner = part(SKILL, "section", str(number))
    for count, text in enumerate(texts, start=1):
        node = part(owner, "statement", str(count))
        yield Triple(owner, KQ.hasStatement, node)
        yield Triple(node, RDF.type, KQ.WorldSkillsStatement)
        yield Triple(node, KQ.statementKind, Literal(kind))
        yield Triple(node, KQ.statement, english(text))


def skill(number: NamedNode, title: str) -> Iterator[Triple]:
    """Yield a skill of the competition."""
    yield Triple(number, RDF.type, KQ.WorldSkillsSkill)
    yield Triple(number, SKOS.prefLabel, english(title))


def esco() -> Iterator[Triple]:
    """Yield a baker with two skills, and a welder with one."""
    listed = {
        (BAKER, DOUGH): (ESCO.relatedEssentialSkill, "knead dough by hand"),
        (BAKER, OVEN): (ESCO.relatedOptionalSkill, "operate bakery ovens"),
        (WELDER, ARC): (ESCO.relatedEssentialSkill, "arc welding techniques"),
    }
    for (occupation, needed), (relation, label) in listed.items():
        yield Triple(occupation, RDF.type, ESCO.Occupation)
        yield Triple(occupation, relation, needed)
        yield Triple(needed, RDF.type, ESCO.Skill)
        yield Triple(needed, SKOS.prefLabel, english(label))


def module(programme: NamedNode, title: Literal, tied: NamedNode | None = None) -> Iterator[Triple]:
    """Yield a programme with one module."""
    node = part(programme, "module", "1")
    yield Triple(programme, RDF.type, KQ.EducationalProgramme)
    yield Triple(programme, KQ.hasModule, node)
    yield Triple(node, RDF.type, KQ.ProgrammeModule)
    yield Triple(node, SKOS.prefLabel, title)
    if tied:
        yield Triple(node, KQ.tiedTo, tied)
        yield Triple(node, ELM.learningOutcome, part(node, "outcome", "1"))
        yield Triple(part(node, "outcome", "1"), SKOS.prefLabel, english("knead dough by hand"))


@pytest.fixture(scope="module")
def snapshot(
    tmp_path_factory: pytest.TempPathFactory, publish_releases: Callable[..., Snapshot]
) -> Iterator[OpenSnapshot]:
    """The made-up standard, occupations and programmes."""
    standard = [
        *skill(SKILL, "Bakery"),
        *section(SKILL, 1, "Doughs", 60),
        *statements(1, "ability", "Knead dough by hand", "Quadratic reciprocity proofs"),
        *section(SKILL, 2, "Baking", 30),
        *statements(2, "knowledge", "Operate bakery ovens"),
        *section(SKILL, 3, "Invoicing", 10),
        *skill(TITLES, "Pastry"),
        *section(TITLES, 1, "Operate bakery ovens", None),
        *section(TITLES, 2, "Invoicing", 40),
    ]
    releases = {
        ("worldskills", "2026"): ("2026", standard),
        ("esco", "1.0"): ("2020", list(esco())),
        ("programme", "p"): (
            "2026",
            [
                *module(PROGRAMME, english("Ovens"), tied=part(SKILL, "section", "2")),
                *module(FOREIGN, Literal("Пеш", language="kk")),
            ],
        ),
    }
    data: Path = tmp_path_factory.mktemp("data")
    with OpenSnapshot.of(publish_releases(data, releases)) as opened:
        yield opened


@pytest.fixture
def covering(snapshot: OpenSnapshot) -> Callable[..., AnyAnswer]:
    """``covering(skill, occupation)`` → the answer."""

    def asked(skill: NamedNode, occupation: NamedNode) -> AnyAnswer:
        given = {"skill": skill.value, "occupation": occupation.value}
        return ask(snapshot.on(), "worldskills-coverage", given)

    return asked


def items(answer: AnyAnswer) -> list[SectionCoverage]:
    """Return the whole and its sections."""
    return list(answer.answer or ())


def test_the_coverage_is_weighted_by_the_sections(covering: Asking) -> None:
    whole, doughs, baking, invoicing = items(covering(SKILL, BAKER))
    assert [one.coverage for one in (doughs, baking, invoicing)] == [0.5, 1.0, 0.0]
    assert (whole.part, whole.weight) == ("whole", Decimal(100))
    assert whole.coverage == 0.6 * 0.5 + 0.3 * 1 + 0.1 * 0


def test_matched_and_unmatched_statements_are_listed_with_what_matched(covering: Asking) -> None:
    _, doughs, baking, _ = items(covering(SKILL, BAKER))
    [kneading] = doughs.matched
    assert kneading.statement.label == {"en": "Knead dough by hand"}
    assert (kneading.kind, kneading.by.iri, kneading.need) == ("ability", DOUGH.value, "essential")
    assert kneading.confidence is not None and 0 < kneading.confidence <= 1
    assert [one.label["en"] for one in doughs.unmatched] == ["Quadratic reciprocity proofs"]
    assert (baking.matched[0].kind, baking.matched[0].need) == ("knowledge", "optional")


def test_a_match_is_computed_and_rests_on_what_its_ends_are(covering: Asking) -> None:
    answer = covering(SKILL, BAKER)
    doughs = items(answer)[1]
    steps = [answer.steps[number] for number in doughs.steps]
    computed = [step for step in steps if step.strength is Strength.COMPUTED]
    assert [(step.object, step.confidence) for step in computed] == [
        (BAKER.value, None),
        (DOUGH.value, doughs.matched[0].confidence),
    ]
    assert (BAKER.value, ESCO.relatedEssentialSkill.value, DOUGH.value) in {
        (step.subject, step.predicate, step.object) for step in steps
    }
    assert answer.strength is Strength.COMPUTED


def test_shared_words_are_not_called_a_probability_of_being_covered(covering: Asking) -> None:
    answer = covering(SKILL, BAKER)
    [kneading] = [step for step in answer.steps if step.object == DOUGH.value and step.confidence]
    percent = f"{100 * (kneading.confidence or 0):.0f} %"
    assert "by the words that they share" in kneading.statement["en"]
    assert f"both mean the same has a probability of {percent}" in kneading.statement["en"]


def test_how_much_is_covered_is_no_confidence(covering: Asking) -> None:
    """60 % of the weight covered does not mean that a mapping holds with .6."""
    ends = (SKILL.value, BAKER.value)
    steps = covering(SKILL, BAKER).steps
    [whole] = [step for step in steps if (step.subject, step.object) == ends]
    assert whole.confidence is None
    assert "60 % of the weight is covered" in whole.statement["en"]


def test_a_section_without_statements_is_compared_by_its_title_and_says_so(
    covering: Asking,
) -> None:
    answer = covering(SKILL, BAKER)
    whole, *sections = items(answer)
    assert [one.basis for one in sections] == ["statements", "statements", "title"]
    assert whole.basis == "title"
    assert whole.caveat and "1 of 3 sections only the titles" in whole.caveat["en"]


def test_that_a_section_is_not_covered_is_computed_too(covering: Asking) -> None:
    """Official are the section and its weight, not that the occupation lacks it."""
    answer = covering(SKILL, BAKER)
    *_, invoicing = items(answer)
    assert (invoicing.coverage, invoicing.strength) == (0.0, Strength.COMPUTED)
    said = answer.steps[invoicing.steps[-1]].statement["en"]
    assert "0 % of the texts count as covered" in said


def test_without_every_weight_the_whole_has_no_number(covering: Asking) -> None:
    whole, ovens, invoicing = items(covering(TITLES, BAKER))
    assert (whole.weight, whole.coverage, whole.expected) == (None, None, None)
    assert (ovens.coverage, invoicing.coverage) == (1.0, 0.0)


def test_titles_that_are_like_nothing_are_said_to_say_little(covering: Asking) -> None:
    whole, *sections = items(covering(TITLES, WELDER))
    assert [one.coverage for one in sections] == [0, 0]
    assert whole.caveat and "which says little" in whole.caveat["en"]


def test_statements_that_are_like_nothing_are_an_answer(covering: Asking) -> None:
    whole, *_ = items(covering(SKILL, WELDER))
    assert whole.coverage == 0


def test_a_programme_that_says_what_it_is_built_on_covers_that(covering: Asking) -> None:
    answer = covering(SKILL, PROGRAMME)
    _, doughs, baking, _ = items(answer)
    assert (baking.basis, baking.coverage) == ("stated", 1.0)
    [module] = baking.matched
    assert (module.need, module.confidence) == ("module", None)
    assert doughs.matched[0].need == "outcome"
    tied = [answer.steps[number] for number in baking.steps]
    assert KQ.tiedTo.value in {step.predicate for step in tied}


def test_texts_without_a_common_language_are_not_compared(covering: Asking) -> None:
    answer = covering(SKILL, FOREIGN)
    assert answer.abstained
    assert answer.reason and "no language in common" in answer.reason


def test_without_esco_it_says_what_to_add(asking: Asking) -> None:
    example = "esco-occupation:c40a2919-48a9-40ea-b506-1f34f693496d"
    answer = asking("worldskills-coverage", skill="WorldSkills 17", occupation=example)
    assert answer.abstained
    assert answer.reason and "kgqual add esco" in answer.reason


def test_what_is_shipped_has_titles_only(asking_esco: Asking) -> None:
    """On ESCO: each of five sections is compared by its title, and the answer warns of it."""
    occupation = "esco-occupation:c40a2919-48a9-40ea-b506-1f34f693496d"
    answer = asking_esco("worldskills-coverage", skill="WorldSkills 17", occupation=occupation)
    whole, *sections = items(answer)
    assert [one.weight for one in sections] == [Decimal(n) for n in (5, 5, 25, 25, 40)]
    assert {one.basis for one in (whole, *sections)} == {"title"}
    assert whole.caveat and "5 of 5 sections" in whole.caveat["en"]
    [matched] = sections[3].matched
    assert (matched.statement.label["en"], matched.by.label["en"]) == (
        "Front-end development",
        "implement front-end website design",
    )
