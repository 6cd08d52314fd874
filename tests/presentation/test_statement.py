"""The statement of a look-up: the same content as text and as a page, in three languages."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import unescape

import pytest

from kgqual.answering import OpenSnapshot, Step
from kgqual.errors import BadUsage
from kgqual.presentation.statement import Statement, page, plain, security, statement
from kgqual.presentation.statement.sources import Sources
from kgqual.recognition import Application, Recognition, recognise

Stated = Callable[..., Statement]
BACHELOR = {
    "country": "DE",
    "qualification": "Bachelor of Science",
    "institution": "<b>Technische</b> Universität",
    "field": "0613",
    "credits": "180",
    "year": "2021",
}


@pytest.fixture
def look(shipped_snapshot: OpenSnapshot) -> Callable[..., Recognition]:
    """``look(country=…, qualification=…)`` → what the shipped graph says."""
    return lambda **fields: recognise(shipped_snapshot.on(), Application.of(fields))


@pytest.fixture
def stated(look: Callable[..., Recognition]) -> Stated:
    """The same as a statement in ``language``."""
    return lambda language="en", **fields: statement(look(**fields), language)


def lines(found: Statement, name: str) -> list[str]:
    return [
        line.text for section in found.sections if section.name == name for line in section.lines
    ]


def test_the_answer_stands_before_the_lead_and_says_its_route(stated: Stated) -> None:
    answer, lead, *_ = lines(stated(**BACHELOR), "result")
    assert answer == "NQF level 6, by the EQF and the QF-EHEA: bachelor (6B)"
    assert lead.startswith("Not an answer, but a lead: NQF level 6, by the EQF")
    assert "To be confirmed: “NQF level 6”" in lead


def test_it_says_as_which_qualification_and_how_well_the_title_was_found(stated: Stated) -> None:
    assert lines(stated(**BACHELOR), "matched") == ["Bachelor: likeness 0.94 to “Bachelor”"]
    (synonym,) = lines(stated(country="DE", qualification="Handwerksmeister"), "matched")
    assert synonym.endswith("likeness 0.97 to “Handwerksmeister”, by a known synonym")


def test_what_is_asked_of_the_holder_says_how_strong_its_basis_is(stated: Stated) -> None:
    (required,) = (one for one in stated(**BACHELOR).sections if one.name == "required")
    assert {str(line.strength) for line in required.lines} >= {"official", "informal"}
    assert all(line.sources for line in required.lines)


def test_a_profession_that_no_register_names_is_not_said_to_be_unregulated(stated: Stated) -> None:
    asked = stated(**BACHELOR, purpose="regulated")
    (line,) = lines(asked, "professions")
    assert "does not mean that it is not regulated" in line
    assert lines(stated(**BACHELOR), "professions") == []


def test_an_abstention_says_why_and_what_may_be_meant(stated: Stated) -> None:
    found = lines(stated(country="DE", qualification="Bachelr Informatic"), "result")
    assert found[0].startswith("No answer. ")


def test_what_was_asked_stands_above(stated: Stated) -> None:
    facts = dict(stated("ru", **BACHELOR, purpose="work").facts)
    assert facts["Страна"] == "Германия"
    assert facts["Цель"] == "работа"
    assert facts["Год выдачи"] == "2021"
    assert "Рамка" not in facts


def test_every_source_of_every_step_is_listed(
    stated: Stated, look: Callable[..., Recognition]
) -> None:
    found = look(**BACHELOR)
    listed = "\n".join(line.text for line in stated(**BACHELOR).sources.lines)
    routes = [step for route in found.routes for step in route.steps]
    asked = [step for advice in found.required for step in advice.steps]
    acts = [s for one in found.procedures for act in one.acts for s in (*act.steps, *one.steps)]
    for step in (*routes, *asked, *acts):
        for basis in (step, *step.also):
            assert (basis.source.page or basis.source.iri) in listed
            assert (basis.source.locator or "") in listed


def test_marks_lead_to_sources_that_are_there(stated: Stated) -> None:
    found = stated(**BACHELOR)
    marks = {mark for section in found.sections for line in section.lines for mark in line.sources}
    numbers = {int(re.match(r"\d+", mark)[0]) for mark in marks}  # type: ignore[index]
    assert numbers == set(range(1, len(found.sources.lines) + 1))


def test_places_in_one_document_share_its_number(look: Callable[..., Recognition]) -> None:
    step: Step = look(**BACHELOR).steps[0]

    def at(locator: str | None) -> Step:
        source = step.source.model_copy(update={"locator": locator, "iri": "https://example.org/"})
        return step.model_copy(update={"source": source, "also": ()})

    sources = Sources("en")
    assert sources.of([at("§1")]) == ("1a",)
    assert sources.of([step]) == ("2",)
    assert sources.of([at("§2"), at("§1"), at(None)]) == ("1b", "1a", "1")
    assert "a §1; b §2" in sources.all()[0]


@pytest.mark.parametrize("language", ["en", "kk", "ru"])
def test_page_and_text_say_the_same(stated: Stated, language: str) -> None:
    found = stated(language, **BACHELOR)
    as_text = plain(found)
    as_page = unescape(re.sub(r"<[^>]+>", "", page(found).partition("</style>")[2]))
    for section in (*found.sections, found.sources):
        assert section.heading in as_text
        assert section.heading in as_page
        for line in section.lines:
            assert line.text in as_text
            assert line.text in as_page
    for said in (found.notice, found.permalink, found.title):
        assert said in as_text
        assert said in as_page


def test_a_page_is_whole_by_itself_and_takes_nothing_else(stated: Stated) -> None:
    written = page(stated("kk", **BACHELOR), "https://example.org")
    assert '<html lang="kk">' in written
    assert "&lt;b&gt;Technische&lt;/b&gt;" in written
    assert re.search(r"<(script|link|img|iframe)|url\(|@import", written) is None
    assert "https://example.org/recognition?country=DE" in written
    assert "'sha256-" in security()


def test_another_language_is_refused(stated: Stated) -> None:
    with pytest.raises(BadUsage, match="en, kk, ru"):
        stated("de", **BACHELOR)
