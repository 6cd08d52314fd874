"""The page of the recognition look-up: the form, what is wrong at its field, what was found."""

from __future__ import annotations

import re
from html import unescape

import pytest
from httpx import Client, Response

from kgqual.answering import Item
from kgqual.presentation.fields import field_names
from kgqual.recognition.outcome import Corresponding
from kgqual.web.wording import say

LANGUAGES = ("kk", "ru", "en")
BACHELOR = {"country": "DE", "qualification": "Bachelor", "field": "0613", "credits": "180"}
LARGEST = 100_000
"""Bytes of a page before images, as it is sent."""


def page(client: Client, **query: str) -> Response:
    return client.get("/recognition", params=query or None, headers={"accept": "text/html"})


def seen(response: Response) -> str:
    """Return the text of a page, with single spaces."""
    body = response.text.partition("<main")[2]
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", body)).split())


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_form_asks_in_steps_and_answers_nothing_yet(client: Client, language: str) -> None:
    response = page(client, lang=language)
    assert response.status_code == 200
    assert response.text.count('<fieldset class="step">') == 4
    assert f">{say(language, 'recognition.country')}" in response.text
    assert re.search(r'<option value="DE">\w+</option>', response.text)
    assert say(language, "recognition.result") not in seen(response)


def test_what_is_wrong_is_listed_and_said_at_its_field(client: Client) -> None:
    response = page(client, lang="ru", country="DE", qualification=" ", year="1066")
    assert response.status_code == 400
    summary = response.text.partition('class="failure"')[2].partition("</div>")[0]
    assert re.findall('href="#([a-z]+)"', summary) == ["qualification", "year"]
    field = response.text.partition('id="year-error"')[2].partition("</div>")[0]
    assert say("ru", "recognition.year.wrong") in field
    assert 'value="1066"' in field
    assert 'aria-invalid="true"' in field


def test_a_level_without_its_framework_is_wrong(client: Client) -> None:
    response = page(client, lang="en", country="DE", qualification="Bachelor", level="6")
    assert response.status_code == 400
    assert say("en", "recognition.level.wrong") in seen(response)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_part_of_what_was_found_is_on_the_page(client: Client, language: str) -> None:
    data = client.get("/recognition", params=BACHELOR).json()
    response = page(client, lang=language, **BACHELOR)
    assert response.status_code == 200
    assert response.num_bytes_downloaded < LARGEST
    text = seen(response)
    assert data["notice"][language] in text
    assert data["routes"] and data["missing"] and data["procedures"] and data["study_field"]
    for route in data["routes"]:
        assert route["explanation"][language] in text
        assert say(language, f"recognition.standing.{route['standing']}") in text
    for advice in (*data["missing"], *data["would_change"]):
        assert advice["text"][language] in text
    for lead in data["leads"]:
        assert lead["to_confirm"][0][language] in text
    for act in (act for one in data["procedures"] for act in one["acts"]):
        assert f"№ {act['number']}" in text or not act["number"]


def test_the_page_links_to_the_statement_and_to_its_lasting_address(client: Client) -> None:
    response = page(client, lang="kk", **BACHELOR)
    links = [unescape(link) for link in re.findall('href="([^"]+)"', response.text)]
    [statement] = [link for link in links if "format=statement" in link]
    printed = client.get(statement)
    assert printed.headers["content-language"] == "kk"
    assert printed.headers["content-type"].startswith("text/html")
    assert "<form" not in printed.text
    assert [link for link in links if link.startswith("/recognition?") and "snapshot=" in link]


def test_a_title_that_nothing_matches_offers_the_nearest_as_choices(client: Client) -> None:
    response = page(client, lang="en", **{**BACHELOR, "qualification": "Bchlr"})
    assert say("en", "recognition.unmatched") in seen(response)
    [choice] = re.findall(
        r'<li><a href="(\?[^"]*)"><span dir="auto">Bachelor</span></a>', response.text
    )
    chosen = client.get(f"/recognition{unescape(choice)}", headers={"accept": "text/html"})
    assert say("en", "recognition.unmatched") not in seen(chosen)
    assert "field=0613" in choice


def test_what_a_level_is_shown_with_has_names() -> None:
    shown = set(Corresponding.model_fields) - set(Item.model_fields)
    assert shown <= field_names().keys()


def test_what_is_typed_is_never_markup(client: Client) -> None:
    response = page(client, lang="en", country="DE", qualification='"><script>alert(1)</script>')
    assert "<script>alert" not in response.text
