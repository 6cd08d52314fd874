"""Whether a profession is regulated: what registers and acts say, and what they do not."""

from __future__ import annotations

from collections.abc import Callable

from kgqual.answering import AnyAnswer
from kgqual.model import Strength

Asking = Callable[..., AnyAnswer]
KQID = "https://w3id.org/kgqual/id/"
HEALTH = f"{KQID}regulated-profession/medical-and-pharmaceutical-workers"


def test_a_profession_that_a_source_names_is_answered_with_its_place(asking: Asking) -> None:
    answer = asking("regulated", occupation="Medical and pharmaceutical workers")
    assert answer.answer is not None
    (found,) = answer.answer
    assert (found.profession.iri, found.regulated, found.regime) == (HEALTH, True, "mandatory")
    assert found.listed_in is None
    (step,) = answer.steps
    assert (step.strength, step.source.locator) == (Strength.PUBLISHED, "§6.1")


def test_an_occupation_that_it_may_cover_is_a_lead(asking: Asking) -> None:
    answer = asking("regulated", occupation="ISCO 2221")
    assert answer.abstained
    (lead,) = answer.leads
    assert lead.answer.profession.iri == HEALTH
    (wanting,) = lead.to_confirm
    assert wanting["en"] == (
        "“Health professionals (22)” corresponds to the broader "
        "“Medical and pharmaceutical workers”."
    )


def test_where_nothing_lists_it_the_reason_says_what_was_looked_at(asking: Asking) -> None:
    answer = asking("regulated", occupation="ISCO 2611")
    assert answer.abstained
    assert not answer.leads
    assert answer.explanation is not None
    for said in (
        "whether “Lawyers (2611)” is regulated",
        "Register of Professions",
        "law 14-VIII of 4 July 2023, 2023-07-04",
        "entries loaded: 0",
        "The list of the professions for which recognition is mandatory",
    ):
        assert said in answer.explanation["en"]
    assert "записей загружено: 0" in answer.explanation["ru"]
    assert "mandatory-professions" in {c.iri.rpartition("/")[2] for c in answer.conflicts}


def test_what_esco_says_of_regulation_is_no_evidence(asking_esco: Asking) -> None:
    """ESCO calls the lawyer unregulated and the specialist nurse regulated."""
    lawyer = asking_esco("regulated", occupation="lawyer")
    assert lawyer.abstained
    assert lawyer.answer is None
    assert not lawyer.leads
