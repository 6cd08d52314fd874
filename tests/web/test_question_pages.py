"""The pages of the questions: any question by its function, in three languages."""

from __future__ import annotations

import re
import typing
from collections.abc import Iterator
from html import unescape
from typing import Any, get_args, get_origin

import pytest
from httpx import Client, Response
from pydantic import BaseModel

from kgqual.answering import Item, Named
from kgqual.presentation.fields import field_names
from kgqual.questions import questions
from kgqual.web.wording import say, wording

LANGUAGES = ("kk", "ru", "en")
LEVELS = "/questions/level-correspondence"
LARGEST = 100_000
"""Bytes of a page before images, as it is sent."""


def page(client: Client, path: str, **query: str) -> Response:
    return client.get(path, params=query or None, headers={"accept": "text/html"})


def seen(response: Response) -> str:
    """Return the text of a page, with single spaces."""
    body = response.text.partition("<main")[2]
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", body)).split())


def named_fields(annotation: Any, field: str = "") -> Iterator[str]:
    """Yield the fields that items of a type show, and ``field=value`` for their fixed values."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        if not issubclass(annotation, Named):
            for name, inner in annotation.model_fields.items():
                if name not in Item.model_fields:
                    yield name
                    yield from named_fields(inner.annotation, name)
    elif get_origin(annotation) is typing.Literal:
        yield from (f"{field}={value}" for value in get_args(annotation))
    else:
        for inner in get_args(annotation):
            yield from named_fields(inner, field)


@pytest.mark.parametrize("name", questions())
def test_every_field_of_an_answer_has_a_name_in_three_languages(name: str) -> None:
    question = questions()[name]
    shown = set(named_fields(question.item))
    for argument in question.arguments.values():
        shown |= {f"{argument.name}={choice}" for choice in argument.choices}
    assert shown - field_names().keys() == set(), "add these to presentation/fields.json"
    assert all(field_names()[field].keys() == {*LANGUAGES} for field in shown)
    assert f"topic.{question.documentation.topic}" in wording()


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_questions_are_listed_by_topic(client: Client, language: str) -> None:
    listed = unescape(page(client, "/questions", lang=language).text)
    for question in questions().values():
        assert question.documentation.title[language] in listed
        assert f'href="/questions/{question.name}?lang={language}"' in listed


@pytest.mark.parametrize("name", questions())
def test_the_example_of_a_question_is_shown_as_a_page(client: Client, name: str) -> None:
    question = questions()[name]
    query = {**question.example, "lang": "ru"}  # which is an argument of label-coverage as well
    data = client.get(f"/questions/{name}", params=query).json()
    response = page(client, f"/questions/{name}", **query)
    assert response.status_code == 200
    assert response.num_bytes_downloaded < LARGEST
    text = seen(response)
    for said in (question.documentation.title, question.documentation.cannot_know):
        assert said["ru"] in text
    if data["abstained"]:
        assert say("ru", "answer.abstained") in text
        assert data["explanation"]["ru"] in text
    else:
        assert say("ru", "answer.weakest") in text
        sources = [step["source"] for step in data["steps"][:3]]
        assert all(source["titles"].get("ru", source["title"]) in text for source in sources)
    assert all(lead["to_confirm"][0]["ru"] in text for lead in data["leads"])


def test_a_question_that_is_not_asked_yet_is_a_form(client: Client) -> None:
    response = page(client, LEVELS, lang="en")
    assert response.status_code == 200
    assert 'name="framework"' in response.text
    assert 'id="answer"' not in response.text


def test_what_lacks_is_said_at_its_field(client: Client) -> None:
    response = page(client, LEVELS, lang="en", framework="DQR", level="")
    assert response.status_code == 400
    field = response.text.partition('id="level-error"')[2].partition("</div>")[0]
    assert say("en", "question.missing", label="Level") in field
    assert 'aria-invalid="true"' in field


def test_what_nothing_is_called_sends_nobody_to_candidates_that_are_not_there(
    client: Client,
) -> None:
    text = seen(page(client, LEVELS, lang="en", framework="DQX", level="6"))
    assert "Nothing in the graph that fits “Framework” is called “DQX”." in text
    assert "candidates" not in text


def test_the_form_of_a_question_sends_an_argument_once_that_is_called_lang(client: Client) -> None:
    coverage = page(client, "/questions/label-coverage", lang="kk").text
    assert coverage.count('name="lang"') == 1
    assert page(client, LEVELS, lang="kk").text.count('name="lang"') == 1


def test_a_link_that_fills_in_some_fields_opens_the_form(client: Client) -> None:
    response = page(client, "/questions/compare-frameworks", lang="en", a="DQR")
    assert response.status_code == 200
    assert 'value="DQR"' in response.text
    assert 'id="answer"' not in response.text


def test_a_thing_links_to_the_questions_about_it(client: Client) -> None:
    response = page(client, "/id/nqf/2016/level/6", lang="ru")
    section = response.text.partition('aria-labelledby="questions"')[2].partition("</section>")[0]
    links = {unescape(link) for link in re.findall('href="([^"]+)"', section)}
    asked = {link.partition("?")[0] for link in links}
    assert {LEVELS, "/questions/qualifications-at-level", "/questions/provenance"} <= asked
    assert "/questions/related-occupations" not in asked
    [link] = [link for link in links if link.startswith(LEVELS)]
    answered = page(client, link)
    assert answered.status_code == 200
    assert 'id="answer"' in answered.text


def test_an_unknown_argument_is_said_above_the_form(client: Client) -> None:
    response = page(client, LEVELS, lang="en", framework="DQR", level="6", color="red")
    assert response.status_code == 400
    assert "has no argument color" in seen(response)


def test_an_answer_shows_its_chain_with_strength_source_and_place(client: Client) -> None:
    response = page(client, LEVELS, lang="en", framework="DQR", level="6", to="NQF")
    text = seen(response)
    assert "As strong as its weakest step: editorial" in text
    assert "DQR Level 6" in text
    assert re.search(r"editorial National Qualifications Framework – Kazakhstan §7.2, §8.1", text)
    leads = text.partition(say("en", "answer.leads"))[2]
    assert say("en", "answer.confirm") in leads.partition(say("en", "thing.conflicts"))[0]


def test_the_lasting_address_gives_the_same_answer(client: Client) -> None:
    asked = page(client, LEVELS, lang="kk", framework="DQR", level="6", to="NQF")
    [link] = re.findall(r'id="permalink" href="([^"]+)"', asked.text)
    again = page(client, unescape(link))
    assert again.headers["content-language"] == "kk"
    answer = re.compile(r'<section class="panel result".*?</section>', re.DOTALL)
    assert answer.findall(again.text) == answer.findall(asked.text) != []


def test_the_query_opens_in_the_console_on_the_day_that_was_asked(client: Client) -> None:
    asked = {"framework": "DQR", "level": "6", "to": "NQF", "as-of": "2024-05-01"}
    response = client.get(LEVELS, params=asked, headers={"accept": "text/html"})
    [link] = re.findall(r'href="(/sparql\?query=[^"]+)"', response.text)
    opened = client.get(unescape(link), headers={"accept": "text/html"})
    assert 'value="2024-05-01"' in opened.text
    assert "VALUES ?level { &lt;http://data.europa.eu/snb/qdr/c_6919ed25&gt; }" in opened.text


def test_several_things_are_choices_that_keep_what_else_was_asked(client: Client) -> None:
    response = page(client, LEVELS, lang="en", framework="Qualifications Framework", level="6")
    assert say("en", "answer.abstained") in seen(response)
    choices = re.findall(r'<li><a href="(\?[^"]*)"', response.text.partition('"choices"')[2])
    assert choices
    assert all("level=6" in choice and "framework=http" in choice for choice in choices)
    assert page(client, LEVELS + unescape(choices[0])).status_code == 200


def test_what_is_typed_is_never_markup(client: Client) -> None:
    response = page(client, LEVELS, lang="en", framework='"><script>alert(1)</script>', level="6")
    assert "<script>alert" not in response.text
