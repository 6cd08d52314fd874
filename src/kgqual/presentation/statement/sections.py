"""The sections of a statement, in the order in which an officer decides."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby

from kgqual.answering import Step, Text
from kgqual.model import Strength
from kgqual.presentation.cells import name
from kgqual.presentation.statement.sources import Sources, Steps
from kgqual.presentation.statement.statement import Line, Section
from kgqual.presentation.wording import in_language, say
from kgqual.recognition import Purpose, Recognition
from kgqual.recognition.outcome import Act, Advice, Corresponding, Procedure, Route

THEN = " → "


class Sections:
    """The sections on one look-up in ``language``; ``sources`` takes the sources they cite."""

    def __init__(self, found: Recognition, language: str, sources: Sources) -> None:
        self._found, self._language, self._sources = found, language, sources
        self._steps = Steps()

    def all(self) -> Iterator[Section]:
        """Yield every section; those without lines have nothing to say."""
        found = self._found
        yield self._section("matched", self._matched())
        yield self._section("result", self._result())
        yield self._section("routes", map(self._route, found.routes))
        yield self._section("steps", map(self._step, self._steps.all()))
        yield self._section("evaluations", (self._stated(e.step) for e in found.evaluations))
        yield self._section("field_of_study", self._field())
        yield self._section("counted", self._credits())
        yield self._section("bodies", map(self._procedure, found.procedures))
        yield self._section("agreements", self._agreements())
        yield self._section("professions", self._professions())
        yield self._section("required", map(self._advice, found.required))
        yield self._section("missing", map(self._advice, found.missing))
        yield self._section("would_change", map(self._advice, found.would_change))
        yield self._section("conflicts", self._conflicts())
        yield self._section("unknown", (Line(self._text(text)) for text in found.unknown))

    def _section(self, name: str, lines: Iterable[Line]) -> Section:
        return Section(name, self._say(name), tuple(lines))

    def _line(self, text: str, steps: Iterable[Step]) -> Line:
        """Return a line that is as strong as the weakest of its steps; without any it has none."""
        listed = tuple(steps)
        strength = Strength.weakest(step.strength for step in listed) if listed else None
        return Line(text, strength, self._sources.of(listed))

    def _say(self, key: str, **values: object) -> str:
        return say(self._language, f"statement.{key}", **values)

    def _text(self, text: Text) -> str:
        return in_language(text, self._language)

    def _matched(self) -> Iterator[Line]:
        if match := self._found.match:
            key = "by_synonym" if match.synonym else "by_title"
            title = name(match, self._language)
            yield Line(self._say(key, name=title, score=f"{match.score:.2f}", title=match.title))

    def _result(self) -> Iterator[Line]:
        found = self._found
        for item in found.answer or ():
            yield Line(self._level(item), item.strength)
        if found.abstained:
            yield Line(self._say("none", reason=self._text(found.explanation or {})))
        for lead in found.leads:
            confirm = "; ".join(self._text(text) for text in lead.to_confirm)
            level = self._level(lead.answer)
            yield Line(self._say("lead", level=level, confirm=confirm), lead.answer.strength)
        if found.candidates:
            named = "; ".join(name(candidate, self._language) for candidate in found.candidates)
            yield Line(self._say("candidates", candidates=named))

    def _level(self, item: Corresponding) -> str:
        level = name(item.level, self._language)
        awards = ", ".join(
            f"{name(one.award, self._language)} ({one.prefix.code})" for one in item.awards
        )
        by_route = self._say("by_route", level=level, route=self._say(f"route.{item.route}"))
        return f"{by_route}: {awards}" if awards else by_route

    def _route(self, route: Route) -> Line:
        numbers = THEN.join(str(number) for number in self._steps.numbers(route.steps))
        text = f"{self._say(f'route.{route.kind}')}: {self._text(route.explanation)}"
        if numbers:
            text = f"{text} {self._say('taking', steps=numbers)}"
        return Line(text, route.strength)

    def _step(self, step: Step) -> Line:
        line = self._stated(step)
        against = f" ({say(self._language, 'answer.against')})" if step.against else ""
        return Line(f"{line.text}{against}", line.strength, line.sources)

    def _stated(self, step: Step) -> Line:
        return Line(self._text(step.statement), step.strength, self._sources.of([step]))

    def _field(self) -> Iterator[Line]:
        field = self._found.study_field
        if field is None:
            return
        yield Line(name(field.field, self._language))
        for kind, several in groupby(field.related, key=lambda one: one.kind):
            related = tuple(several)
            of_field = (name(one, self._language) for one in related if one.fit == "field")
            near = ((one.code or name(one, self._language)) for one in related if one.fit == "near")
            sources = self._sources.of(one.step for one in related)
            if named := "; ".join(dict.fromkeys(of_field)):
                yield Line(self._say(f"related.{kind}", named=named), sources=sources)
            if named := ", ".join(dict.fromkeys(near)):
                text = self._say(f"related.{kind}", named=named)
                yield Line(self._say("near", text=text), sources=sources)

    def _credits(self) -> Iterator[Line]:
        for one in self._found.credits:
            yield self._line(self._text(one.explanation), one.steps)

    def _procedure(self, procedure: Procedure) -> Line:
        bodies = ", ".join(name(body, self._language) for body in procedure.bodies)
        parts = [
            name(procedure, self._language),
            self._text(procedure.applies_to),
            bodies,
            *map(self._act, procedure.acts),
        ]
        steps = (*procedure.steps, *(step for act in procedure.acts for step in act.steps))
        return self._line("; ".join(filter(None, parts)), steps)

    def _act(self, act: Act) -> str:
        number = f"№ {act.number}" if act.number else ""
        return ", ".join(filter(None, (in_language(act.label, self._language), number, act.date)))

    def _agreements(self) -> Iterator[Line]:
        for one in self._found.agreements:
            parts = [
                name(one, self._language),
                self._text(one.state),
                self._say(f"parties.{one.parties}"),
                self._text(one.covers),
            ]
            steps = (*one.steps, *(step for act in one.acts for step in act.steps))
            yield self._line("; ".join(filter(None, parts)), steps)

    def _professions(self) -> Iterator[Line]:
        for one in self._found.professions:
            text = self._say(f"because.{one.because}", profession=name(one, self._language))
            yield self._line(text, one.steps)
        if self._found.application.purpose is Purpose.REGULATED and not self._found.professions:
            yield Line(self._say("no_profession"))

    def _advice(self, advice: Advice) -> Line:
        return self._line(self._text(advice.text), advice.steps)

    def _conflicts(self) -> Iterator[Line]:
        for conflict in self._found.conflicts:
            text = self._text(conflict.statement) or name(conflict, self._language)
            yield Line(text, sources=self._sources.of(conflict.claims))
