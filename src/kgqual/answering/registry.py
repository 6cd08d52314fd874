"""The questions: each a function marked by ``question``, known by the name of its module."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, TypeVar, get_args, get_type_hints

from kgqual.answering.arguments import Argument, arguments
from kgqual.answering.documentation import Documentation
from kgqual.answering.envelope import Answer, Item
from kgqual.answering.evidence import Findings

F = TypeVar("F", bound=Callable[..., Findings[Any]])
_QUESTIONS: dict[str, Question] = {}


@dataclass(frozen=True)
class Question:
    """A question: its name, what it takes, what it says of itself, and how it is answered."""

    name: str
    function: Callable[..., Findings[Any]]
    arguments: Mapping[str, Argument]
    documentation: Documentation
    item: type[Item]

    @property
    def query(self) -> str:
        """The name of its main query."""
        return self.name.replace("-", "_")

    @cached_property
    def answer(self) -> type[Answer[Any]]:
        """The type of its answers, for the schema of the API.

        Kept, because pydantic makes the type anew when nobody holds it: 5 ms for each answer.
        """
        return Answer[self.item]  # type: ignore[name-defined]

    @property
    def example(self) -> Mapping[str, str]:
        """Arguments that work on what kgqual ships."""
        texts = self.documentation.arguments
        return {name: text for name in self.arguments if (text := texts[name].example) is not None}


def question(function: F) -> F:
    """Make a function a question that every face can ask.

    Its first parameter is the ``Graph``; the others are its arguments. It returns
    ``Findings[ItemType]``. The documentation lies beside its module.
    """
    module = sys.modules[function.__module__]
    name = module.__name__.rpartition(".")[2].replace("_", "-")
    assert module.__file__
    documentation = Documentation.beside(module.__file__)
    taken = arguments(function)
    if taken.keys() != documentation.arguments.keys():
        raise TypeError(f"{name}: the documentation and the function have other arguments")
    (item,) = get_args(get_type_hints(function)["return"])
    _QUESTIONS[name] = Question(name, function, taken, documentation, item)
    return function


def registered() -> Mapping[str, Question]:
    """Return the questions whose modules were imported, by name in alphabetical order."""
    return dict(sorted(_QUESTIONS.items()))
