"""The query console, as a person uses it: typing, examples, completion, views, downloads."""

from __future__ import annotations

import csv
import json
import re
from pathlib import Path
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from kgqual import __version__
from kgqual.store.snapshot import Snapshot
from kgqual.web.examples import examples
from kgqual.web.wording import say

LANGUAGES = ("kk", "ru", "en")
GRAPH = "CONSTRUCT { <urn:a> <urn:b> <urn:c> , 'c' } {}"
EDITIONS = (
    "SELECT ?e { ?e <http://purl.org/dc/terms/isVersionOf> <https://w3id.org/kgqual/id/nqf> }"
)
NUMBERS = "SELECT * { VALUES (?name ?size) { ('small' 1) ('large' 20) } }"


def opened(page: Page, language: str = "en", **fields: str) -> None:
    page.goto("/sparql?" + urlencode({"lang": language, **fields}))
    expect(page.locator(".yasqe")).to_be_visible()


def type_query(page: Page, text: str, language: str = "en") -> None:
    page.get_by_label(say(language, "sparql.query"), exact=True).focus()
    page.keyboard.press("Control+A")
    page.keyboard.insert_text(text)


def answer(page: Page, language: str = "en") -> Locator:
    return page.get_by_role("region", name=say(language, "sparql.result"))


def cells(page: Page) -> list[list[str]]:
    rows = page.locator("#viewer tbody tr").all()
    return [row.locator("td").all_inner_texts()[1:] for row in rows]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_query_shows_rows_in_the_language_of_the_page(page: Page, language: str) -> None:
    opened(page, language)
    type_query(page, "SELECT (1 AS ?one) ('x'@kk AS ?x) {}", language)
    page.get_by_role("button", name=say(language, "sparql.run"), exact=True).click()
    summary = answer(page, language).locator("#summary")
    expect(summary).to_contain_text(say(language, "sparql.rows", count=1))
    expect(summary.locator("code")).to_have_text(re.compile("^[0-9a-f]{16}$"))
    [[one, x]] = cells(page)
    assert (one, x.split()[0]) == ("1", "x")
    views = page.locator(".yasr_btnGroup button").all_inner_texts()
    named = ("table", "chart", "graph", "text")
    assert [view.strip() for view in views] == [say(language, f"sparql.view.{n}") for n in named]
    expect(page.get_by_label(say(language, "sparql.filter"))).to_be_visible()


def test_nothing_shown_of_a_literal_is_markup_or_a_template(page: Page) -> None:
    opened(page, query="SELECT ('<b>x</b> {{y}}' AS ?x) ('why' AS ?y) {}")
    expect(page.locator("#viewer")).to_contain_text("<b>x</b> {{y}}")
    assert page.locator("#viewer td b").count() == 0


def test_an_iri_is_followed_inside_the_service_and_unsafe_ones_are_not_links(page: Page) -> None:
    iri = "https://w3id.org/kgqual/id/nqf/2016/level/4"
    opened(page, "ru", query=f"SELECT (<{iri}> AS ?a) (<javascript:alert(1)> AS ?b) {{}}")
    links = page.locator("#viewer td a")
    expect(links).to_have_count(1)
    expect(links).to_have_text("kqid:nqf/2016/level/4")
    links.click()
    expect(page).to_have_url(re.compile(r"/resource\?.*lang=ru"))


def test_a_yes_a_graph_and_an_empty_answer_are_shown(page: Page) -> None:
    opened(page, "ru")
    for query, shown in [
        ("ASK { ?s ?p ?o }", "Да"),
        ("SELECT * { <urn:x> ?p ?o }", say("ru", "sparql.none")),
        (GRAPH, say("ru", "sparql.triples", count=2)),
    ]:
        type_query(page, query, "ru")
        page.keyboard.press("Control+Enter")
        expect(answer(page, "ru")).to_contain_text(shown)


