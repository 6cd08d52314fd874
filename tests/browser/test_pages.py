"""A person's way through the service, in a real browser, in three languages."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect

from kgqual.web.examples import examples
from kgqual.web.wording import say


@pytest.mark.parametrize(
    ("language", "heading"),
    [("kk", "ҰБШ 4-деңгейі"), ("ru", "Уровень 4 НРК"), ("en", "NQF level 4")],
)
def test_from_the_home_page_to_a_thing_and_to_an_answer(
    page: Page, language: str, heading: str
) -> None:
    page.goto("/?lang=en")
    names = {"kk": "Қазақша", "ru": "Русский", "en": "English"}
    page.get_by_role("link", name=names[language], exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(say(language, "home.title"))
    page.get_by_role("combobox", name=say(language, "home.find")).fill(heading)
    page.get_by_role("button", name=say(language, "home.find.button")).click()
    expect(page).to_have_url(re.compile(f"/id/nqf/2016/level/4[?]lang={language}$"))
    expect(page.get_by_role("heading", level=1)).to_contain_text(heading)
    for name in ("ҰБШ 4-деңгейі", "Уровень 4 НРК", "NQF level 4"):
        expect(page.get_by_role("cell", name=name).first).to_be_visible()

    page.get_by_role("link", name=say(language, "nav.sparql"), exact=True).click()
    page.get_by_role("link", name=examples()[0].title[language], exact=True).click()
    page.get_by_role("button", name=say(language, "sparql.run"), exact=True).click()
    answer = page.get_by_role("region", name=say(language, "sparql.result"))
    expect(answer.get_by_role("row").nth(1)).to_be_visible()
    answer.get_by_role("link").first.click()
    expect(page).to_have_url(re.compile(f"/resource[?].*lang={language}"))
    expect(page.locator("html")).to_have_attribute("lang", language)


def test_every_example_of_the_home_page_opens_and_shows_rows(page: Page) -> None:
    """Every link has its query; one in four is opened, and tests/examples asks all the queries."""
    page.goto("/?lang=en")
    for number, example in enumerate(examples()):
        link = page.get_by_role("link", name=example.title["en"], exact=True)
        address = urlsplit(link.get_attribute("href") or "")
        assert parse_qs(address.query)["query"] == [example.text]
        if number % 4:
            continue
        link.click()
        answer = page.get_by_role("region", name="Answer")
        expect(answer.get_by_role("row").nth(1)).to_be_visible(timeout=20_000)
        page.go_back()


def test_the_service_is_usable_with_the_keyboard_alone(page: Page) -> None:
    page.goto("/?lang=en")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name=say("en", "skip"))).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(page.get_by_role("combobox", name=say("en", "home.find"))).to_be_focused()
    page.keyboard.type("4S06130103")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("/id/tvet/qualification/4S06130103"))


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_from_a_finding_to_the_thing_and_to_all_such_things(page: Page, language: str) -> None:
    page.goto(f"/?lang={language}")
    menu = page.get_by_role("navigation", name=say(language, "menu"))
    menu.get_by_role("link", name=say(language, "nav.validation"), exact=True).click()
    heading = page.get_by_role("heading", level=1)
    expect(heading).to_have_text(say(language, "validation.title"))
    group = page.get_by_role("article").filter(has_text="kqsh:labelKazakh")
    expect(group).to_contain_text(say(language, "validation.warning"))
    expect(group).to_contain_text(say(language, "validation.repair"))
    group.get_by_role("link", name="→").click()
    expect(page).to_have_url(re.compile(f"shape=kqsh%3AlabelKazakh.*lang={language}"))
    expect(page.get_by_role("article")).to_have_count(1)
    assert page.get_by_role("article").get_by_role("listitem").count() > 10
    page.get_by_role("article").get_by_role("listitem").first.get_by_role("link").first.click()
    expect(page).to_have_url(re.compile(f"/(id|resource)[/?].*lang={language}"))


def test_the_findings_of_one_severity_are_chosen(page: Page) -> None:
    page.goto("/validation?lang=en")
    page.get_by_label("Severity").select_option(label="Violation")
    page.get_by_role("button", name="Show", exact=True).click()
    expect(page.get_by_text(say("en", "validation.none_matches"))).to_be_visible()
    page.get_by_role("link", name=say("en", "validation.unfilter")).click()
    expect(page.get_by_role("article").first).to_be_visible()


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_a_file_is_checked_without_scripts_and_with_the_keyboard(
    browser: Browser, address: str, language: str, tmp_path: Path
) -> None:
    file = tmp_path / "level.ttl"
    file.write_text(
        "<https://example.org/level> a <https://w3id.org/kgqual/ontology#FrameworkLevel> .",
        encoding="utf-8",
    )
    page = browser.new_context(java_script_enabled=False, base_url=address).new_page()
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(f"/validation?lang={language}")
    field = page.get_by_label(say(language, "validation.check.data"))
    field.set_input_files(file)
    field.focus()
    page.keyboard.press("Tab")
    expect(page.get_by_label(say(language, "validation.check.shapes"))).to_be_focused()
    page.keyboard.press("Tab")
    button = page.get_by_role("button", name=say(language, "validation.check.run"), exact=True)
    expect(button).to_be_focused()
    page.keyboard.press("Enter")
    heading = page.get_by_role("heading", level=1)
    expect(heading).to_have_text(say(language, "validation.file_title"), timeout=30_000)
    group = page.get_by_role("article").filter(has_text="kqsh:FrameworkLevel-notation")
    expect(group).to_contain_text(say(language, "validation.violation"))
    expect(group).to_contain_text("https://example.org/level")
    expect(page.locator("html")).to_have_attribute("lang", language)
    page.context.close()


def test_the_report_of_a_file_is_downloaded_as_data(page: Page, tmp_path: Path) -> None:
    file = tmp_path / "nothing.nt"
    file.write_text("<urn:a> <urn:b> <urn:c> .\n", encoding="utf-8")
    page.goto("/validation?lang=en")
    page.get_by_label(say("en", "validation.check.data")).set_input_files(file)
    with page.expect_download(timeout=30_000) as download:
        page.get_by_role("button", name="CSV", exact=True).click()
    assert Path(download.value.path()).read_text(encoding="utf-8").startswith("severity,shape,")


def test_the_interface_description_opens_without_the_network(page: Page) -> None:
    page.goto("/docs")
    expect(page.get_by_text("/resource", exact=True)).to_be_visible(timeout=20_000)
