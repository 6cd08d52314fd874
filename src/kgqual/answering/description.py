"""A question as programs see it: what it takes, what that may be, and what it says of itself."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from pydantic import ConfigDict, Field

from kgqual.answering.arguments import Argument
from kgqual.answering.envelope import Frozen, Text
from kgqual.answering.registry import Question

THING = "An IRI, a CURIE, a code, or a label in English, Kazakh or Russian."
"""How an argument names a thing."""


class ArgumentDescription(Frozen):
    """One argument: its name and label, its JSON Schema, and a value that works.

    ``classes`` are those that a thing may have; none means any. ``within`` is the argument that
    names the scheme in which a bare code is looked up.
    """

    model_config = ConfigDict(frozen=True, validate_by_name=True)

    name: str
    label: Text
    required: bool
    json_schema: Mapping[str, Any] = Field(serialization_alias="schema")
    classes: tuple[str, ...] = ()
    within: str | None = None
    example: str | None = None


class QuestionDescription(Frozen):
    """A question: what it answers, from which sources, what it cannot know, and what it takes.

    ``address`` is where it is asked over HTTP, ``example`` the same with arguments that work.
    """

    name: str
    topic: str
    title: Text
    answers: Text
    sources: Text
    cannot_know: Text
    arguments: tuple[ArgumentDescription, ...]
    address: str
    example: Mapping[str, str]


def describe(question: Question) -> QuestionDescription:
    """Return what there is to know of a question before it is asked."""
    texts = question.documentation
    return QuestionDescription(
        name=question.name,
        topic=texts.topic,
        title=texts.title,
        answers=texts.answers,
        sources=texts.sources,
        cannot_know=texts.cannot_know,
        arguments=tuple(_described(question, one) for one in question.arguments.values()),
        address=f"/questions/{question.name}",
        example=question.example,
    )


def _described(question: Question, argument: Argument) -> ArgumentDescription:
    texts = question.documentation.arguments[argument.name]
    return ArgumentDescription(
        name=argument.name,
        label=texts.label,
        required=argument.required,
        json_schema=schema(argument),
        classes=tuple(sorted(argument.of.classes)) if argument.of else (),
        within=argument.of.within or None if argument.of else None,
        example=texts.example,
    )


def schema(argument: Argument) -> Mapping[str, Any]:
    """Return the JSON Schema of an argument's value."""
    if argument.choices:
        return {"type": "string", "enum": list(argument.choices)}
    if argument.kind is Decimal:
        return {"type": "number"}
    if argument.kind is date:
        return {"type": "string", "format": "date"}
    return {"type": "string", "description": THING} if argument.of else {"type": "string"}
