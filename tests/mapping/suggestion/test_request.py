"""In how many spellings a request is understood, and what is refused with which reason."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from kgqual.errors import BadUsage
from kgqual.mapping.suggestion.request import read_request

TEXT = ("welder", "joins metal", "en")


def asked(body: object) -> list[list[tuple[str, str, str]]]:
    """Return title, description and language of each wording of each text."""
    texts = read_request(body, {"to": "ISCO"}).request.asked()
    return [[(w.title, w.description, w.language) for w in text.wordings] for text in texts]


@pytest.mark.parametrize(
    "body",
    [
        {"text": {"title": "welder", "description": "joins metal", "lang": "en"}},
        {"texts": [{"title": "welder", "description": "joins metal", "lang": "en"}]},
        {"texts": [{"label": "welder", "definition": "joins metal", "language": "EN"}]},
        {"text": "welder", "description": "joins metal", "lang": "en"},
        {"title": " welder ", "desc": "joins\n metal", "language": "en", "limit": None},
        {"query": {"title": {"en": "welder"}, "description": {"en": "joins metal"}}},
        [{"text": "welder", "desc": "joins metal", "lang": "en", "id": None}],
    ],
)
def test_a_text_has_many_spellings(body: object) -> None:
    assert asked(body) == [[TEXT]]


def test_a_text_may_be_known_in_several_languages() -> None:
    body = {"text": {"title": {"ru": "сварщик", "kk": "дәнекерлеуші"}}}
    assert asked(body) == [[("сварщик", "", "ru"), ("дәнекерлеуші", "", "kk")]]


def test_the_language_of_the_request_is_that_of_texts_that_state_none() -> None:
    body = {"texts": ["welder", {"title": "сварщик", "lang": "ru"}], "lang": "en"}
    assert asked(body) == [[("welder", "", "en")], [("сварщик", "", "ru")]]


@pytest.mark.parametrize(("body", "single"), [("welder", True), (["welder"], False)])
def test_a_single_text_is_told_from_a_list_of_one(body: object, single: bool) -> None:
    assert read_request({"texts": body, "to": "ISCO"}).single is single


def test_a_text_is_called_by_its_iri_or_else_by_its_words() -> None:
    texts = [{"title": "welder", "id": "isco:C7212"}, {"title": "welder", "id": "7"}, "welder"]
    named, coded, plain = read_request({"texts": texts, "to": "ISCO"}).request.asked()
    assert (named.id, named.iri) == ("isco:C7212", "http://data.europa.eu/esco/isco/C7212")
    assert (coded.id, plain.id) == ("7", "")
    assert coded.iri == plain.iri
    assert plain.iri.startswith("https://w3id.org/kgqual/id/text/")


def test_the_set_may_be_texts_itself() -> None:
    request = read_request({"text": "weld", "to": ["welding", {"title": "cooking"}]}).request
    assert [text.label for text in request.searched()] == ["welding", "cooking"]


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        ({"text": "a"}, "'to' is missing"),
        ({"to": "ISCO"}, "either `text` or `texts`, or the set `from`"),
        ({"text": "a", "from": "NCO", "to": "ISCO"}, "either `text` or `texts`"),
        ({"texts": [], "to": "ISCO"}, "either `text` or `texts`"),
        ({"text": "a", "texts": ["b"], "to": "ISCO"}, "texts and text are spellings of one"),
        ({"text": "a", "to": "ISCO", "top_n": 3}, "'top_n' is unknown. There are texts, to,"),
        ({"text": {"titel": "a"}, "to": "ISCO"}, "'titel' is unknown. There are title,"),
        ({"text": "  ", "to": "ISCO"}, "text 1: a text needs a title"),
        ({"text": 7, "to": "ISCO"}, r"text\.0: a text is a string, or an object"),
        ({"text": "a" * 1001, "to": "ISCO"}, "a title of 1,001 characters"),
        ({"text": "a", "to": 7}, "to: a set is the IRI, CURIE or name"),
        ({"text": "a", "to": "ISCO", "limit": 0}, "limit: .* greater than or equal to 1"),
        ({"text": "a", "to": "ISCO", "limit": 101}, "limit: .* less than or equal to 100"),
        ({"text": "a", "to": "ISCO", "lang": "kz"}, "Kazakh is kk"),
        ({"text": "a", "to": "ISCO", "lang": "x!"}, "not a language tag"),
        ({"text": "a", "to": "ISCO", "lang": ["en", "ru"]}, "`lang` is one tag"),
        ({"texts": ["a", "b"], "to": "ISCO", "description": "c"}, "belongs to a single text"),
        (
            {"text": {"title": "a", "lang": "en", "description": {"ru": "б"}}, "to": "ISCO"},
            "description in 'ru' has no title",
        ),
    ],
)
def test_what_cannot_be_understood_is_refused(body: Mapping[str, object], reason: str) -> None:
    with pytest.raises(BadUsage, match=reason):
        read_request(body).request.asked()


def test_what_body_and_address_say_differently_is_refused() -> None:
    with pytest.raises(BadUsage, match="limit is given in the address and, differently"):
        read_request({"text": "a", "to": "ISCO", "limit": 3}, {"limit": "4"})
