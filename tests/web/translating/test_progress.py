"""How far translations have come, as a page, as JSON and as CSV."""

from __future__ import annotations

import csv
import io

from httpx import Client
from tests.little_esco import BAKER
from tests.translators import Team, put

from kgqual.web.wording import say

ADDRESS = "/translate/progress"


def test_the_page_shows_each_major_group_as_numbers_and_as_a_picture(team: Team) -> None:
    language = team.language()
    put(team.aigul, language, BAKER, {"prefLabel": "наубайшы"})
    with Client(base_url=team.address, headers={"Accept": "text/html"}, timeout=30) as browser:
        page = browser.get(ADDRESS, params={"to": language, "lang": "ru"}).text
    assert say("ru", "translate.progress.by.isco_major_group") in page
    crafts = page.partition("Craft workers")[2].partition("</tr>")[0]
    assert 'class="draft" x="0.00" width="25.00"' in crafts, "one of four is a draft"
    assert "isco=7&amp;lang=ru" in page.partition("Craft workers")[0][-200:]
    assert "<bdi>Aigul</bdi>" in page


def test_programs_are_given_the_same_numbers(team: Team) -> None:
    language = team.language()
    put(team.aigul, language, BAKER, {"prefLabel": "наубайшы"})
    with Client(base_url=team.address, timeout=30) as program:
        told = program.get(ADDRESS, params={"to": language}).json()
        table = program.get(f"{ADDRESS}.csv", params={"to": language})
    whole = told["parts"][0]
    assert (whole["by"], whole["draft"], whole["untranslated"]) == ("all", 1, whole["concepts"] - 1)
    assert [one["person"] for one in told["activity"]] == ["Aigul"]
    assert table.headers["content-type"] == "text/csv; charset=utf-8"
    rows = list(csv.DictReader(io.StringIO(table.text)))
    assert [row["draft"] for row in rows] == [str(part["draft"]) for part in told["parts"]]


def test_nobody_has_to_sign_in_and_nothing_is_made_by_reading(team: Team) -> None:
    with Client(base_url=team.address, headers={"Accept": "text/html"}, timeout=30) as browser:
        page = browser.get(ADDRESS, params={"to": "uz", "lang": "en"})
    assert page.status_code == 200
    assert say("en", "translate.progress.nobody") in page.text