def test_a_graph_is_shown_as_a_table_as_a_drawing_and_as_text(page: Page) -> None:
    opened(page, query=GRAPH)
    expect(page.locator("#viewer td a").first).to_have_text("urn:a")
    page.get_by_role("button", name="Graph", exact=True).click()
    expect(page.locator("#viewer .graph canvas").first).to_be_visible()
    with page.expect_download() as download:
        page.get_by_role("button", name=say("en", "sparql.picture")).click()
    assert Path(download.value.path()).read_bytes().startswith(b"\x89PNG")
    page.get_by_role("button", name="Text", exact=True).click()
    expect(page.locator("#viewer .CodeMirror")).to_contain_text("<urn:a> <urn:b>")
    expect(page.get_by_role("button", name="Chart", exact=True)).to_be_disabled()


def test_numbers_are_drawn_as_a_chart(page: Page) -> None:
    opened(page, query=NUMBERS)
    page.get_by_role("button", name="Chart", exact=True).click()
    expect(page.get_by_role("img", name="?size / ?name")).to_be_visible()
    page.get_by_label("Kind").select_option("pie")
    expect(page.get_by_role("img", name="?size / ?name")).to_be_visible()
    expect(page.get_by_role("button", name="Graph", exact=True)).to_be_disabled()


def test_the_table_is_sorted_and_filtered(page: Page) -> None:
    opened(page, query=NUMBERS)
    page.locator("#viewer th").filter(has_text="size").click(click_count=2, delay=50)
    expect(page.locator("#viewer tbody tr").first).to_contain_text("large")
    page.get_by_label(say("en", "sparql.filter")).fill("small")
    expect(page.locator("#viewer tbody tr")).to_have_count(1)


def test_a_wrong_query_shows_what_is_wrong_with_it(browser: Browser, address: str) -> None:
    page = browser.new_page(base_url=address)
    opened(page)
    type_query(page, "SELECT oops")
    page.keyboard.press("Control+Enter")
    expect(answer(page)).to_contain_text(say("en", "sparql.failed"))
    expect(answer(page)).to_contain_text("Not a valid SPARQL query")
    page.close()


def test_an_answer_too_large_to_show_is_refused_whole(page: Page) -> None:
    opened(page, query="SELECT * { ?s ?p ?o . ?s ?q ?r . ?r ?t ?u } LIMIT 200000")
    expect(answer(page)).to_contain_text(say("en", "sparql.too_large", size=32), timeout=20_000)
    expect(page.locator("#viewer")).to_be_hidden()


def test_a_service_out_of_reach_is_told_from_an_empty_answer(
    browser: Browser, address: str
) -> None:
    page = browser.new_page(base_url=address)
    opened(page)
    page.route("**/sparql", lambda route: route.abort())
    page.get_by_role("button", name="Run", exact=True).click()
    expect(answer(page)).to_contain_text(say("en", "sparql.unreachable"))
    page.close()


def test_a_running_query_can_be_stopped(page: Page) -> None:
    opened(page)
    type_query(page, "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }")
    page.get_by_role("button", name="Run", exact=True).click()
    page.get_by_role("button", name="Stop", exact=True).click()
    expect(answer(page)).to_contain_text(say("en", "sparql.stopped"))
    expect(page.get_by_role("button", name="Run", exact=True)).to_be_visible()


@pytest.mark.parametrize(
    ("language", "word", "found"),
    [("kk", "Тану", "08"), ("ru", "снимок признание", ""), ("en", "accredits", "08")],
)
def test_examples_are_found_by_topic_and_word(
    page: Page, language: str, word: str, found: str
) -> None:
    opened(page, language)
    panel = page.locator("#examples")
    page.get_by_label(say(language, "sparql.examples.find")).fill(word)
    if not found:
        expect(panel.get_by_text(say(language, "sparql.examples.none"))).to_be_visible()
        expect(panel.locator("li:visible")).to_have_count(0)
        return
    [example] = [each for each in examples() if each.name.startswith(found)]
    link = panel.get_by_role("link", name=example.title[language], exact=True)
    assert 0 < panel.locator("li:visible").count() < len(examples())
    link.click()
    expect(page.locator("#query")).to_have_value(example.text)
    page.get_by_role("button", name=say(language, "sparql.run"), exact=True).click()
    expect(page.locator("#viewer tbody tr").first).to_be_visible()


