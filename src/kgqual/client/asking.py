"""Questions as a Python session names them, and their arguments as every face takes them: texts."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from kgqual.answering import Named, Question
from kgqual.questions import named

__all__ = ["Argument", "named", "texts"]

Argument = str | int | float | Decimal | date | Named
"""What an argument may be given as."""


def texts(question: Question, given: Mapping[str, Argument]) -> Mapping[str, str]:
    """Return the arguments as texts, a thing as its IRI, by the names that the question has."""
    names = {argument.parameter: argument.name for argument in question.arguments.values()}
    return {names.get(name, name): _text(value) for name, value in given.items()}


def _text(value: Argument) -> str:
    return value.iri if isinstance(value, Named) else str(value)
