"""What a matching suggests, and why."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest

from kgqual.matching import Label, Matching, Scores, Term, Text


def _term(iri: str, *labels: str, description: str = "", broader: str = "") -> Term:
    return Term(
        iri,
        tuple(Label(text, "en", place == 0) for place, text in enumerate(labels)),
        ((description, "en"),) if description else (),
        ((broader, "en"),) if broader else (),
    )


TERMS = [
    _term("urn:fundraiser", "fundraising manager", "head of fundraising", broader="managers"),
    _term("urn:welder", "welder", "gas welder", "steel joiner", broader="metal workers"),
    _term("urn:smith", "blacksmith", description="forges iron and steel", broader="metal workers"),
    _term("urn:teacher", "primary school teacher", "teacher in primary education"),
    _term("urn:dentist", "dentist", "dental practitioner", description="treats teeth and gums"),
]


@pytest.fixture(scope="module")
def matching() -> Matching:
    return Matching.over(TERMS)


def _best(matching: Matching, text: Text) -> str:
    [found] = matching.suggest([text])
    return found.candidates[0].iri


@pytest.mark.parametrize(
    ("title", "iri"),
    [
        ("Welders", "urn:welder"),
        ("Primary school teachers", "urn:teacher"),
        ("teacher, primary school", "urn:teacher"),
        ("fundrasing maneger", "urn:fundraiser"),
        ("joiner of steel", "urn:welder"),
        ("iron forger", "urn:smith"),
    ],
)
def test_forms_orders_and_misspellings_find_what_is_meant(
    matching: Matching, title: str, iri: str
) -> None:
    assert _best(matching, Text(title, language="en")) == iri


def test_a_description_finds_what_the_title_does_not(matching: Matching) -> None:
    assert _best(matching, Text("practitioner", "repairs teeth", "en")) == "urn:dentist"


def test_the_label_by_which_it_was_found_and_the_reasons_are_told(matching: Matching) -> None:
    [found] = matching.suggest([Text("Head of fundraising", language="en")])
    best = found.candidates[0]
    assert best.label == "head of fundraising"
    assert best.features["exact"] == 1
    assert best.features["exact_preferred"] == 0


def test_candidates_come_in_order_and_no_more_than_asked(matching: Matching) -> None:
    [found] = matching.suggest([Text("metal steel teacher", language="en")], limit=2)
    assert len(found.candidates) == 2
    assert found.candidates[0].score >= found.candidates[1].score


@pytest.mark.parametrize("title", ["", "…", "xyzzy"])
def test_what_has_nothing_in_common_with_any_term_finds_none(
    matching: Matching, title: str
) -> None:
    [found] = matching.suggest([Text(title)])
    assert found.none > 0.9


def test_texts_are_answered_one_by_one_whatever_comes_with_them(matching: Matching) -> None:
    texts = [Text("welder", language="en"), Text(""), *[Text("dentist", language="en")] * 40]
    together = matching.suggest(texts)
    assert together[0] == matching.suggest(texts[:1])[0]
    assert together[-1] == matching.suggest(texts[-1:])[0]


def test_no_terms_suggest_nothing() -> None:
    [found] = Matching.over([]).suggest([Text("welder")])
    assert (found.candidates, found.none) == ((), 1)


class _Teeth:
    """A matcher from outside: it knows one thing."""

    name = "teeth"

    def scores(self, texts: Sequence[Text]) -> Scores:
        known = np.zeros((len(texts), len(TERMS)), np.float32)
        known[["odont" in text.title for text in texts], 4] = 1
        return known


def test_a_further_matcher_brings_its_candidates() -> None:
    [found] = Matching.over(TERMS, [_Teeth()]).suggest([Text("odontologist", language="en")])
    dentist = next(one for one in found.candidates if one.iri == "urn:dentist")
    assert dentist.features["teeth"] == 1
