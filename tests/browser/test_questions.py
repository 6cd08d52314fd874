"""A person's way through questions, in a real browser: finding, asking, following the chain."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from kgqual.questions import questions
from kgqual.web.wording import say

LEVELS = questions()["level-correspondence"].documentation


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_from_a_search_to_a_thing_to_a_question_to_its_lasting_address(
    page: Page, language: str
) -> None:
    page.goto(f"/?lang={language}")
    page.get_by_role("combobox", name=say(language, "home.find")).fill("DQR Level 6")
    page.get_by_role("button", name=say(language, "home.find.button")).click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("DQR Level 6")

    asked = page.get_by_role("region", name=say(language, "thing.questions"))
    asked.get_by_role("link", name=LEVELS.title[language], exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(LEVELS.title[language])
    page.get_by_label(LEVELS.arguments["to"].label[language]).fill("NQF")
    page.get_by_role("button", name=say(language, "question.ask"), exact=True).click()
    answer = page.get_by_role("region", name=say(language, "answer.title"), exact=True)
    chain = answer.locator(".chain > li")
    expect(chain).to_have_count(3)
    expect(chain.nth(2).locator(".via .line.editorial")).to_have_count(1)
    expect(answer.get_by_role("img", name=say(language, "picture.title"))).to_be_visible()
    leads = page.get_by_role("region", name=say(language, "answer.leads"))
    expect(leads).to_contain_text(say(language, "answer.confirm"))

    before = answer.inner_text()
    page.get_by_role("link", name=say(language, "answer.permalink")).click()
    expect(page).to_have_url(re.compile(f"level=http.*snapshot=.*lang={language}$"))
    assert answer.inner_text() == before


def test_an_answer_is_read_in_another_language_by_one_click(page: Page) -> None:
    page.goto("/questions/level-correspondence?framework=DQR&level=6&to=NQF&lang=en")
    page.get_by_role("link", name="Қазақша", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(LEVELS.title["kk"])
    expect(page.get_by_role("region", name=say("kk", "answer.title"), exact=True)).to_be_visible()


def test_a_question_is_asked_with_the_keyboard_and_a_suggestion(page: Page) -> None:
    page.goto("/questions/compare-frameworks?lang=en")
    first = page.get_by_label("First framework")
    first.press_sequentially("German Nat")
    suggested = page.locator(f"#{first.get_attribute('list')} option")
    expect(suggested.first).to_have_attribute("value", re.compile("German National"))
    first.fill(suggested.first.get_attribute("value") or "")
    page.keyboard.press("Tab")
    page.keyboard.type("NQF")
    page.keyboard.press("Enter")
    expect(page.get_by_role("img", name=say("en", "picture.title"))).to_be_visible()


def test_a_question_is_asked_without_scripts_and_one_of_several_things_chosen(
    browser: Browser, address: str
) -> None:
    page = browser.new_context(java_script_enabled=False, base_url=address).new_page()
    page.goto("/questions/isco?lang=en")
    page.get_by_label(questions()["isco"].documentation.arguments["code"].label["en"]).fill("2513")
    page.get_by_role("button", name=say("en", "question.ask"), exact=True).click()
    expect(page.get_by_role("table").first).to_be_visible()
    page.goto("/questions/level-correspondence?framework=Qualifications+Framework&level=6&lang=en")
    choices = page.locator(".choices a")
    expect(choices.first).to_be_visible()
    chosen = choices.first.inner_text()
    choices.first.click()
    expect(page.locator("#framework-hint")).to_contain_text(chosen.split()[-1])
    page.context.close()
