"""Asking a question: arguments → things → function → the envelope of the answer."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any
from urllib.parse import urlencode

from kgqual.answering.arguments import Argument, Value
from kgqual.answering.conflicts import conflicts_about
from kgqual.answering.envelope import Answer, Candidate, Named, Text, Thing
from kgqual.answering.evidence import NOT_LOADED, Findings, Reason
from kgqual.answering.graph import Graph
from kgqual.answering.registry import Question
from kgqual.answering.resolving import Resolver
from kgqual.answering.sentences import filled, generic
from kgqual.errors import BadUsage
from kgqual.model import Strength


def answer(graph: Graph, question: Question, given: Mapping[str, str]) -> Answer[Any]:
    """Answer a question over a graph.

    Raises BadUsage for an argument that is unknown, missing or no value of its kind. An argument
    that names nothing, or several things, is an abstention with candidates.
    """
    return _Asking(graph, question, _checked(question, given)).answer()


def _checked(question: Question, given: Mapping[str, str]) -> Mapping[str, str]:
    listed = ", ".join(question.arguments) or "none"
    if unknown := sorted(given.keys() - question.arguments.keys()):
        raise BadUsage(f"{question.name} has no argument {unknown[0]}. Its arguments: {listed}.")
    present = {name: given[name].strip() for name in question.arguments if given.get(name)}
    for name, argument in question.arguments.items():
        if argument.required and not present.get(name):
            raise BadUsage(f"{question.name} needs {name}. Its arguments: {listed}.")
    return {name: text for name, text in present.items() if text}


class _Asking:
    """One question while it is asked."""

    def __init__(self, graph: Graph, question: Question, given: Mapping[str, str]) -> None:
        self._graph = graph
        self._question = question
        self._given = given
        self._values: dict[str, Value] = {}

    def answer(self) -> Answer[Any]:
        """Return the answer, or an abstention at the first argument that names no one thing."""
        resolver = Resolver(self._graph)
        for name, argument in self._in_order():
            text = self._given[name]
            if argument.of is None:
                self._values[name] = argument.read(text)
                continue
            within = self._values.get(argument.of.within)
            assert within is None or isinstance(within, Thing)
            found = resolver.resolve(text, argument.of, within)
            if len(found.things) != 1:
                return self._unresolved(argument, text, found.things or found.near, found.things)
            self._values[name] = found.things[0]
        taken = self._question.arguments
        values = {taken[name].parameter: value for name, value in self._values.items()}
        return self._found(self._question.function(self._graph, **values))

    def _in_order(self) -> Iterable[tuple[str, Argument]]:
        """Yield the arguments given; those within which others are looked up come first."""
        taken = [(n, a) for n, a in self._question.arguments.items() if n in self._given]
        return sorted(taken, key=lambda pair: bool(pair[1].of and pair[1].of.within))

    def _unresolved(
        self, argument: Argument, text: str, shown: Iterable[Thing], several: Iterable[Thing]
    ) -> Answer[Any]:
        candidates = tuple(Candidate(argument=argument.name, **dict(t)) for t in shown)
        return self._envelope(
            answer=None,
            abstained=True,
            candidates=candidates,
            **_why(self._why_unresolved(argument, text, bool(tuple(several)))),
        )

    def _why_unresolved(self, argument: Argument, text: str, ambiguous: bool) -> Text:
        kind = argument.of.kind if argument.of else ""
        if kind and not ambiguous and kind not in self._graph.kinds():
            return generic(NOT_LOADED, source=kind.upper(), kind=kind)
        label = self._question.documentation.arguments[argument.name].label
        key = "ambiguous" if ambiguous else "not-found"
        return generic(key, text=text, argument=label)

    def _found(self, findings: Findings[Any]) -> Answer[Any]:
        things = {step.subject for step in findings.steps} | {s.object for s in findings.steps}
        asked = {value.iri for value in self._values.values() if isinstance(value, Thing)}
        conflicts = conflicts_about(self._graph, things | asked | {*findings.about})
        if not findings.items:
            return self._envelope(
                answer=None,
                abstained=True,
                candidates=findings.candidates,
                leads=findings.leads,
                conflicts=conflicts,
                **_why(self._reason(findings)),
            )
        return self._envelope(
            answer=findings.items,
            steps=findings.steps,
            leads=findings.leads,
            conflicts=conflicts,
            strength=Strength.weakest(step.strength for step in findings.steps),
        )

    def _reason(self, findings: Findings[Any]) -> Text:
        if findings.leads:
            return generic("only-leads")
        reason = findings.otherwise
        assert isinstance(reason, Reason), "a question without items gives its reason"
        forms = self._question.documentation.reasons.get(reason.key)
        return filled(forms, reason.values) if forms else generic(reason.key, **reason.values)

    def _envelope(self, **parts: Any) -> Answer[Any]:
        things = {n: Named.model_validate(dict(v), extra="ignore") for n, v in self._things()}
        return self._question.answer(
            question=self._question.name,
            arguments=self._given,
            resolved=things,
            as_of=self._graph.day.isoformat(),
            snapshot=self._graph.snapshot.id,
            query=self._graph.texts.get(self._question.query, ""),
            permalink=self._permalink(),
            **parts,
        )

    def _things(self) -> Iterable[tuple[str, Thing]]:
        return ((n, value) for n, value in self._values.items() if isinstance(value, Thing))

    def _permalink(self) -> str:
        """Return the address at which this answer stays: things by IRI, day, snapshot."""
        arguments = {**self._given, **{name: thing.iri for name, thing in self._things()}}
        if self._graph.asked:
            arguments["as-of"] = self._graph.asked.isoformat()
        arguments["snapshot"] = self._graph.snapshot.id
        return f"/questions/{self._question.name}?{urlencode(arguments)}"


def _why(explanation: Text) -> dict[str, Any]:
    return {"reason": explanation["en"], "explanation": explanation}
