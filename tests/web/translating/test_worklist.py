"""What a new release asks of the translators, as a page, as JSON and as CSV."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from uuid import uuid4

import pytest
from httpx import Client
from tests.little_esco import BAKER
from tests.translators import Team

from kgqual.editorial.translations import Edit, Field, source_hash
from kgqual.web.wording import say

ADDRESS = "/translate/worklist"
BEFORE = ("Bakers make bread.",)


@pytest.fixture
def anybody(team: Team) -> Iterator[Client]:
    """Somebody who reads, and has not signed in."""
    with Client(base_url=team.address, timeout=30) as client:
        yield client


@pytest.fixture
def language(team: Team) -> str:
    """A language into which Aigul translated how the release 1.0 describes a baker."""
    language = team.language()
    edit = Edit(
        key=str(uuid4()),
        language=language,
        concept=BAKER,
        version=0,
        texts={Field.DESCRIPTION: ("Нан пісіреді.",)},
        hashes={Field.DESCRIPTION: source_hash(BEFORE)},
        sources={Field.DESCRIPTION: BEFORE},
    )
    team.editorial.translations.save(team.aigul.person, edit)
    return language


def test_the_page_is_of_the_current_release_and_marks_what_changed(
    anybody: Client, language: str
) -> None:
    asked = {"to": language, "lang": "ru", "only": "stale"}
    page = anybody.get(ADDRESS, params=asked, headers={"Accept": "text/html"}).text
    assert "ESCO v1.0 → v1.1" in page
    assert "<ins>, rolls and baguettes</ins>" in page
    assert "Нан пісіреді." in page
    assert say("ru", "translate.worklist.what.stale") in page
    assert f'href="/translations/{language}?uri=' in page


def test_programs_are_given_the_same_fields(anybody: Client, language: str) -> None:
    asked = {"to": language, "from": "1.0", "upto": "1.1"}
    told = anybody.get(ADDRESS, params=asked).json()
    table = anybody.get(ADDRESS, params={**asked, "format": "csv"})
    assert table.headers["content-type"] == "text/csv; charset=utf-8"
    rows = list(csv.DictReader(io.StringIO(table.text)))
    assert (told["from"], told["to"], told["fields"]["stale"]) == ("1.0", "1.1", 1)
    listed = [(one["outcome"], one["concept"], one["field"]) for one in told["items"]]
    assert listed[0] == ("stale", BAKER, "description")
    assert "carried" not in dict.fromkeys(outcome for outcome, _, _ in listed)
    assert [(row["outcome"], row["concept"], row["field"]) for row in rows] == listed
    assert rows[0]["difference"] == "Bakers make bread{+, rolls and baguettes+}."


def test_releases_that_are_not_there_are_named(anybody: Client) -> None:
    unknown = anybody.get(ADDRESS, params={"from": "0.9", "upto": "1.1"})
    assert (unknown.status_code, "esco@1.0" in unknown.text) == (400, True)
    first = anybody.get(ADDRESS, params={"upto": "1.0", "format": "html", "lang": "en"})
    assert say("en", "translate.worklist.one_release") in first.text
    assert anybody.get(ADDRESS, params={"upto": "1.0"}).status_code == 400
    assert anybody.get(ADDRESS, params={"only": "gone"}).status_code == 400
    assert anybody.get(ADDRESS, params={"page": 99, "format": "html"}).status_code == 404
