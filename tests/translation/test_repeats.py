"""Where else the same English text is to be translated."""

from __future__ import annotations

from datetime import UTC, datetime

from kgqual.editorial.translations import By, Entry, Field, State, Translation, source_hash
from kgqual.translation.repeats import Repeat, repeats, takers
from kgqual.translation.units import Concept, Kind, Unit, Units


def concept(iri: str, impact: float, **texts: str) -> tuple[str, Concept]:
    units = {
        Field(name): Unit(Field(name), (text,), source_hash((text,)))
        for name, text in texts.items()
    }
    return iri, Concept(iri, Kind.SKILL, "", (), "", (), (), (), units, impact, ())


UNITS = Units(
    "1",
    "graph",
    dict(
        [
            concept("group", 1, prefLabel="education"),
            concept("part", 2, prefLabel="Education "),
            concept("field", 3, prefLabel="education"),
            concept("school", 4, prefLabel="schooling", altLabel="education"),
            concept("bread", 5, prefLabel="bread"),
        ]
    ),
)


def translated(iri: str, text: str, source: str = "education") -> Translation:
    by = By("Anna", datetime(2026, 11, 22, tzinfo=UTC), 1)
    entry = Entry((text,), State.DRAFT, False, source_hash((source,)), by.at, by)
    return Translation("kk", iri, 1, {Field.PREFERRED: entry})


def test_what_is_translated_comes_first_then_what_is_useful() -> None:
    translations = {"part": translated("part", "білім беру")}
    found = repeats(UNITS, translations, "group")[Field.PREFERRED]
    assert found[0] == Repeat("part", Field.PREFERRED, "education", ("білім беру",), State.DRAFT)
    assert [one.concept for one in found] == ["part", "school", "field"]
    assert [one.may_take for one in found] == [False, False, True]


def test_an_alternative_term_may_be_the_preferred_one_elsewhere() -> None:
    translations = {"part": translated("part", "білім беру")}
    found = repeats(UNITS, translations, "school")
    assert set(found) == {Field.ALTERNATIVE}
    assert found[Field.ALTERNATIVE][0].texts == ("білім беру",)


def test_a_source_of_its_own_has_no_repeats() -> None:
    assert repeats(UNITS, {}, "bread") == {}
    assert repeats(UNITS, {}, "gone") == {}


def test_a_text_can_be_saved_where_the_same_source_is_untranslated() -> None:
    translations = {"group": translated("group", "білім беру")}
    there = {Field.PREFERRED: ("білім беру",)}
    assert takers(UNITS, translations, "group") == {"part": there, "field": there}
    assert takers(UNITS, translations, "field") == {}  # nothing stands there


def test_a_stale_text_is_saved_nowhere_else() -> None:
    translations = {"group": translated("group", "оқыту", source="teaching")}
    assert takers(UNITS, translations, "group") == {}
