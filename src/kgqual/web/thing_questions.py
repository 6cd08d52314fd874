"""The questions that can be asked about a thing: those with an argument that takes its class."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from kgqual.answering import Question, Thing
from kgqual.questions import questions
from kgqual.web.links import with_query


@dataclass(frozen=True)
class Askable:
    """A question with the thing filled in: its title, and the address at which it is asked."""

    title: str
    address: str


def askable(
    iri: str, types: Iterable[str], schemes: Iterable[str], language: str
) -> tuple[Askable, ...]:
    """Return the questions about a thing of these classes; those about anything come last.

    What names the scheme of the thing is filled in as well when it has one scheme. What else a
    question needs is left for its form.
    """
    classes, within = frozenset(types), tuple(schemes)
    found = []
    for question in questions().values():
        if name := _taking(question, classes):
            given = _given(question, name, iri, within)
            address = with_query(f"/questions/{question.name}", **given)
            broad = not _of(question, name)
            found.append((broad, Askable(question.documentation.title[language], address)))
    return tuple(one for _, one in sorted(found, key=lambda pair: pair[0]))


def _of(question: Question, name: str) -> frozenset[str]:
    of = question.arguments[name].of
    return of.classes if of else frozenset()


def _taking(question: Question, classes: frozenset[str]) -> str:
    """Return the argument that takes a thing of ``classes``, the most particular; '' for none."""
    fitting = [
        name
        for name, argument in question.arguments.items()
        if argument.kind is Thing and (not _of(question, name) or _of(question, name) & classes)
    ]
    return min(fitting, key=lambda name: not _of(question, name), default="")


def _given(question: Question, name: str, iri: str, schemes: tuple[str, ...]) -> Mapping[str, str]:
    of = question.arguments[name].of
    if of and of.within and len(schemes) == 1:
        return {of.within: schemes[0], name: iri}
    return {name: iri}
