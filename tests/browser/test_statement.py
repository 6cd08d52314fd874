"""The statement of a recognition look-up, printed by a real browser: one A4 page, all of it."""

from __future__ import annotations

import re
from urllib.parse import urlencode

import pypdfium2  # type: ignore[import-untyped]
import pytest
from playwright.sync_api import Page

A4 = (595, 842)
"""The size of the page in points."""
SHORT = {"country": "GB", "qualification": "BTEC Level 3 Diploma in Engineering"}
LONG = {
    "country": "DE",
    "qualification": "Handwerksmeister",
    "institution": "Handwerkskammer zu Köln",
    "purpose": "work",
    "field": "0715",
    "credits": "180",
    "year": "2018",
}
"""Two procedures, a field with tens of groups beside it, leads and no answer: there is no longer
statement."""


def printed(page: Page, fields: dict[str, str], language: str) -> list[str]:
    """Return the text of each page of the PDF."""
    page.goto(f"/recognition?{urlencode({**fields, 'format': 'statement', 'lang': language})}")
    document = pypdfium2.PdfDocument(page.pdf(prefer_css_page_size=True))
    assert [tuple(map(round, sheet.get_size())) for sheet in document] == [A4] * len(document)
    return [sheet.get_textpage().get_text_range() for sheet in document]


def squeezed(text: str) -> str:
    """Return a text without the spaces and hyphens that breaking lines adds or takes."""
    return re.sub(r"[\s\u00ad\ufffe-]", "", text)


@pytest.mark.parametrize("language", ["en", "kk", "ru"])
@pytest.mark.parametrize("fields", [SHORT, LONG], ids=["short", "long"])
def test_it_prints_to_one_page_with_all_its_text(
    page: Page, fields: dict[str, str], language: str
) -> None:
    (text,) = printed(page, fields, language)
    shown = squeezed(text)
    for line in page.locator("h1, h2, li, .notice, .permalink").all_inner_texts():
        assert squeezed(line) in shown


def test_on_a_phone_it_is_read_without_scrolling_aside(page: Page) -> None:
    page.set_viewport_size({"width": 360, "height": 640})
    page.goto(f"/recognition?{urlencode({**LONG, 'format': 'statement'})}")
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
