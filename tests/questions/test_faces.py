"""Every question, asked in every way there is, has one answer."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from html import unescape
from pathlib import Path

import httpx
import pytest
from typer.testing import CliRunner

from kgqual import Client
from kgqual.answering import AnyAnswer, Named
from kgqual.cli import app
from kgqual.model import Strength
from kgqual.presentation.wording import in_language, say
from kgqual.questions import questions

FIRST = 20
"""Items and steps that are looked for on a page, which leaves out the rest of a long list."""
Serve = Callable[[Path], AbstractContextManager[str]]


@pytest.fixture(scope="module")
def service(serve: Serve, served_data: Path) -> Iterator[str]:
    """The address of a service over everything kgqual ships."""
    with serve(served_data) as address:
        yield address


@pytest.fixture(scope="module")
def remote(service: str) -> Iterator[Client]:
    """A Python client of that service."""
    with Client(service) as client:
        yield client


@pytest.fixture(scope="module")
def local(served_data: Path) -> Iterator[Client]:
    """A Python client of the same snapshot, without a service."""
    with Client(served_data) as client:
        yield client


@pytest.mark.parametrize("name", questions())
def test_every_face_gives_the_same_envelope(
    name: str,
    asking: Callable[..., AnyAnswer],
    service: str,
    served_data: Path,
    remote: Client,
    local: Client,
) -> None:
    example = questions()[name].example
    expected = asking(name, **example)
    written = expected.model_dump(mode="json")

    over_http = httpx.get(f"{service}/questions/{name}", params=example, timeout=30)
    assert over_http.json() == written

    options = [part for key, text in example.items() for part in (f"--{key}", text)]
    command = ["--data", str(served_data), "ask", name, *options, "--format", "json"]
    ran = CliRunner().invoke(app, command, catch_exceptions=False)
    assert ran.exit_code == 0
    assert json.loads(ran.stdout) == written

    assert local.ask(name, **example) == expected
    assert remote.ask(name, **example) == expected


def texts(answer: AnyAnswer, language: str) -> Iterator[str]:
    """Yield what a page shows of an answer: things by their names, sources by their titles."""
    for item in (answer.answer or ())[:FIRST]:
        for value in dict(item).values():
            if isinstance(value, Named):
                yield in_language(value.label, language) or value.code
    for step in answer.steps[:FIRST]:
        yield in_language(step.source.titles, language) or step.source.title
    if answer.explanation:
        yield answer.explanation[language]
    if answer.strength:
        yield say(language, f"strength.{answer.strength}")


@pytest.mark.parametrize("name", questions())
def test_the_page_shows_the_same_answer(
    name: str, asking: Callable[..., AnyAnswer], service: str
) -> None:
    example = questions()[name].example
    language = example.get("lang", "ru")  # an argument of that name is the language of the page
    browser = {"Accept": "text/html", "Accept-Language": language}
    page = httpx.get(f"{service}/questions/{name}", params=example, headers=browser, timeout=30)
    shown = " ".join(unescape(re.sub(r"<[^>]+>", " ", page.text)).split())
    squeezed = shown.replace(" ", "")
    answer = asking(name, **example)
    assert [one for one in texts(answer, language) if "".join(one.split()) not in squeezed] == []
    assert answer.permalink in unescape(page.text)


@pytest.mark.parametrize("name", questions())
def test_every_answer_has_the_parts_of_the_contract(
    name: str, asking: Callable[..., AnyAnswer]
) -> None:
    """An answer rests on steps with sources; an abstention has its reason in three languages."""
    answer = asking(name, **questions()[name].example)
    assert answer.permalink.startswith(f"/questions/{name}")
    if answer.abstained:
        assert answer.answer is None
        assert answer.reason
        assert set(answer.explanation or {}) == {"en", "kk", "ru"}
        return
    assert answer.answer
    assert answer.steps
    assert all(step.source.title for step in answer.steps)
    assert all(item.steps for item in answer.answer)
    assert answer.strength is Strength.weakest(step.strength for step in answer.steps)
