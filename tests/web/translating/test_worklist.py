"""What a new release asks of the translators, as a page, as JSON and as CSV."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from uuid import uuid4

import httpx
import pytest
from httpx import Client
from tests import little_esco
from tests.little_esco import BAKER
from tests.translators import Team, served_team

from kgqual.editorial.translations import Edit, Field, State, source_hash
from kgqual.store.snapshot import Snapshot
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


@pytest.fixture
def renaming(
    serve: Callable[[Path], AbstractContextManager[str]],
    publish_releases: Callable[..., Snapshot],
    tmp_path: Path,
) -> Iterator[Team]:
    """A team over releases of which the second calls a skill group by another IRI."""
    publish_releases(tmp_path, little_esco.releases(group="group-1"))
    with served_team(serve, tmp_path) as team:
        yield team


def test_what_is_offered_is_taken_over_once_and_can_be_undone(renaming: Team) -> None:
    team, html, group = renaming, {"Accept": "text/html"}, f"{little_esco.SKILL}group-1"
    preferred, source = Field.PREFERRED, ("making food",)
    texts, hashes = {preferred: ("тағам әзірлеу",)}, {preferred: source_hash(source)}
    edit = Edit("save-group", "kk", group, 0, texts, hashes, {preferred: source})
    team.editorial.translations.save(team.aigul.person, edit)
    adopt, key = f"{ADDRESS}/adopt?to=kk&from=1.0&upto=1.1", {"key": "adopt-groups"}

    anybody = httpx.get(f"{team.address}{ADDRESS}?lang=en", headers=html).text
    page = team.dana.client.get(f"{ADDRESS}?lang=en", headers=html).text
    done = team.dana.client.post(f"{adopt}&lang=en", data=key, headers=html)
    again = team.dana.client.post(adopt, json=key).json()
    shown = team.dana.client.get(done.headers["location"], headers=html).text
    nothing = team.dana.client.post(adopt, json={})

    button = say("en", "translate.worklist.adopt", count=1)
    assert (button in page, button in anybody, button in shown) == (True, False, False)
    assert (again["changes"], again["person"], again["comment"]) == (
        *(1, "Dana"),
        f"taken over from <{group}> of ESCO v1.0",
    )
    assert 'name="batch" value="adopt-groups"' in shown
    assert (nothing.status_code, "Nothing is offered" in nothing.text) == (400, True)
    taken = team.editorial.translations.concept("kk", f"{little_esco.SKILL}S1")
    assert (taken.texts(preferred), taken.state) == (("тағам әзірлеу",), State.DRAFT)