def test_classes_properties_and_prefixes_complete_from_the_graph(page: Page) -> None:
    opened(page, "ru")
    type_query(page, "", "ru")
    page.keyboard.type("SELECT * { ?s a kq:QualificationFr", delay=10)
    hints = page.locator(".CodeMirror-hints li")
    expect(hints.first).to_contain_text("рамка квалификаций")
    page.keyboard.press("Enter")
    page.keyboard.type(" ; hasDom", delay=10)
    expect(hints.first).to_contain_text("kq:hasDomain")
    page.keyboard.press("Enter")
    page.keyboard.type(" ?o }")
    expect(page.locator("#query")).to_have_value(
        "PREFIX kq: <https://w3id.org/kgqual/ontology#>\n"
        "SELECT * { ?s a kq:QualificationFramework ; kq:hasDomain ?o }"
    )


def test_the_day_selects_what_was_valid_then(page: Page) -> None:
    opened(page)
    type_query(page, EDITIONS)
    page.get_by_label(say("en", "sparql.as_of")).fill("2013-06-01")
    page.get_by_role("button", name="Run", exact=True).click()
    expect(page.locator("#viewer tbody")).to_have_text(re.compile("nqf/2012$"))
    assert parse_qs(urlsplit(page.url).query)["as-of"] == ["2013-06-01"]


