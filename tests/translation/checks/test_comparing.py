"""What several concepts are to each other."""

from __future__ import annotations

from tests.translation.checks.judging import found, subject

from kgqual.editorial.translations.fields import Field
from kgqual.translation.checks import Subject, across


def concept(name: str, text: str, source: str, *schemes: str, language: str = "kk") -> Subject:
    return subject(text, concept=name, source=(source,), schemes=schemes, language=language)


def test_two_concepts_of_a_scheme_have_two_preferred_terms() -> None:
    one = concept("a", "наубайшы", "baker", "occupations")
    two = concept("b", "Наубайшы ", "bread maker", "occupations", "green")
    found_in = {finding.concept: finding for finding in across([one, two])}
    assert set(found_in) == {"a", "b"}
    assert found_in["a"].others == ("b",)
    assert found_in["a"].check == "same-preferred"
    assert found_in["a"].blocks


def test_concepts_of_two_schemes_or_languages_may_share_one() -> None:
    one = concept("a", "наубайшы", "baker", "occupations")
    elsewhere = concept("b", "наубайшы", "bakers", "isco")
    abroad = concept("c", "наубайшы", "bakers", "occupations", language="ky")
    assert not across([one, elsewhere, abroad])


def test_concepts_that_english_does_not_tell_apart_may_share_one() -> None:
    one = concept("a", "білім беру", "education", "isced-f")
    part = concept("b", "білім беру", "Education", "isced-f")
    assert not across([one, part])


def test_a_source_that_is_translated_in_two_ways_is_inconsistent() -> None:
    first = concept("a", "білім беру", "education", "isced-f")
    second = concept("b", "оқыту", "education", "skills")
    third = concept("c", "Оқыту", "Education", "skills")
    by_concept = {finding.concept: finding for finding in across([first, second, third])}
    assert set(by_concept) == {"a", "b", "c"}
    assert by_concept["a"].others == ("b", "c")
    assert by_concept["a"].values == {"source": "education", "term": "білім беру", "other": "оқыту"}
    assert not by_concept["a"].blocks


def test_a_language_has_one_preferred_term() -> None:
    (finding,) = found(subject("наубайшы", "нан пісіруші"))["one-preferred"]
    assert finding.values["count"] == "2"
    assert finding.text == ""
    assert "one-preferred" not in found(subject("а", "б", field=Field.ALTERNATIVE))


def test_an_alternative_repeats_neither_the_preferred_term_nor_another() -> None:
    asked = subject(
        *("Наубайшы", "нан пісіруші", "нан  пісіруші"),
        field=Field.ALTERNATIVE,
        beside={Field.PREFERRED: ("наубайшы",)},
    )
    assert [finding.index for finding in found(asked)["repeated-term"]] == [0, 2]
