"""Terms of a glossary in texts: what should be used, what must not, in whatever form it stands."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kgqual.resources import shipped as shipped_folder
from kgqual.translation.glossary import NO_GLOSSARY, Entry, Glossary

QUALIFICATION = Entry({"en": ("qualification",)}, ("біліктілік",))
PROFESSIONAL = Entry(
    {"en": ("professional qualification",), "ru": ("профессиональная квалификация",)},
    translations=("кәсіптік біліктілік",),
    forbidden=("кәсіби біліктілік",),
)
STAFF = Entry({"en": ("staff",)}, ("персонал", "қызметкерлер"), ("штат",))
NEVER = Entry({}, (), ("жұмыскер",))
GLOSSARY = Glossary("kk", [QUALIFICATION, PROFESSIONAL, STAFF, NEVER])
SOURCE = "Recognise professional qualifications and other qualifications of staff"


def test_terms_are_found_in_the_plural_and_the_longest_counts() -> None:
    hits = GLOSSARY.hits(SOURCE)

    assert [SOURCE[hit.start : hit.end] for hit in hits] == [
        "professional qualifications",
        "qualifications",
        "staff",
    ]
    assert hits[0].entry is PROFESSIONAL


def test_a_russian_source_is_read_in_russian() -> None:
    [hit] = GLOSSARY.hits("Признание профессиональных квалификаций", "ru")
    assert hit.term == "профессиональная квалификация"


@pytest.mark.parametrize(
    ("term", "text", "found"),
    [
        ("skill", "soft skills", True),
        ("skill", "skilled worker", False),
        ("policy", "policies", True),
        ("analysis", "analyses of data", False),
        ("process", "processes", True),
        ("service", "the driver's services", True),
        ("driver", "the driver's services", True),
        ("C++", "use C++", True),
        ("C", "use C++", False),
        ("labour", "belabour", False),
    ],
)
def test_english_inflects_for_number_alone(term: str, text: str, found: bool) -> None:
    glossary = Glossary("kk", [Entry({"en": (term,)}, ("x",))])
    assert bool(glossary.hits(text)) is found


def test_a_translation_may_stand_in_any_form() -> None:
    assert GLOSSARY.missing("staff", "персоналдарының") == []
    assert GLOSSARY.missing("professional qualifications", "Кәсіптік біліктіліктерін тану") == []


def test_a_latin_letter_in_a_word_is_another_error_than_a_missing_term() -> None:
    assert GLOSSARY.missing("staff", "пepсонaлды") == []  # with Latin e, p, a


def test_a_term_whose_translations_all_lack_is_named_once() -> None:
    [hit] = GLOSSARY.missing("staff management", "кадрларды басқару")
    assert (hit.term, hit.start, hit.end) == ("staff", 0, 5)


def test_entries_that_share_a_term_allow_the_translations_of_each() -> None:
    both = Glossary("kk", [STAFF, Entry({"en": ("staff",)}, ("кадрлар",))])
    assert both.missing("staff management", "кадрларды басқару") == []


def test_a_forbidden_term_counts_where_the_source_has_its_term() -> None:
    text = "кәсіби біліктіліктерді тану"
    [use] = GLOSSARY.forbidden("professional qualification", text)

    assert text[use.start : use.end] == "кәсіби біліктіліктерді"
    assert use.entry is PROFESSIONAL
    assert GLOSSARY.forbidden("the state", "штат") == []


def test_what_no_source_term_limits_is_forbidden_everywhere() -> None:
    assert [use.term for use in GLOSSARY.forbidden("anything", "Жұмыскерлер")] == ["жұмыскер"]


def test_what_the_glossary_asks_for_is_not_forbidden_by_a_part_of_it() -> None:
    strict = Glossary("kk", [PROFESSIONAL, Entry({}, (), ("біліктілік",))])
    assert strict.forbidden("professional qualification", "кәсіптік біліктілікті тану") == []
    assert strict.forbidden("skill", "біліктілікті тану") != []


def test_no_glossary_finds_nothing() -> None:
    assert NO_GLOSSARY.hits(SOURCE) == []
    assert NO_GLOSSARY.missing(SOURCE, "") == []
    assert NO_GLOSSARY.forbidden(SOURCE, "x") == []


LETTERS = "аәбвгғдеёжзийкқлмнңоөпрстуұүфхһцчшщъыіьэюя"


@settings(max_examples=50)
@given(st.lists(st.text(LETTERS, min_size=1, max_size=9), min_size=1, max_size=3), st.booleans())
def test_a_term_that_stands_there_is_never_missing_and_always_forbidden(
    words: list[str], capital: bool
) -> None:
    term = " ".join(words)
    text = f"Жаңа «{term.capitalize() if capital else term}», 2-бөлім"
    wanted = Glossary("kk", [Entry({"en": ("new part",)}, (term,))])
    unwanted = Glossary("kk", [Entry({}, (), (term,))])

    assert wanted.missing("A new part", text) == []
    assert unwanted.forbidden("", text) != []


TERMS = {
    **{"педагогика": "педагогика", "учитель": "мұғалім", "образование": "білім"},
    **{"наука": "ғылым", "безопасность": "қауіпсіздік", "язык": "тіл", "литература": "әдебиет"},
    **{"искусство": "өнер", "право": "құқық", "производство": "өндіріс", "система": "жүйе"},
    **{"управление": "басқару", "строительство": "құрылыс", "история": "тарих"},
    **{"подготовка": "даярлау", "транспорт": "көлік", "хозяйство": "шаруашылық", "дело": "іс"},
    **{"культура": "мәдениет", "международные отношения": "халықаралық қатынастар"},
}


def test_terms_in_the_titles_of_the_official_classifier_of_programmes() -> None:
    """Of the terms in 664 Russian titles all stand in the Kazakh ones but where these differ.

    Physical culture is *дене шынықтыру* there, and producing food a verb.
    """
    glossary = Glossary("kk", [Entry({"ru": (ru,)}, (kk,)) for ru, kk in TERMS.items()])
    folder = shipped_folder("ontology") / "tables" / "he" / "2020"
    titles = [row for name in ("areas", "directions", "groups") for row in _titles(folder, name)]

    found = sum(len(glossary.hits(russian, "ru")) for russian, _ in titles)
    missing = [
        (hit.term, kazakh)
        for russian, kazakh in titles
        for hit in glossary.missing(russian, kazakh, "ru")
    ]

    assert len(titles) == 664
    assert found > 300
    assert set(missing) == {
        ("культура", "Дене шынықтыру мұғалімдерін даярлау"),
        ("культура", "Дене шынықтыру педагогтерін даярлау"),
        ("производство", "Тамақ өнімдерін өндіру"),
    }


def _titles(folder: Path, name: str) -> list[tuple[str, str]]:
    with (folder / f"{name}.csv").open(encoding="utf-8", newline="") as table:
        rows = list(csv.DictReader(table))
    return [(r["title_ru"], r["title_kk"]) for r in rows if r["title_ru"] and r["title_kk"]]
