"""The query page as the service sends it: a whole form, data for the console, nothing foreign."""

from __future__ import annotations

import html
import json
import logging
import re
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from httpx import Client

from kgqual import __version__
from kgqual.namespaces import prefixes
from kgqual.web.examples import examples
from kgqual.web.routes import console
from kgqual.web.wording import say, wording

BROWSER = {"Accept": "text/html,application/xhtml+xml,*/*;q=0.8"}
LANGUAGES = ("kk", "ru", "en")


def data(page: str) -> dict[str, Any]:
    """What the page hands to the console."""
    found = re.search(r'<script type="application/json" id="console-data">(.+?)</script>', page)
    assert found
    held: dict[str, Any] = json.loads(found[1])
    return held


def test_a_browser_gets_the_query_page(client: Client) -> None:
    page = client.get("/sparql", params={"lang": "ru"}, headers=BROWSER)
    assert page.headers["content-type"].startswith("text/html")
    assert "Выполнить" in page.text
    assert data(page.text)["asked"] is False


def test_a_query_opened_in_a_browser_is_shown_on_the_page_and_run(client: Client) -> None:
    page = client.get("/sparql", params={"query": "ASK { ?s ?p '</textarea>' }"}, headers=BROWSER)
    assert page.headers["content-type"].startswith("text/html")
    assert "ASK { ?s ?p &#39;&lt;/textarea&gt;&#39; }</textarea>" in page.text
    assert data(page.text)["asked"] is True


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_example_is_a_link_under_its_topic(client: Client, language: str) -> None:
    page = client.get("/sparql", params={"lang": language}, headers=BROWSER).text
    sections = dict(re.findall(r'<section data-topic="(\w+)">(.+?)</section>', page, re.DOTALL))
    assert examples()
    for example in examples():
        section = sections[example.topic]
        assert f"<h3>{say(language, f'topic.{example.topic}')}</h3>" in section
        links = [html.unescape(link) for link in re.findall('href="([^"]+)"', section)]
        asked = [parse_qs(urlsplit(link).query)["query"] for link in links]
        assert [example.text] in asked
        assert html.escape(example.title[language], quote=False) in html.unescape(section)


def test_every_example_has_a_topic_with_a_name() -> None:
    assert {f"topic.{example.topic}" for example in examples()} <= set(wording()) - {"topic.other"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_console_is_told_language_words_prefixes_and_version(
    client: Client, language: str
) -> None:
    told = data(client.get("/sparql", params={"lang": language}, headers=BROWSER).text)
    assert told["language"] == language
    assert told["version"] == __version__
    assert told["prefixes"] == dict(prefixes())
    assert told["words"]["sparql.run"] == say(language, "sparql.run")
    assert client.get(told["terms"]).status_code == 200


def test_scripts_of_the_page_come_from_the_service_alone(client: Client) -> None:
    policy = client.get("/sparql", headers=BROWSER).headers["content-security-policy"]
    directives = dict(part.strip().split(" ", 1) for part in policy.split(";"))
    assert directives["default-src"] == "'none'"
    assert directives["script-src"] == directives["connect-src"] == "'self'"


def test_terms_in_use_are_listed_with_names_and_counts(client: Client) -> None:
    listed = client.get("/sparql/terms", params={"lang": "kk"}).json()
    assert set(listed) == {"classes", "properties"}
    for terms in listed.values():
        counts = [term["count"] for term in terms]
        assert counts == sorted(counts, reverse=True)
    kq = prefixes()["kq"]
    [framework] = [t for t in listed["classes"] if t["iri"] == f"{kq}QualificationFramework"]
    asked = f"SELECT (COUNT(?f) AS ?n) {{ ?f a <{kq}QualificationFramework> }}"
    counted = client.get("/sparql", params={"query": asked, "format": "csv"}).text.split()[1]
    assert framework["count"] == int(counted)
    assert framework["label"] == "біліктілік шеңбері"


def test_the_language_of_names_follows_the_request(client: Client) -> None:
    def label(**request: Any) -> str:
        first: str = client.get("/sparql/terms", **request).json()["classes"][0]["label"]
        return first

    assert label(headers={"Accept-Language": "ru"}) == label(params={"lang": "ru"})
    assert label(params={"lang": "ru"}) != label(params={"lang": "en"})
    assert client.get("/sparql/terms", params={"lang": "de"}).status_code == 400


def test_without_a_built_console_the_page_is_the_plain_form(
    client: Client,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    monkeypatch.setattr(console, "CONSOLE", tmp_path)
    console.console_build.cache_clear()
    try:
        with caplog.at_level(logging.WARNING):
            page = client.get("/sparql", headers=BROWSER).text
        assert "install kgqual again" in caplog.text
        assert '<textarea id="query"' in page
        assert "/static/console" not in page
    finally:
        console.console_build.cache_clear()
