"""Printed titles find their qualification across spelling, case, script and synonyms."""

from __future__ import annotations

import pytest

from kgqual.recognition.titles import MARGIN, THRESHOLD, Known, Titles, synonyms

GERMANY = {
    "master-craftsman": ("Master craftsman", "Meister"),
    "bachelor": ("Bachelor",),
    "bachelor-professional": ("Bachelor Professional",),
    "master": ("Master",),
    "upper": ("Upper secondary certificate",),
    "level-3": ("VET diploma, level 3",),
    "level-4": ("VET diploma, level 4",),
    "of-2019": ("Leaving certificate of 2019",),
}


@pytest.fixture(scope="module")
def titles() -> Titles:
    stated = [Known(name, title, False) for name, given in GERMANY.items() for title in given]
    return Titles([*stated, *synonyms("DEU", {name: name for name in GERMANY})])


@pytest.mark.parametrize(
    ("printed", "qualification", "at_least"),
    [
        ("Meister", "master-craftsman", 1.0),
        ("MEISTER", "master-craftsman", 1.0),
        ("master craftsman", "master-craftsman", 1.0),
        ("Handwerksmeister", "master-craftsman", 0.97),
        ("Мейстер", "master-craftsman", 0.97),
        ("Meister im Tischlerhandwerk", "master-craftsman", 0.94),
        ("Bachelor of Science", "bachelor", 0.94),
        ("Бакалавр", "bachelor", 0.97),
        ("Bachelor Professional in Banking", "bachelor-professional", 0.94),
        ("Mastre craftsman", "master-craftsman", THRESHOLD),
        ("Degree of Master", "master", 1.0),
    ],
)
def test_title_matches(titles: Titles, printed: str, qualification: str, at_least: float) -> None:
    best, *others = titles.hits(printed)
    assert best.known.qualification == qualification
    assert best.score >= at_least
    assert all(best.score - other.score > MARGIN for other in others)


@pytest.mark.parametrize(
    "printed",
    [
        "Lower secondary certificate",  # one word away from the upper one
        "VET diploma, level 5",  # another number
        "Leaving certificate of 2018",
        "Bachelor student",
        "Honorary Master",
        "Vorbereitungskurs Meister",
        "Industriemeister",
        "Maestro",
    ],
)
def test_near_title_is_only_a_candidate(titles: Titles, printed: str) -> None:
    assert all(hit.score < THRESHOLD for hit in titles.hits(printed))


def test_title_without_letters_matches_nothing(titles: Titles) -> None:
    assert titles.hits("—") == ()


def test_features_say_why(titles: Titles) -> None:
    (hit,) = titles.hits("Handwerksmeister")
    assert hit.known.title == "Handwerksmeister"
    assert hit.features == {"exact": 1.0, "synonym": 1.0}