def test_the_address_of_an_answer_opens_it_again_in_any_language(page: Page) -> None:
    opened(page)
    type_query(page, EDITIONS)
    page.get_by_label(say("en", "sparql.as_of")).fill("2013-06-01")
    page.keyboard.press("Enter")
    link = page.get_by_role("link", name=say("en", "sparql.permalink"))
    asked = parse_qs(urlsplit(link.get_attribute("href") or "").query)
    assert asked == {"query": [EDITIONS], "as-of": ["2013-06-01"]}
    page.get_by_role("link", name="Қазақша", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(say("kk", "sparql.title"))
    expect(page.locator("#viewer tbody")).to_have_text(re.compile("nqf/2012$"))
    page.go_back()
    expect(page.locator("#viewer tbody")).to_have_text(re.compile("nqf/2012$"))
    page.go_back()  # to before the query was run
    expect(answer(page)).to_be_hidden()


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_citation_leads_to_the_stored_query(page: Page, language: str) -> None:
    query = f"# en: Editions & all in {language}\n{EDITIONS}"
    opened(page, language, query=query, **{"as-of": "2013-06-01"})
    snapshot = answer(page, language).locator("#summary code").inner_text()
    expect(page.locator("#citation")).to_be_hidden()
    page.get_by_role("button", name=say(language, "sparql.cite.make")).click()
    citation = page.locator("#citation")
    expect(citation).to_contain_text("@misc{kgqual-")
    text = citation.inner_text()
    assert f"Editions \\& all in {language}" in text
    assert f"version = {{{__version__}}}" in text
    assert f"Snapshot {snapshot}, as of 2013-06-01" in text
    link = page.get_by_role("link", name=say(language, "queries.title"))
    assert [link.get_attribute("href")] == re.findall(" url = {(.+)}", text)
    link.click()
    expect(page.get_by_role("heading", level=1)).to_have_text(f"Editions & all in {language}")
    verdict = page.locator("#verdict")
    expect(verdict).to_be_visible()
    page.goto(f"{page.url}&lang={language}")
    expect(verdict).to_have_text(say(language, "queries.same"))
    expect(page.locator("#citation")).to_have_text(text)


def test_what_was_asked_is_cited_though_the_editor_says_something_else_by_now(page: Page) -> None:
    opened(page, query=f"# en: Asked\n{EDITIONS}")
    expect(answer(page).locator("#summary code")).to_be_visible()
    type_query(page, "# en: Not asked\nASK {}")
    page.get_by_role("button", name=say("en", "sparql.cite.make")).click()
    expect(page.locator("#citation")).to_contain_text("Asked. Answer of kgqual")


def test_a_query_that_cannot_be_stored_says_why(browser: Browser, address: str) -> None:
    page = browser.new_page(base_url=address)
    opened(page)
    type_query(page, f"# {'x' * (64 << 10)}\nASK {{}}")
    page.get_by_role("button", name="Run", exact=True).click()
    page.get_by_role("button", name=say("en", "sparql.cite.make")).click()
    expect(page.locator("#citation")).to_contain_text("A stored query may have 65536 bytes")
    expect(page.get_by_role("button", name=say("en", "sparql.cite.make"))).to_be_enabled()
    page.close()


def test_an_older_snapshot_is_asked_until_the_newest_is_wanted(page: Page, older: Snapshot) -> None:
    opened(page, query=EDITIONS, snapshot=older.id)
    shown = answer(page).locator("#summary code")
    expect(shown).to_have_text(older.id)
    expect(page.locator("#older")).to_contain_text(older.id)
    type_query(page, "ASK {}")
    page.get_by_role("button", name="Run", exact=True).click()
    expect(shown).to_have_text(older.id)
    page.get_by_role("link", name=say("en", "older.newest")).click()
    expect(page.locator("#older")).to_have_count(0)
    expect(shown).to_have_text(re.compile("^[0-9a-f]{16}$"))
    expect(shown).not_to_have_text(older.id)


def test_an_answer_is_downloaded_in_the_format_chosen(page: Page) -> None:
    opened(page)
    type_query(page, "SELECT ?one { VALUES ?one { 1 2 } }")
    with page.expect_download() as download:
        page.get_by_role("button", name="csv", exact=True).click()
    rows = csv.reader(Path(download.value.path()).read_text(encoding="utf-8").splitlines())
    assert list(rows) == [["one"], ["1"], ["2"]]


def test_an_unfinished_query_stays_and_that_of_another_version_goes(page: Page) -> None:
    opened(page)
    page.evaluate("localStorage.setItem('kgqual-console-0.0.1-query', 'old')")
    page.evaluate("localStorage.setItem('another-application', 'kept')")
    type_query(page, "SELECT ?unfinished")
    page.get_by_label(say("en", "sparql.as_of")).focus()
    opened(page)
    expect(page.locator("#query")).to_have_value("SELECT ?unfinished")
    keys = json.loads(page.evaluate("JSON.stringify(Object.keys(localStorage))"))
    assert "another-application" in keys
    ours = [key for key in keys if key.startswith("kgqual")]
    assert ours
    assert all(key.startswith(f"kgqual-console-{__version__}-") for key in ours)


def test_the_keyboard_leaves_the_editor_and_reaches_every_view(page: Page) -> None:
    opened(page)
    type_query(page, NUMBERS)
    page.keyboard.press("Control+Enter")
    expect(page.locator("#viewer tbody tr")).to_have_count(2)
    page.get_by_label("Query", exact=True).focus()
    reached = set()
    for _ in range(30):
        page.keyboard.press("Tab")
        reached.add(page.evaluate("document.activeElement.innerText?.trim()"))
    assert {"PREFIX", "Run", "csv", "Table", "Chart", "Text"} <= reached


def test_without_scripts_the_form_answers_all_the_same(browser: Browser, address: str) -> None:
    context = browser.new_context(base_url=address, java_script_enabled=False)
    page = context.new_page()
    page.goto("/sparql?lang=en")
    page.locator("#examples summary").click()
    page.get_by_role("link", name=examples()[1].title["en"], exact=True).click()
    expect(page.get_by_label("Query", exact=True)).to_have_value(examples()[1].text)
    page.get_by_label(say("en", "sparql.as_of")).fill("2026-11-21")
    with page.expect_download() as download:
        page.get_by_role("button", name="csv", exact=True).click()
    assert Path(download.value.path()).read_bytes().startswith(b"prefix,award,level")
    page.get_by_role("button", name=say("en", "sparql.cite"), exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(examples()[1].title["en"])
    expect(page.locator("#citation")).to_contain_text("as of 2026-11-21")
    context.close()


@pytest.mark.parametrize("view", ["Table", "Chart", "Text"])
def test_no_view_is_wider_than_a_phone(page: Page, view: str) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    [wide] = [example for example in examples() if example.name.startswith("14-")]
    opened(page, "kk", query=wide.text)
    names = {"Table": "table", "Chart": "chart", "Text": "text"}
    name = say("kk", f"sparql.view.{names[view]}")
    page.get_by_role("button", name=name, exact=True).click()
    expect(page.get_by_role("button", name=name, pressed=True)).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
