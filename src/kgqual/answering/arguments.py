"""What a question takes: read from the signature of its function."""

from __future__ import annotations

import types
import typing
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from inspect import Parameter, signature
from keyword import iskeyword
from typing import Annotated, Any, Literal, get_args, get_origin, get_type_hints

from pyoxigraph import NamedNode

from kgqual.answering.envelope import Thing
from kgqual.errors import BadUsage

Value = Thing | str | Decimal | date
"""What an argument becomes."""


class Of:
    """The classes of the things that an argument names; none means anything at all.

    A bare code is looked up in the scheme that the argument ``within`` names, or else in
    ``scheme``, an IRI. ``kind`` is the kind of source that describes such things, where kgqual
    ships none: what it describes is not found before it is added. Things whose IRIs begin with
    ``below`` are taken whatever their class.
    """

    def __init__(
        self,
        *classes: NamedNode,
        within: str = "",
        scheme: str = "",
        kind: str = "",
        below: str = "",
    ) -> None:
        self.classes = frozenset(node.value for node in classes)
        self.within = within
        self.scheme = scheme
        self.kind = kind
        self.below = below

    def takes(self, iri: str, types: Collection[str]) -> bool:
        """Whether a thing of these classes is one that the argument may name."""
        fits = not self.classes or bool(self.classes.intersection(types))
        return fits or (bool(self.below) and iri.startswith(self.below))


@dataclass(frozen=True)
class Argument:
    """One argument of a question.

    ``kind`` is ``Thing``, ``str``, ``Decimal`` or ``date``; ``of`` says what a thing may be, and
    ``choices`` lists the values of a text that has but a few.
    """

    name: str
    kind: type
    required: bool
    of: Of | None = None
    choices: tuple[str, ...] = ()

    @property
    def parameter(self) -> str:
        """The name of the function's parameter."""
        return f"{self.name}_" if iskeyword(self.name) else self.name

    def read(self, text: str) -> str | Decimal | date:
        """Return the value of an argument that is no thing. Raises BadUsage."""
        if self.choices:
            return self._chosen(text)
        try:
            if self.kind is Decimal:
                return _number(text)
            return date.fromisoformat(text) if self.kind is date else text
        except (InvalidOperation, ValueError) as error:
            wanted = {Decimal: "a number such as 7.5", date: "a day such as 2026-11-22"}
            raise BadUsage(f"{self.name}={text!r} is not {wanted[self.kind]}.") from error

    def _chosen(self, text: str) -> str:
        for choice in self.choices:
            if choice.casefold() == text.casefold():
                return choice
        raise BadUsage(f"{self.name}={text!r} is unknown: {', '.join(self.choices)}.")


def _number(text: str) -> Decimal:
    number = Decimal(text.strip().replace(",", "."))
    if not number.is_finite():
        raise InvalidOperation
    return number


def arguments(function: Callable[..., Any]) -> Mapping[str, Argument]:
    """Return the arguments of a question's function by name; its first is the graph.

    An argument named by a keyword of Python is a parameter with ``_`` after it: ``from_``. Raises
    TypeError for a parameter of a type that no face can ask for.
    """
    hints = get_type_hints(function, include_extras=True)
    parameters = list(signature(function).parameters.values())[1:]
    found = (_argument(parameter, hints[parameter.name]) for parameter in parameters)
    return {argument.name: argument for argument in found}


def _argument(parameter: Parameter, hint: Any) -> Argument:
    plain = parameter.name.removesuffix("_")
    name = plain if iskeyword(plain) else parameter.name
    inner, of = hint, None
    if get_origin(inner) is Annotated:
        inner, *extras = get_args(inner)
        of = next((extra for extra in extras if isinstance(extra, Of)), None)
    if get_origin(inner) in (typing.Union, types.UnionType):
        inner = next(arg for arg in get_args(inner) if arg is not type(None))
    required = parameter.default is Parameter.empty
    if get_origin(inner) is Literal:
        return Argument(name, str, required, choices=get_args(inner))
    if inner not in (Thing, str, Decimal, date) or (inner is Thing) != (of is not None):
        raise TypeError(f"{name}: {hint} is no type of an argument")
    return Argument(name, inner, required, of)
