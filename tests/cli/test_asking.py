"""``kgqual ask``: commands made from the questions, and answers for people at a terminal."""

from __future__ import annotations

import csv
import io
import json
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner

from kgqual.cli import app
from kgqual.errors import KgqualError
from kgqual.questions import questions

Run = Callable[..., str]
LEVEL = "level-correspondence"
TO_NQF = ("--framework", "DQR", "--level", "6", "--to", "NQF")


@pytest.fixture
def ask(served_data: Path) -> Run:
    """``ask("level-correspondence", "--level", …)`` → what the command prints."""

    def run(*arguments: str, status: int = 0) -> str:
        ran = CliRunner().invoke(app, ["--data", str(served_data), "ask", *arguments])
        assert ran.exit_code == status, ran.output
        return ran.output

    return run


def test_without_a_question_they_are_listed(ask: Run) -> None:
    listed = [line.split()[0] for line in ask().splitlines()[1:]]
    assert listed == list(questions())
    assert questions()[LEVEL].documentation.title["ru"] in ask("--lang", "ru")
    assert [one["name"] for one in json.loads(ask("--format", "json"))] == list(questions())


@pytest.mark.parametrize("name", questions())
def test_the_help_of_a_question_says_what_it_takes_and_cannot_know(name: str, ask: Run) -> None:
    said = " ".join(ask(name, "--help").split())
    question = questions()[name]
    for text in (question.documentation.title, question.documentation.cannot_know):
        assert text["en"] in said
    for argument in question.arguments.values():
        assert f"--{argument.name} " in said
        assert question.documentation.arguments[argument.name].label["en"] in said


def test_the_text_shows_the_answer_and_every_step_with_strength_and_source(ask: Run) -> None:
    said = ask(LEVEL, *TO_NQF)
    answer, steps, leads, *_ = said.split("\n\n")[1:]
    assert answer.splitlines()[0] == "Level      NQF level 6"
    assert answer.splitlines()[-1] == "Steps      1 → 2 → 3"
    assert "“NQF level 6” corresponds closely to" in steps
    assert "(taken in the opposite direction)" in steps
    assert "editorial · National Qualifications Framework – Kazakhstan, §7.2, §8.1, 2025" in steps
    assert leads.startswith("Leads. None of them is an answer:")
    assert "To be confirmed: “NQF level 6”" in leads


def test_several_items_are_a_table(ask: Run) -> None:
    table = ask(LEVEL, *TO_NQF[:4]).split("\n\n")[1].splitlines()
    header = table[0].split()
    assert header[:3] == ["Level", "Framework", "Through"]
    assert header[-2:] == ["Strength", "Steps"]
    assert table[1].startswith("EQF level 6 ")
    assert len(table) > 20


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "Leads. None of them is an answer"),
        ("kk", "Болжамдар. Олардың ешқайсысы жауап емес"),
        ("ru", "Зацепки. Ни одна из них не является ответом"),
    ],
)
def test_the_text_speaks_three_languages(ask: Run, language: str, said: str) -> None:
    assert said in ask(LEVEL, *TO_NQF, "--lang", language)


def test_an_abstention_is_an_answer_that_says_why(ask: Run) -> None:
    said = ask(LEVEL, "--framework", "DQR", "--level", "60")
    assert "No answer. Nothing in the graph that fits “Level” is called “60”." in said
    table = list(csv.reader(io.StringIO(ask(LEVEL, *TO_NQF[:3], "60", "--format", "csv"))))
    assert table[0] == ["abstained"]


def test_as_csv_and_of_another_day(ask: Run) -> None:
    options = (*TO_NQF[:4], "--to", "EQF", "--format", "csv", "--as-of", "2020-01-01")
    (row,) = csv.DictReader(io.StringIO(ask(LEVEL, *options)))
    assert row["level"] == "http://data.europa.eu/snb/eqf/6"
    found = json.loads(ask(LEVEL, *TO_NQF, "--format", "json", "--as-of", "2020-01-01"))
    assert found["as_of"] == "2020-01-01"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("level-corespondence",), "Did you mean 'level-correspondence'?"),
        ((LEVEL, "--framework", "DQR"), "Missing option '--level'"),
        ((LEVEL, *TO_NQF, "--form", "x"), "No such option"),
        ((LEVEL, *TO_NQF, "--format", "yaml"), "text, json, csv"),
        ((LEVEL, *TO_NQF, "--lang", "de"), "en, kk, ru"),
        ((LEVEL, *TO_NQF, "--as-of", "today"), "is not a day"),
        ((LEVEL, *TO_NQF, "--snapshot", "0000"), "0000"),
        (("--format", "csv"), "text, json"),
    ],
)
def test_wrong_usage_exits_with_2(served_data: Path, arguments: tuple[str, ...], said: str) -> None:
    ran = CliRunner().invoke(app, ["--data", str(served_data), "ask", *arguments])
    refused = ran.exception
    assert (refused.exit_status if isinstance(refused, KgqualError) else ran.exit_code) == 2
    assert said in f"{ran.output}{refused}"


def test_an_abstention_exits_with_0_and_a_refusal_with_2(
    kgqual: Callable[..., subprocess.CompletedProcess[str]], served_data: Path
) -> None:
    asked = ("ask", LEVEL, "--framework", "DQR", "--level")
    assert kgqual(*asked, "60", data=served_data).returncode == 0
    refused = kgqual(*asked, "6", "--format", "yaml", data=served_data)
    assert (refused.returncode, refused.stdout) == (2, "")
    assert refused.stderr.startswith("kgqual: --format 'yaml' is unknown")


def test_numbers_and_choices_are_written_as_the_language_writes_them(ask: Run) -> None:
    hours = ("credits", "--amount", "60.5", "--from", "tvet", "--to", "ects")
    said = ask(*hours, "--lang", "ru")
    assert "48,4" in said
    assert "Кредиты профессионального образования" in said
    assert "48.4" in ask(*hours)
