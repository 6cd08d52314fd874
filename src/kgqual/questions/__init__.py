"""The questions: for each a typed function, its SPARQL and its documentation, by one name."""

from __future__ import annotations

import pkgutil
from collections.abc import Mapping
from functools import cache
from importlib import import_module

from kgqual.answering import AnyAnswer, Graph, Question, answer, registered
from kgqual.errors import BadUsage


class UnknownQuestion(BadUsage):
    """No question has that name."""


@cache
def questions() -> Mapping[str, Question]:
    """Return the questions by name, in alphabetical order."""
    for module in pkgutil.iter_modules(__path__):
        import_module(f"{__name__}.{module.name}")
    return registered()


def named(name: str) -> Question:
    """Return a question. Raises UnknownQuestion, which lists those there are."""
    if found := questions().get(name):
        return found
    raise UnknownQuestion(f"{name!r} is no question. There are: {', '.join(questions())}.")


def ask(graph: Graph, name: str, arguments: Mapping[str, str]) -> AnyAnswer:
    """Answer the question ``name`` over ``graph``; ``arguments`` are texts, as a person types them.

    Raises UnknownQuestion, or BadUsage for an argument that is unknown, missing or no value of
    its kind. An argument that names nothing, or several things, is an abstention with candidates.
    """
    return answer(graph, named(name), arguments)
