"""Printing what is asked with ``kgqual ask``: as text, as JSON, or as CSV."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from kgqual.answering import AnyAnswer, OpenSnapshot, Question, answer
from kgqual.answering.description import describe
from kgqual.cli.choices import refuse_unknown
from kgqual.cli.days import read_day
from kgqual.cli.state import State
from kgqual.cli.terminal import print_table
from kgqual.harmless import harmless
from kgqual.presentation.table import write_csv
from kgqual.presentation.text import AnswerText
from kgqual.presentation.wording import in_language, known_language
from kgqual.questions import questions
from kgqual.store.snapshot import Snapshots


@dataclass(frozen=True)
class How:
    """How a question is asked and answered: see the options of ``kgqual ask QUESTION``."""

    format: str
    as_of: str
    snapshot: str
    lang: str = "en"


def print_list(format: str, language: str) -> None:
    """Print the questions. Raises BadUsage for an unknown format or language."""
    refuse_unknown("--format", format, ("text", "json"))
    described = [describe(question) for question in questions().values()]
    if format == "json":
        listed = [one.model_dump(mode="json", by_alias=True) for one in described]
        print(json.dumps(listed, ensure_ascii=False, indent=1))
    else:
        spoken = known_language(language)
        rows = [(one.name, in_language(one.title, spoken)) for one in described]
        print_table(("question", ""), rows)


def print_answer(question: Question, given: Mapping[str, str], how: How) -> None:
    """Ask a question and print its answer.

    Raises BadUsage for an argument, a format, a language or a day that is none, NoSnapshot and
    UnknownSnapshot as ``Snapshots`` does.
    """
    refuse_unknown("--format", how.format, _FORMS)
    language, day = known_language(how.lang), read_day(how.as_of)
    kept = Snapshots(State.data)
    with OpenSnapshot.of(kept.named(how.snapshot) if how.snapshot else kept.current()) as opened:
        found = answer(opened.on(day), question, given)
    _FORMS[how.format](question, found, language)


def _json(question: Question, found: AnyAnswer, language: str) -> None:
    print(harmless(found.model_dump_json(indent=1)))


def _csv(question: Question, found: AnyAnswer, language: str) -> None:
    write_csv(question.item, found, sys.stdout)


def _text(question: Question, found: AnyAnswer, language: str) -> None:
    text = AnswerText(question, found, language)
    answered = (text.abstention(),) if found.answer is None else (text.items(), text.steps())
    parts = (text.heading(), *answered, text.leads(), text.conflicts(), text.permalink())
    blocks = ("\n".join(part) for part in parts)
    print(harmless("\n\n".join(block for block in blocks if block)))


_FORMS: dict[str, Callable[[Question, AnyAnswer, str], None]] = {
    "text": _text,
    "json": _json,
    "csv": _csv,
}
