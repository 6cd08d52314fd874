"""The form of a question: a field for each argument, with what was typed and what is wrong."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from kgqual.answering import Argument, Question
from kgqual.web.answer_values import Values, in_words
from kgqual.web.showing import Shown
from kgqual.web.wording import say


@dataclass(frozen=True)
class Choice:
    """One of the few values of a field, by what it is called."""

    value: str
    text: str


@dataclass(frozen=True)
class Field:
    """One field: its name and label, the type of its input, what is in it, what is wrong.

    ``suggesting`` are the classes of which things are suggested, None when it names no thing.
    """

    name: str
    label: Shown
    input: str
    required: bool
    value: str
    example: str
    choices: tuple[Choice, ...]
    suggesting: tuple[str, ...] | None
    error: str = ""


def fields(question: Question, given: Mapping[str, str], language: str) -> tuple[Field, ...]:
    """Return the fields of a question.

    What the form sent empty is an error where it is needed; what an address leaves out is not: it
    may be a link to a form that is filled in halfway.
    """
    asked = any(given.values())
    return tuple(
        _field(question, argument, given.get(name, ""), language, asked and name in given)
        for name, argument in question.arguments.items()
    )


def _field(question: Question, argument: Argument, value: str, language: str, sent: bool) -> Field:
    texts = question.documentation.arguments[argument.name]
    values = Values(language)
    missing = sent and argument.required and not value.strip()
    label = in_words(texts.label, language)
    return Field(
        name=argument.name,
        label=label,
        input={Decimal: "number", date: "date"}.get(argument.kind, "text"),
        required=argument.required,
        value=value,
        example=texts.example or "",
        choices=tuple(Choice(c, values.chosen(argument.name, c)) for c in argument.choices),
        suggesting=tuple(sorted(argument.of.classes)) if argument.of else None,
        error=say(language, "question.missing", label=label.text) if missing else "",
    )
