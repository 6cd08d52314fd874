"""The box that finds things, in a real browser: suggestions, results, keyboard, no script."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from kgqual.web.wording import say


@pytest.mark.parametrize(
    ("language", "typed", "suggested"),
    [
        ("kk", "багдарламалык", "Бағдарламалық қамтамасыз ету"),
        ("ru", "ghjuhfvvyjt", "Программное обеспечение (по видам)"),
        ("en", "web tecnologies", "Web Technologies"),
    ],
)
def test_a_suggestion_is_chosen_with_the_keyboard(
    page: Page, language: str, typed: str, suggested: str
) -> None:
    page.goto(f"/?lang={language}")
    box = page.get_by_role("combobox", name=say(language, "home.find"))
    expect(box).to_have_attribute("aria-expanded", "false")
    box.press_sequentially(typed)
    option = page.get_by_role("option").filter(has_text=suggested).first
    expect(option).to_be_visible()
    expect(box).to_have_attribute("aria-expanded", "true")
    expect(page.get_by_role("status")).not_to_be_empty()
    box.press("ArrowDown")
    active = page.locator("[aria-selected=true]")
    expect(active).to_have_count(1)
    expect(box).to_have_attribute("aria-activedescendant", active.get_attribute("id") or "")
    name = active.locator("bdi").inner_text()
    box.press("Enter")
    expect(page).to_have_url(re.compile(f"/(id/|resource).*lang={language}$"))
    expect(page.get_by_role("heading", level=1)).to_contain_text(name)


def test_escape_closes_the_suggestions_and_enter_searches(page: Page) -> None:
    page.goto("/?lang=en")
    box = page.get_by_role("combobox")
    box.press_sequentially("web")
    options = page.get_by_role("option")
    expect(options.first).to_be_visible()
    box.press("ArrowUp")
    expect(options.last).to_have_attribute("aria-selected", "true")
    box.press("ArrowDown")
    expect(page.locator("[aria-selected=true]")).to_have_count(0)
    box.press("Escape")
    expect(page.get_by_role("listbox")).to_have_count(0)
    box.press("Enter")
    expect(page).to_have_url(re.compile("/search[?]q=web&lang=en$"))


def test_a_suggestion_is_chosen_with_the_pointer(page: Page) -> None:
    page.goto("/search?lang=en&q=level")
    box = page.get_by_role("combobox", name=say("en", "search.label"))
    box.fill("4S06130103")
    page.get_by_role("listbox").get_by_role("option").first.click()
    expect(page).to_have_url(re.compile("/id/tvet/qualification/4S06130103[?]lang=en$"))


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_without_a_script_a_search_leads_to_a_thing(
    browser: Browser, address: str, language: str
) -> None:
    page = browser.new_context(java_script_enabled=False, base_url=address).new_page()
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(f"/?lang={language}")
    page.get_by_label(say(language, "home.find")).fill("web tecnologies")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text(say(language, "search.title"))
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    page.get_by_role("link", name="17 Web Technologies").click()
    expect(page).to_have_url(re.compile(f"/id/worldskills/2026/17[?]lang={language}$"))
    page.context.close()


def test_results_are_narrowed_by_kind_and_leafed_through(page: Page) -> None:
    page.goto("/search?q=level&lang=en")
    page.get_by_role("link", name=say("en", "search.after")).click()
    expect(page.get_by_role("list").last).to_have_attribute("start", "21")
    page.get_by_label(say("en", "search.type")).select_option(label="framework level")
    page.get_by_role("button", name=say("en", "home.find.button")).click()
    expect(page.get_by_role("listitem").filter(has_text="framework level")).to_have_count(20)
