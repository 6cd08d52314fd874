"""A code of Kazakhstan: what its parts say, on what basis, and what is said of a dirty one."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from kgqual.answering import AnyAnswer
from kgqual.model import Strength

Asking = Callable[..., AnyAnswer]
ID = "https://w3id.org/kgqual/id/"
EQF = "http://data.europa.eu/snb/eqf/"
ISCED_F = "http://data.europa.eu/snb/isced-f/"


def parts(answer: AnyAnswer) -> list[tuple[str, str, str, str]]:
    """Return role, characters, IRI and strength of each part."""
    assert answer.answer is not None
    return [
        (part.role, part.text, part.thing.iri if part.thing else "", part.strength.value)
        for part in answer.answer
    ]


def basis(answer: AnyAnswer, role: str) -> list[tuple[str, str | None, str | None]]:
    """Return title, place and date of the sources of the part with a role."""
    assert answer.answer is not None
    (part,) = [part for part in answer.answer if part.role == role]
    sources = [answer.steps[index].source for index in part.steps]
    return [(source.title, source.locator, source.date) for source in sources]


def test_a_qualification_tells_its_speciality_field_award_and_level(asking: Asking) -> None:
    answer = asking("decode-code", code="4S06130103")
    assert parts(answer) == [
        ("code", "4S06130103", f"{ID}tvet/qualification/4S06130103", "informal"),
        ("prefix", "4S", f"{ID}prefix/4S", "informal"),
        ("sequence", "03", "", "informal"),
        ("speciality", "06130100", f"{ID}tvet/speciality/06130100", "informal"),
        ("award", "", f"{ID}award/middle-level-specialist", "editorial"),
        ("level", "", f"{ID}nqf/2016/level/4", "informal"),
        ("field", "0613", f"{ISCED_F}0613", "informal"),
    ]
    assert answer.answer is not None
    assert [part.role for part in answer.answer if part.loaded is None] == ["sequence"]
    assert basis(answer, "level")[1] == (
        "National Qualifications Framework – Kazakhstan",
        "§7.2",
        "2025",
    )


def test_that_a_prefix_indicates_a_level_is_a_claim_of_the_report(asking: Asking) -> None:
    answer = asking("decode-code", code="5AB")
    assert parts(answer) == [
        ("code", "5AB", f"{ID}prefix/5AB", "editorial"),
        ("award", "", f"{ID}award/applied-bachelor", "editorial"),
        ("level", "", f"{ID}nqf/2016/level/5", "published"),
    ]
    assert basis(answer, "level") == [
        ("National Qualifications Framework – Kazakhstan", "§7.2", "2025")
    ]
    assert f"{ID}conflict/code-prefix-length" in {conflict.iri for conflict in answer.conflicts}


def test_the_route_to_the_eqf_that_no_source_states_is_a_lead(asking: Asking) -> None:
    answer = asking("decode-code", code="4S06130103")
    (lead,) = answer.leads
    assert (lead.answer.role, lead.answer.thing.iri) == ("eqf", f"{EQF}4")
    assert [words["en"] for words in lead.to_confirm] == [
        "“NQF level 4” corresponds closely to “EQF level 4”."
    ]


def test_higher_education_reaches_the_eqf_through_the_cycles(asking: Asking) -> None:
    answer = asking("decode-code", code="B057")
    found = {role: (iri, strength) for role, _, iri, strength in parts(answer)}
    assert found["direction"] == (f"{ID}he/direction/6B06-28", "informal")
    assert found["area"] == (f"{ID}he/area/6B06", "informal")
    assert found["prefix"] == (f"{ID}prefix/6B", "informal")
    assert found["field"] == (f"{ISCED_F}0610", "informal")
    assert found["level"] == (f"{ID}nqf/2016/level/6", "informal")
    assert found["qf-ehea"] == (f"{ID}qf-ehea/2005/cycle/first", "editorial")
    assert found["eqf"] == (f"{EQF}6", "editorial")
    assert [lead.answer.thing.iri for lead in answer.leads if lead.answer.role == "eqf"] == [
        f"{EQF}6"
    ]


def test_a_code_that_is_not_loaded_is_taken_apart_and_said_not_to_be_there(
    asking: Asking,
) -> None:
    answer = asking("decode-code", code="3W07159901")
    assert answer.answer is not None
    code, *_ = answer.answer
    assert (code.role, code.thing, code.loaded) == ("code", None, False)
    said = answer.steps[code.steps[0]]
    assert said.strength is Strength.COMPUTED
    assert said.statement["en"] == (
        "By its form “3W07159901” is the code of a qualification of vocational education; "
        "the part of the classifier that is loaded does not have it."
    )
    assert said.source.iri == "https://w3id.org/kgqual/graph/tvet/2018-partial"
    found = {part.role: part for part in answer.answer}
    assert found["level"].thing.iri == f"{ID}nqf/2016/level/3"
    assert found["field"].thing.iri == f"{ISCED_F}0715"
    assert (found["speciality"].thing.code, found["speciality"].loaded) == ("07159900", False)
    assert answer.strength is Strength.COMPUTED


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("06130100", [("code", "06130100"), ("field", "0613"), ("sequence", "01")]),
        ("2", [("code", "2"), ("skill-level", "")]),
        (
            "NCO 2512",
            [
                ("code", "2512"),
                ("above", "251"),
                ("main-group", "2"),
                ("sequence", "2"),
                ("skill-level", ""),
            ],
        ),
        (
            "6B061",
            [
                ("code", "6B061"),
                ("prefix", "6B"),
                ("area", "6B06"),
                ("sequence", "1"),
                ("award", ""),
                ("level", ""),
                ("qf-ehea", ""),
                ("eqf", ""),
            ],
        ),
    ],
)
def test_every_kind_of_code_is_decoded(
    asking: Asking, code: str, expected: list[tuple[str, str]]
) -> None:
    assert [part[:2] for part in parts(asking("decode-code", code=code))] == expected


def test_a_direction_without_a_national_code_says_that_its_number_is_provisional(
    asking: Asking,
) -> None:
    answer = asking("decode-code", code="6B06-28")
    assert answer.answer is not None
    said = answer.steps[answer.answer[0].steps[0]]
    assert said.statement["en"] == (
        "“6B06-28” is a provisional number in this graph: no source that was found states a "
        "national code."
    )
    assert answer.answer[0].thing.iri == f"{ID}he/direction/6B06-28"


def test_a_code_may_come_as_an_address(asking: Asking) -> None:
    plain = asking("decode-code", code="6B06")
    for address in ("kqid:he/area/6B06", f"{ID}he/area/6B06"):
        assert asking("decode-code", code=address).answer == plain.answer


@pytest.mark.parametrize(
    ("code", "words", "candidates"),
    [
        ("6В01", "It contains the Cyrillic letter “В”", [("6B01", True)]),
        ("4120100", "A leading zero is lost.", [("04120100", True)]),
        ("3W061301102", "It has too many digits: 9.", [("3W06130102", True)]),
        ("4S120100", "It is cut short; digits missing: 2.", [("04120100", True)]),
        ("1304000", "It is a code of an older classifier;", []),
        ("4s06130103", "Letters in codes are capitals.", [("4S06130103", True)]),
        (
            "06130103",
            "The prefix of a qualification is missing",
            [("4S06130103", True), ("3W06130103", False), ("5AB06130103", False)],
        ),
        ("hello", "It does not look like a code", []),
    ],
)
def test_a_dirty_code_is_diagnosed_and_never_corrected_silently(
    asking: Asking, code: str, words: str, candidates: list[Any]
) -> None:
    answer = asking("decode-code", code=code)
    assert answer.abstained
    assert answer.answer is None
    assert answer.reason is not None
    assert answer.reason.startswith(f"“{code}” is not a code as the classifiers write it. {words}")
    assert answer.explanation is not None
    assert all(code in answer.explanation[language] for language in ("en", "kk", "ru"))
    found = [(candidate.code, bool(candidate.types)) for candidate in answer.candidates]
    assert found == candidates


def test_a_day_before_the_classifiers_has_nothing_to_decode_with(asking: Asking) -> None:
    answer = asking("decode-code", as_of=date(2010, 1, 1), code="06130100")
    assert answer.abstained
    assert answer.reason is not None
    assert "holds no classifier" in answer.reason
