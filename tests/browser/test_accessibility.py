"""Every main page, judged by axe in three languages, as wide as a small phone, light and dark."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, ViewportSize

LANGUAGES = ("kk", "ru", "en")
PHONE: ViewportSize = {"width": 360, "height": 780}
EDITOR = {"exclude": [[".CodeMirror-scroll"]]}
"""It scrolls with the text field in it, which axe does not see."""
RULES = {
    "resultTypes": ["violations"],
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
}
PAGES = {
    "/": LANGUAGES,
    "/search?q=weld": LANGUAGES,
    "/questions": LANGUAGES,
    "/questions/compare-frameworks?a=DQR&b=NQF": LANGUAGES,
    "/questions/decode-code?code=4S06130103": LANGUAGES,
    "/recognition": ("ru",),
    "/recognition?country=DE&qualification=Bachelor&field=0613&credits=180": LANGUAGES,
    "/id/nqf/2016/level/6": LANGUAGES,
    "/id/worldskills/2026/37": ("kk",),
    "/catalog": ("ru",),
    "/validation": ("kk",),
    "/validation?shape=kqsh:labelKazakh": ("kk",),
    "/sparql": ("en",),
}
"""The main pages; what is made by the same template is judged in one language."""


def violations(page: Page) -> list[str]:
    """Return what axe finds wrong: the rule, and where."""
    found = Axe().run(page, EDITOR, RULES).response["violations"]
    return [
        f"{each['id']}: {node['target']} {node['html'][:200]}"
        for each in found
        for node in each["nodes"]
    ]


def in_language(path: str, language: str) -> str:
    return f"{path}{'&' if '?' in path else '?'}lang={language}"


@pytest.mark.parametrize(("path", "languages"), PAGES.items())
def test_no_page_has_a_barrier_or_is_wider_than_a_phone(
    page: Page, path: str, languages: tuple[str, ...]
) -> None:
    page.set_viewport_size(PHONE)
    for number, language in enumerate(languages):
        page.emulate_media(color_scheme="dark" if number else "light")
        page.goto(in_language(path, language))
        assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"], language
        assert violations(page) == [], language
