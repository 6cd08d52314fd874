"""The recognition look-up in a real browser: filling in the form, and on to the statement."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from kgqual.web.wording import say


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_from_the_form_to_what_was_found_to_the_statement(page: Page, language: str) -> None:
    page.goto(f"/?lang={language}")
    page.get_by_role("link", name=say(language, "recognition.title"), exact=True).click()
    page.get_by_label(say(language, "recognition.country"), exact=True).select_option("DE")
    title = page.get_by_label(say(language, "recognition.qualification"), exact=True)
    title.fill("Bachelor of Science")
    page.get_by_label(say(language, "recognition.purpose.work"), exact=True).check()
    page.keyboard.press("Enter")

    found = page.get_by_role("region", name=say(language, "recognition.result"), exact=True)
    expect(found).to_contain_text("Bachelor")
    routes = page.get_by_role("region", name=say(language, "recognition.routes"))
    expect(routes.get_by_role("article")).to_have_count(2)
    expect(routes).to_contain_text(say(language, "recognition.standing.lead"))
    expect(routes).to_contain_text(say(language, "answer.confirm"))
    expect(found.get_by_role("img", name=say(language, "picture.title"))).to_be_visible()

    found.get_by_role("link", name=say(language, "recognition.statement")).click()
    expect(page.locator("html")).to_have_attribute("lang", language)
    expect(page.locator("body")).to_contain_text("Bachelor of Science")
    assert page.locator("form").count() == 0
