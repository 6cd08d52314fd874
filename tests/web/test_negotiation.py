"""Which media type and which language a request gets."""

from __future__ import annotations

import pytest
from starlette.requests import Request

from kgqual.web.negotiation import Offer, accept_header, best, negotiated_language

OFFERS = (
    Offer("text/turtle", "turtle"),
    Offer("application/ld+json", "jsonld"),
    Offer("text/html", "page"),
)
BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,*/*;q=0.8"


def request(query: str = "", **headers: str) -> Request:
    fields = [(name.replace("_", "-").encode(), v.encode()) for name, v in headers.items()]
    return Request({"type": "http", "query_string": query.encode(), "headers": fields})


@pytest.mark.parametrize(
    ("accept", "chosen"),
    [
        ("*/*", "turtle"),
        (BROWSER, "page"),
        ("text/*;q=0.3, application/ld+json;q=0.2", "turtle"),
        ("text/turtle;q=0.1, application/ld+json;q=0.5", "jsonld"),
        ("text/turtle;q=0, */*", "jsonld"),
        ("text/turtle; charset=utf-8", "turtle"),
        ('application/ld+json;profile="http://www.w3.org/ns/json-ld#expanded"', "jsonld"),
        ("TEXT/HTML", "page"),
        ("image/png", None),
        ("text/turtle;q=0", None),
    ],
)
def test_the_best_media_type_by_quality(accept: str, chosen: str | None) -> None:
    offer = best(accept, OFFERS)
    assert (offer.choice if offer else None) == chosen


@pytest.mark.parametrize("accept", ["", "nonsense;;;q=x"])
def test_without_a_readable_accept_anything_will_do(accept: str) -> None:
    assert accept_header(request(accept=accept)) == "*/*"
    assert accept_header(request()) == "*/*"


@pytest.mark.parametrize(
    ("query", "accepted", "language"),
    [
        ("lang=ru", "kk", "ru"),
        ("lang=de", "kk", "kk"),
        ("", "kk-KZ,ru;q=0.9", "kk"),
        ("", "de-DE,ru;q=0.4", "ru"),
        ("", "en;q=0.1,ru;q=0.8,kk;q=0.2", "ru"),
        ("", "de", "en"),
        ("", "*", "en"),
        ("", "", "en"),
    ],
)
def test_the_language_by_parameter_then_by_quality(
    query: str, accepted: str, language: str
) -> None:
    assert negotiated_language(request(query, accept_language=accepted)) == language
