"""What the look-up makes of an application: routes kept apart, leads never answers."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from tests.recognition.conftest import Look

from kgqual.answering import OpenSnapshot
from kgqual.model import Strength
from kgqual.questions import ask
from kgqual.recognition import Application, BadApplication, recognise
from kgqual.store.snapshot import Snapshots


def test_a_degree_arrives_by_the_cycle_and_by_a_lead(look: Look) -> None:
    found = look(country="DE", qualification="Bachelor of Science")
    assert found.answer is not None
    (answer,) = found.answer
    assert (answer.level.code, answer.route) == ("6", "qf-ehea")
    assert [award.prefix.code for award in answer.awards] == ["6B"]
    assert found.strength is Strength.EDITORIAL
    assert [lead.answer.route for lead in found.leads] == ["eqf"]
    assert [(route.kind, route.standing) for route in found.routes] == [
        ("eqf", "lead"),
        ("qf-ehea", "answer"),
    ]
    assert all(step.source.title for step in found.steps)


def test_the_cycles_are_for_higher_education_only(look: Look) -> None:
    found = look(country="DE", qualification="Meister")
    assert found.answer is None
    assert [(route.kind, route.standing) for route in found.routes] == [
        ("eqf", "lead"),
        ("qf-ehea", "not-applicable"),
    ]


def test_an_award_of_higher_education_corresponds_to_the_same_degree_only(look: Look) -> None:
    prefixes = {
        title: [
            award.prefix.code
            for item in (*(found.answer or ()), *(lead.answer for lead in found.leads))
            for award in item.awards
        ]
        for title in ("Master", "Meister", "Gesellenbrief")
        for found in (look(country="DE", qualification=title),)
    }
    assert prefixes == {"Master": ["7M", "7M"], "Meister": [], "Gesellenbrief": ["4S"]}


def test_an_evaluation_stands_beside_and_is_no_level(look: Look) -> None:
    found = look(country="RU", qualification="Диплом бакалавра")
    assert found.abstained
    assert [evaluation.level.code for evaluation in found.evaluations] == ["6"]
    assert (found.placements, found.routes, found.leads) == ((), (), ())


def test_a_level_that_no_source_supports_is_disputed(look: Look) -> None:
    found = look(country="DE", qualification="Meister", framework="DQR", level="7")
    assert found.answer is None
    assert found.reason is not None and "DQR Level 7" in found.reason
    assert {route.standing for route in found.routes} == {"lead", "not-applicable"}


def test_the_year_decides_between_levels(look: Look) -> None:
    levels = {
        year: [p.level.code for p in look(country="FR", qualification="BTS", year=year).placements
               if p.holds and "c_c8bc1cb9" in p.framework.iri]
        for year in ("2015", "2021")
    }  # fmt: skip
    assert levels == {"2015": ["III"], "2021": ["5"]}


def test_a_country_that_is_not_known_is_refused(look: Look) -> None:
    with pytest.raises(BadApplication, match="ZZ"):
        look(country="ZZ", qualification="Bachelor")


def test_credits_are_counted_in_both_directions_as_ranges(look: Look) -> None:
    found = look(country="DE", qualification="Bachelor of Science", credits="60")
    counted = {(one.from_, one.to, one.way): (one.low, one.high) for one in found.credits}
    assert counted["ects", "he", "rate"] == (Decimal(60), Decimal(60))
    assert counted["ects", "hours", "rate"] == (Decimal(1500), Decimal(1800))
    assert counted["ects", "tvet", "hours"] == (Decimal("62.5"), Decimal(75))
    assert counted["tvet", "ects", "hours"] == (Decimal(48), Decimal("57.6"))
    assert all(step.source.locator for one in found.credits for step in one.steps[:1])


def test_the_field_leads_to_directions_and_specialities(look: Look) -> None:
    unknown = look(country="DE", qualification="Meister", field="0613")
    assert unknown.study_field is not None
    assert {one.code for one in unknown.study_field.related if one.fit == "field"} == {"06130100"}
    degree = look(country="DE", qualification="Bachelor of Science", field="0612")
    assert degree.study_field is not None
    groups = {one.code for one in degree.study_field.related if one.kind == "group"}
    assert "B058" in groups
    assert all("6B" in one.prefixes for one in degree.study_field.related)


def test_the_purpose_and_the_sector_choose_the_procedures(look: Look) -> None:
    names = {
        purpose: [
            (found.kind, found.iri.rpartition("/")[2])
            for found in look(country="DE", qualification=title, purpose=purpose).procedures
        ]
        for purpose, title in (
            ("study", "Bachelor of Science"),
            ("work", "Gesellenbrief"),
            ("regulated", "Meister"),
        )
    }
    assert names["study"] == [("academic", "recognition-higher-education")]
    assert names["work"] == [
        ("professional", "professional-voluntary"),
        ("professional", "qualification-match-certificate"),
        ("academic", "recognition-school-tvet"),
    ]
    assert names["regulated"] == [
        ("professional", "professional-mandatory"),
        ("academic", "recognition-higher-education"),
        ("academic", "recognition-school-tvet"),
    ]


def test_a_procedure_names_its_body_its_act_and_their_sources(look: Look) -> None:
    (found,) = look(country="DE", qualification="Bachelor of Science").procedures
    assert "Ministry of Science and Higher Education" in {b.label["en"] for b in found.bodies}
    (act,) = found.acts
    assert (act.number, act.date, act.status) == ("268", "2023-06-12", "in-force")
    assert all(step.source.title for step in (*found.steps, *act.steps))


def test_papers_are_those_that_sources_name(look: Look) -> None:
    found = look(country="DE", qualification="Bachelor of Science")
    assert {"requires", "fee", "exempts"} <= {line.key for line in found.required}
    assert all(line.steps and line.steps[0].source.title for line in found.required)
    assert all(
        step.strength is not Strength.UNVERIFIED for line in found.required for step in line.steps
    )


def test_what_nobody_verified_is_no_rule_but_would_change_the_answer(look: Look) -> None:
    found = look(country="BY", qualification="Диплом бакалавра", purpose="work")
    direct = "Education documents are accepted without recognition"
    assert not any(direct in line.text["en"] for line in found.required)
    (line,) = (one for one in found.would_change if direct in one.text["en"])
    assert line.steps[0].strength is Strength.UNVERIFIED


def test_agreements_say_whose_parties_are_named(look: Look) -> None:
    found = {
        a.iri.rpartition("/")[2]: a.parties
        for a in look(country="CN", qualification="学士").agreements
    }
    assert found == {
        "kazakhstan-china-2006": "both",
        "lisbon-recognition-convention": "unknown",
        "tokyo-recognition-convention": "not-kazakhstan",
    }


def test_an_agreement_that_names_both_countries_says_whether_it_is_in_force(look: Look) -> None:
    found = look(country="KG", qualification="Диплом бакалавра")
    states = {a.iri.rpartition("/")[2]: a.state["en"] for a in found.agreements}
    assert states["central-asia-2025"] == "not in force"
    assert states["cis-five-1998"] == "in force since 1999-10-01"
    refusals = [line for line in found.required if line.key == "refusalGround"]
    assert refusals == [], "a draft asks for nothing"
    china = look(country="CN", qualification="学士")
    assert "unknown" in {a.status for a in china.agreements}
    assert any(line.key == "status" for line in china.would_change)


@pytest.mark.parametrize("purpose", ["study", "work", "regulated"])
def test_no_procedure_is_without_a_source(look: Look, purpose: str) -> None:
    found = look(country="DE", qualification="Meister", purpose=purpose)
    assert found.procedures
    for one in found.procedures:
        assert one.steps, one.iri
        assert all(step.source.title for step in one.steps)


def test_on_an_earlier_day_only_what_was_adopted_by_then_governs(
    shipped_snapshot: OpenSnapshot,
) -> None:
    application = Application.of({"country": "RU", "qualification": "Диплом бакалавра"})
    then = recognise(shipped_snapshot.on(date(2015, 1, 1)), application)
    assert then.procedures == (), "the rules are of 2023"
    assert then.required == ()
    signed = {agreement.signed for agreement in then.agreements}
    assert max(signed) < "2015-01-01"


def test_a_title_that_is_only_like_one_is_a_computed_step_of_the_answer(look: Look) -> None:
    misspelt = look(country="DE", qualification="Bachlor")
    assert misspelt.steps[0].statement["en"] == (
        "The printed title “Bachlor” is taken for “Bachelor” by its likeness (0.86)."
    )
    assert misspelt.strength is Strength.COMPUTED
    for title in ("Bachelor", "Bachelor of Science", "Бакалавр"):
        assert look(country="DE", qualification=title).strength is Strength.EDITORIAL


def test_titles_that_are_alike_are_all_named(look: Look) -> None:
    found = look(country="LT", qualification="PhD")
    (line,) = (one for one in found.missing if one.key == "alike")
    assert "“Doctor of arts”; “Doctor of science”" in line.text["en"]
    alone = look(country="DE", qualification="Bachelor")
    assert not any(one.key == "alike" for one in alone.missing)


def test_a_level_without_a_first_day_is_only_taken_to_have_existed(look: Look) -> None:
    found = look(country="DE", qualification="Bachelor", year="1950")
    (line,) = (one for one in found.would_change if one.key == "level-since")
    assert line.text["en"] == (
        "Since when “DQR Level 6” exists: no source in the graph says, "
        "so it is taken to have existed in 1950."
    )


def test_a_country_is_called_by_its_name_alone(look: Look) -> None:
    found = look(country="DE", qualification="Zauberer")
    assert (found.reason or "").endswith("the sources give for Germany.")


def test_a_regulated_profession_is_known_by_the_field_of_study(look: Look) -> None:
    health = look(country="DE", qualification="Bachelor of Science", field="0913")
    assert [one.because for one in health.professions] == ["field", "field"]
    assert {one.regime for one in health.professions} == {"mandatory"}
    assert {one.steps[0].strength for one in health.professions} == {Strength.UNVERIFIED}
    assert {one.steps[1].strength for one in health.professions} == {Strength.PUBLISHED}
    computing = look(country="DE", qualification="Bachelor of Science", field="0613")
    assert computing.professions == ()


def test_the_permalink_names_the_application_and_the_snapshot(look: Look) -> None:
    found = look(country="DE", qualification="Meister", year="2015")
    assert found.permalink == (
        "/recognition?country=DE&qualification=Meister&year=2015&purpose=study"
        f"&snapshot={found.snapshot}"
    )


def test_before_the_framework_was_approved_nothing_leads_to_it(
    shipped_snapshot: OpenSnapshot,
) -> None:
    application = Application.of({"country": "DE", "qualification": "Bachelor"})
    found = recognise(shipped_snapshot.on(date(2013, 1, 1)), application)
    assert found.as_of == "2013-01-01"
    assert (found.answer, found.leads) == (None, ())
    assert found.permalink.count("as-of=2013-01-01") == 1


def test_a_degree_that_its_title_denies_is_to_be_cleared_up(look: Look) -> None:
    found = look(country="DE", qualification="Bachelor of Science", award_type="Master's degree")
    assert "award-type" in {line.key for line in found.missing}


def test_a_document_older_than_an_agreement_is_an_open_question(look: Look) -> None:
    def earlier(year: str) -> int:
        found = look(country="BY", qualification="Диплом бакалавра", year=year)
        return sum(line.key == "earlier" for line in found.would_change)

    assert (earlier("1995"), earlier("2010"), earlier("2025")) == (2, 1, 0)


def test_a_candidate_is_chosen_by_its_iri(look: Look) -> None:
    asked = look(country="PL", qualification="Dyplom zawodowy")
    assert asked.match is None
    for candidate in asked.candidates:
        found = look(country="PL", qualification=candidate.iri)
        assert found.match is not None
        assert (found.match.iri, found.match.score) == (candidate.iri, 1.0)
    elsewhere = look(country="DE", qualification=asked.candidates[0].iri)
    assert elsewhere.match is None


def test_what_was_asked_before_changes_nothing(served_data: Path) -> None:
    bachelor = Application.of({"country": "DE", "qualification": "Bachelor of Science"})
    snapshot = Snapshots(served_data).current()
    with OpenSnapshot.of(snapshot) as fresh, OpenSnapshot.of(snapshot) as asked:
        ask(asked.on(), "level-correspondence", {"framework": "DQR", "level": "6"})
        assert recognise(asked.on(), bachelor) == recognise(fresh.on(), bachelor)


def test_a_country_that_no_source_describes_is_an_abstention(look: Look) -> None:
    found = look(country="US", qualification="Bachelor of Science")
    assert found.abstained
    assert found.reason == "No source in the graph lists qualifications of United States."
    assert found.procedures
