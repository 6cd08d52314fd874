"""The home page and its box."""

from __future__ import annotations

from html import unescape

import pytest
from httpx import Client

from kgqual.web.examples import examples
from kgqual.web.wording import say

HTML = {"accept": "text/html"}


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_the_home_page_says_what_this_is_in_three_languages(client: Client, language: str) -> None:
    response = client.get("/", headers={"accept-language": language})
    assert response.headers["content-language"] == language
    assert f'<html lang="{language}">' in response.text
    assert say(language, "home.title") in unescape(response.text)
    for example in examples():
        assert example.title[language] in unescape(response.text)


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("4S06130103", "/id/tvet/qualification/4S06130103"),
        (" 4s06130103 ", "/id/tvet/qualification/4S06130103"),
        ("isco:C2512", "/resource?uri=http%3A%2F%2Fdata.europa.eu%2Fesco%2Fisco%2FC2512"),
        ("https://w3id.org/kgqual/id/nqf/2016", "/id/nqf/2016"),
        ("Уровень 4 НРК", "/id/nqf/2016/level/4"),
        ("уровень 4 нрк", "/id/nqf/2016/level/4"),
        ("web technologies", "/search?q=web%20technologies"),
        ("4", "/search?q=4"),
        ("nothing is called so", "/search?q=nothing%20is%20called%20so"),
    ],
)
def test_a_code_a_name_or_an_iri_leads_to_its_thing(
    client: Client, text: str, address: str
) -> None:
    response = client.get("/", params={"find": text}, headers=HTML)
    assert response.status_code == 303
    assert response.headers["location"] == address


def test_a_language_asked_for_is_kept_on_the_way(client: Client) -> None:
    response = client.get("/", params={"find": "4S06130103", "lang": "kk"})
    assert response.headers["location"] == "/id/tvet/qualification/4S06130103?lang=kk"
