"""The page of a thing: names, sources, claims, conflicts, and nothing that could run."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest
from httpx import Client, Response

from kgqual.web.wording import say

LEVEL = "/id/nqf/2016/level/4"
HTML = {"accept": "text/html"}


class Page(HTMLParser):
    """A page as a person meets it: its text, its links, its headings."""

    def __init__(self, response: Response) -> None:
        super().__init__()
        assert response.headers["content-type"].startswith("text/html"), response.text
        self.links: list[str] = []
        self.parts: list[str] = []
        self.tags: list[str] = []
        self.feed(response.text)
        self.text = re.sub(r"\s+", " ", " ".join(self.parts))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.links += [value for name, value in attrs if name in ("href", "src") and value]

    def handle_data(self, data: str) -> None:
        self.parts.append(data)


def page(client: Client, path: str, **parameters: str | int) -> Page:
    return Page(client.get(path, params=parameters or None, headers=HTML))


@pytest.mark.parametrize(
    ("language", "heading"),
    [("kk", "ҰБШ 4-деңгейі"), ("ru", "Уровень 4 НРК"), ("en", "NQF level 4")],
)
def test_a_page_speaks_the_readers_language(client: Client, language: str, heading: str) -> None:
    response = client.get(LEVEL, headers={**HTML, "accept-language": language})
    assert response.headers["content-language"] == language
    assert "Accept-Language" in response.headers["vary"]
    shown = Page(response)
    assert f"<title>{heading}" in response.text
    for name in ("ҰБШ 4-деңгейі", "Уровень 4 НРК", "NQF level 4"):
        assert name in shown.text
    assert say(language, "thing.sources") in shown.text


def test_a_language_without_a_name_says_so(client: Client) -> None:
    shown = page(client, "/id/worldskills/2026/17", lang="ru")
    assert "Web Technologies" in shown.text
    assert shown.text.count(say("ru", "thing.no_name")) == 2


def test_a_language_asked_for_stays_in_the_links(client: Client) -> None:
    links = page(client, LEVEL, lang="kk").links
    local = [link for link in links if link.startswith(("/id/", "/resource"))]
    data = re.compile(r"\.(ttl|nt|jsonld|rdf)$")
    assert local
    assert all("lang=" in link for link in local if not data.search(link))


def test_every_statement_names_its_graph(client: Client) -> None:
    response = client.get(LEVEL, headers=HTML)
    values = re.findall(r'<span class="value.*?</li>', response.text, re.DOTALL)
    assert len(values) > 10
    assert all('href="#source-' in value for value in values)
    cited = set(re.findall(r'href="#(source-\d+)"', response.text))
    listed = set(re.findall(r'<li id="(source-\d+)"', response.text))
    assert cited == listed
    title = "National Qualifications Framework of Kazakhstan, 2016"
    assert f"{title} , version nqf-2016" in Page(response).text


def test_a_correspondence_shows_its_strength_and_place(client: Client) -> None:
    text = page(client, LEVEL, lang="en").text
    assert "EQF level 4" in text
    assert re.search(r"EQF level 4 \d+ unverified National Qualifications Framework", text)


def test_conflicting_claims_stand_side_by_side(client: Client) -> None:
    response = client.get("/id/worldskills/2026/37", headers=HTML)
    text = Page(response).text
    assert say("en", "thing.conflicts") in text
    section = response.text.partition('<section class="panel conflict"')[2]
    section = section.partition("</section>")[0]
    assert section.count('<article class="claim">') >= 2
    assert "§13.2" in section
    for card in section.split('<article class="claim">')[1:]:
        assert 'href="#source-' in card
    conflict = re.search(r'href="(/id/conflict/[^"?]+)', section)
    assert conflict
    itself = client.get(conflict[1], headers=HTML).text
    assert itself.count('<article class="claim">') == section.count('<article class="claim">')


def test_a_long_list_is_paged(versioned: Client) -> None:
    hub = {"uri": "https://example.org/hub"}
    first = page(versioned, "/resource", lang="en", **hub)
    assert first.text.count("thing-") == 12
    assert "All 1,202 →" in first.text
    wanted = {**hub, "property": "https://example.org/leadsTo", "direction": "in", "lang": "en"}
    seen: list[str] = []
    for number in range(1, 14):
        shown = page(versioned, "/resource", page=number, **wanted)
        assert f"Page {number} of 13" in shown.text
        seen += re.findall(r"thing-\d+", shown.text)
    assert len(seen) == len(set(seen)) == 1202
    beyond = versioned.get("/resource", params={**wanted, "page": 14}, headers=HTML)
    assert beyond.status_code == 404


def test_values_are_listed_in_the_order_of_their_codes(client: Client) -> None:
    parameters = {"property": "skos:hasTopConcept", "direction": "out", "lang": "en"}
    text = page(client, "/id/nqf/2016", **parameters).text
    assert re.findall(r"NQF level (\d)", text) == list("12345678")


def test_what_only_a_superseded_version_knows_says_so(versioned: Client) -> None:
    gone = page(versioned, "/id/tvet/speciality/10149800", lang="en").text
    assert say("en", "thing.only_earlier") in gone
    kept = page(versioned, "/id/tvet/speciality/10149900", lang="en").text
    assert say("en", "thing.only_earlier") not in kept
    assert re.search(r"English Coaching \d Coaching in 2020 \d superseded version", kept)
    assert "TVET of 2020 , version 2020 superseded version" in kept


def test_what_a_source_says_is_never_run(versioned: Client) -> None:
    response = versioned.get(
        "/resource", params={"uri": "https://example.org/unsafe"}, headers=HTML
    )
    shown = Page(response)
    assert "<script>alert(1)</script>" in shown.text
    assert shown.tags.count("script") == 0
    assert "javascript:alert(1)" in shown.text
    assert not [link for link in shown.links if "javascript" in link.lower()]
    policy = response.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy


def test_a_page_asks_nothing_of_other_machines(client: Client) -> None:
    for path in ("/", LEVEL, "/catalog", "/sparql", "/docs"):
        response = client.get(path, headers=HTML)
        loaded = re.findall(
            r'<(?:script (?!type="application/json")|img|link rel="(?:icon|stylesheet)")[^>]*>',
            response.text,
        )
        assert loaded
        for tag in loaded:
            address = re.search(r'(?:src|href)="([^"]+)"', tag)
            assert address
            assert address[1].startswith("/")
            assert client.get(address[1]).status_code == 200
