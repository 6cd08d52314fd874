"""What is safe to match, where the shipped data has no example of it."""

from __future__ import annotations

from kgqual.reconciliation.scoring import Fit, Scored, fit, the_match
from kgqual.search import Hit, Label, Match


def hit(name: str, text: str, match: Match) -> Hit:
    """Return a thing called ``name`` that was found by its label or code ``text``."""
    return Hit(
        iri=f"https://example.org/{name}",
        label=name,
        language="en",
        matched=Label(text, "en"),
        match=match,
        code="",
        types=("https://example.org/Class",),
        score=match.score,
        features={"match": match.score, "similarity": 1.0, "centrality": 0.0},
    )


PREFERRED = Scored(hit("clerk", "clerk", Match.PREFERRED), Fit.PREFERRED, typed=True)
OTHER = Scored(hit("scribe", "clerk", Match.OTHER), Fit.OTHER, typed=True)


def test_a_preferred_name_that_is_another_name_of_something_else_is_not_matched() -> None:
    assert the_match([PREFERRED]) is PREFERRED
    assert the_match([PREFERRED, OTHER]) is None


def test_it_is_when_a_property_speaks_against_the_other() -> None:
    against = Scored(OTHER.hit, Fit.OTHER, typed=True, agrees={"country": False})
    assert the_match([PREFERRED, against]) is PREFERRED


def test_another_name_is_matched_when_a_property_agrees() -> None:
    confirmed = Scored(OTHER.hit, Fit.OTHER, typed=True, agrees={"country": True})
    assert the_match([OTHER]) is None
    assert the_match([confirmed]) is confirmed
    assert confirmed.score == 96.67


def test_how_a_text_fits_is_told_letter_by_letter_but_for_case() -> None:
    assert fit("CLERK", PREFERRED.hit) is Fit.PREFERRED
    assert fit("clérk", PREFERRED.hit) is Fit.FOLDED
    assert fit("clerk", OTHER.hit) is Fit.OTHER
    assert fit("cler", hit("clerk", "clerk", Match.PREFERRED_BEGINS)) is Fit.SIMILAR
    assert fit("https://example.org/clerk", PREFERRED.hit) is Fit.CODE
    assert fit(" ", PREFERRED.hit) is Fit.NONE
