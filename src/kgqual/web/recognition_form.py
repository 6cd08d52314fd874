"""The form of the recognition look-up: its fields in three steps, what was typed, what is wrong."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from kgqual.answering import Graph
from kgqual.namespaces import KQ
from kgqual.recognition import FIELDS, Purpose
from kgqual.recognition.reading import register_of
from kgqual.web.answer_values import named
from kgqual.web.question_form import Choice
from kgqual.web.wording import say

STEPS = {
    "document": ("country", "qualification", "institution", "award_type", "year"),
    "level": ("framework", "level"),
    "content": ("field", "credits"),
    "purpose": ("purpose",),
}
"""The fields by the step of the form in which they are asked for."""
EXAMPLE = {"country": "DE", "qualification": "Handwerksmeister", "purpose": "work"}
"""Something that works on what kgqual ships."""
_INPUTS = {"country": "select", "purpose": "radio", "year": "number", "credits": "number"}
_REQUIRED = ("country", "qualification")
_THINGS = {"framework": KQ.QualificationFramework.value}


@dataclass(frozen=True)
class Field:
    """One field: what it is called, how it is filled in, what is in it, what is wrong with it.

    ``suggesting`` is the class of which things are suggested, '' for none.
    """

    name: str
    label: str
    hint: str
    input: str
    required: bool
    value: str
    choices: tuple[Choice, ...]
    suggesting: str
    error: str


def steps(
    graph: Graph, given: Mapping[str, str], faults: Mapping[str, str], language: str
) -> dict[str, tuple[Field, ...]]:
    """Return the fields by step; ``faults`` are those of which the value is wrong."""
    assert {name for names in STEPS.values() for name in names} == set(FIELDS)
    return {
        step: tuple(_field(graph, name, given, faults, language) for name in names)
        for step, names in STEPS.items()
    }


def _field(
    graph: Graph, name: str, given: Mapping[str, str], faults: Mapping[str, str], language: str
) -> Field:
    return Field(
        name=name,
        label=say(language, f"recognition.{name}"),
        hint=say(language, f"recognition.{name}.hint"),
        input=_INPUTS.get(name, "text"),
        required=name in _REQUIRED,
        value=given.get(name, "").strip(),
        choices=_choices(graph, name, language),
        suggesting=_THINGS.get(name, ""),
        error=say(language, f"recognition.{name}.wrong") if name in faults else "",
    )


def _choices(graph: Graph, name: str, language: str) -> tuple[Choice, ...]:
    if name == "purpose":
        return tuple(Choice(p.value, say(language, f"recognition.purpose.{p}")) for p in Purpose)
    return countries(graph, language) if name == "country" else ()


def countries(graph: Graph, language: str) -> tuple[Choice, ...]:
    """Return the countries by the code of two letters, in the order of their names."""
    register = register_of(graph)
    short = {iri: code for code, iri in register.countries.items() if len(code) == 2}
    found = (Choice(code, named(register.names[iri], language).text) for iri, code in short.items())
    return tuple(sorted(found, key=lambda choice: choice.text.casefold()))
