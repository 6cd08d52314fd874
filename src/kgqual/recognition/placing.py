"""From the printed title to the levels of the Kazakhstan framework, or why it does not arrive."""

from __future__ import annotations

from collections import ChainMap
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from hashlib import sha256

from kgqual.answering.envelope import Named, Step, Text
from kgqual.answering.evidence import Evidence, Findings, Link, Reason
from kgqual.answering.graph import Graph
from kgqual.namespaces import ELM, SKOS, thing
from kgqual.recognition.application import Application
from kgqual.recognition.levels import Way, Ways, held, route
from kgqual.recognition.matching import Matched, degree_named, match, placed_at, stated_level
from kgqual.recognition.outcome import Award, Corresponding, Evaluation, Placement, Route
from kgqual.recognition.own_steps import likeness, stated
from kgqual.recognition.register import EQF_SCHEME, HIGHER, Register
from kgqual.recognition.wording import say


@dataclass(frozen=True)
class Placing:
    """One application on its way from the title to the levels of the Kazakhstan framework."""

    graph: Graph
    register: Register
    application: Application
    country: Named

    @cached_property
    def matched(self) -> Matched:
        """The qualification that the title names."""
        return match(self.register, self.application, self.country.iri)

    @property
    def qualification(self) -> str:
        """The IRI of that qualification; '' when there is none."""
        return self.matched.match.iri if self.matched.match else ""

    @property
    def degree(self) -> Link | None:
        """The link that says which degree of higher education it is, if it is one."""
        return self.register.degrees.get(self.qualification)

    @cached_property
    def placements(self) -> tuple[Placement, ...]:
        """The levels at which sources place it, then the one that the document is said to be at."""
        return tuple(self._placement(link) for link in self._starts)

    @property
    def evaluations(self) -> tuple[Evaluation, ...]:
        """How centres evaluated the title."""
        found = self.register.evaluated.get(self.qualification, ())
        return tuple(self._evaluation(link, by) for link, by in found)

    @property
    def is_level_sourced(self) -> bool:
        """Whether a source places it at the level that the document is said to be at."""
        return self._stated is not None and self._stated.object in placed_at(
            self.register, self.qualification
        )

    @property
    def eqf_levels(self) -> frozenset[str]:
        """The codes of the EQF levels that the ways pass."""
        passed = (iri for way in self.ways for iri in way.passed)
        levels = self.register.levels
        return frozenset(levels[i].code for i in passed if levels[i].framework == EQF_SCHEME)

    @property
    def same_degree(self) -> tuple[Named, ...]:
        """Degrees of the same kind and country that sources place, when they do not place this."""
        if self.degree is None or self._starts:
            return ()
        return tuple(
            self.register.names[iri]
            for iri, link in self.register.degrees.items()
            if link.object == self.degree.object and iri in self.register.placed
            if self.register.country_of[iri] == self.country.iri
        )

    @cached_property
    def ways(self) -> Sequence[Way]:
        """The ways on from the levels that existed in the year of award."""
        if self._is_own:
            return ()
        starts = [link for link in self._starts if self._held(link)]
        ways = Ways(self.register, self.degree).found(starts, self._steps)
        return [
            replace(way, links=(self._likeness, *way.links))
            if self._likeness and way.links[0].subject == self.qualification
            else way
            for way in ways
        ]

    @cached_property
    def routes(self) -> tuple[Route, ...]:
        """The ways in words; none is more than a lead while level or award are in dispute."""
        found = tuple(route(way, self.register, self._steps) for way in self.ways)
        if not self._dispute:
            return found
        doubt = {"standing": "lead", "explanation": self._why(self._dispute)}
        return tuple(
            one.model_copy(update=doubt) if one.standing == "answer" else one for one in found
        )

    @cached_property
    def findings(self) -> Findings[Corresponding]:
        """The levels at which it arrives: by solid ways, and by leads."""
        evidence = Evidence[Corresponding](self.graph, lambda _: self._steps)
        for way in self.ways:
            if way.end:
                evidence.answer(self._corresponding(way), way.links)
        found = evidence.findings(Reason("none"))
        return Findings((), (), found.leads) if self._dispute else found

    @cached_property
    def reason(self) -> Text | None:
        """Why there is no answer, None when there is one."""
        return None if self.findings.items else self._why(next(self._shortfalls()))

    def _shortfalls(self) -> Iterator[str]:
        """Yield what keeps it from arriving, the first thing first."""
        if self._is_own:
            yield "own"
        if self.country.iri not in self.register.titles:
            yield "no-qualifications"
        if self.matched.match is None:
            yield self.matched.why
        if self._dispute:
            yield self._dispute
        if self.findings.leads:
            yield "only-leads"
        if not self._starts:
            yield "no-level"
        if not any(map(self._held, self._starts)):
            yield "not-then"
        yield "no-eqf" if all(way.why == "no-eqf" for way in self.ways) else "no-nqf"

    def _why(self, key: str) -> Text:
        match, level = self.matched.match, self._stated
        return say(
            f"reason.{key}",
            country=self.country,
            title=self.application.qualification,
            qualification=match or self.application.qualification,
            year=str(self.application.year),
            stated=self.register.names[str(level.object)] if level else "",
            award=self.application.award_type or "",
        )

    @property
    def _is_own(self) -> bool:
        return self.country.iri == self.register.own_country

    @property
    def is_other_award(self) -> bool:
        """Whether the application calls it another degree than its title does."""
        called = degree_named(self.application.award_type)
        return bool(self.degree and called and self.degree.object != thing("award", called).value)

    @cached_property
    def _dispute(self) -> str:
        """What the application says against the sources: another level, another award, or ''."""
        placed = self.register.placed.get(self.qualification)
        if self._stated is not None and placed and not self.is_level_sourced:
            return "disagrees"
        return "other-award" if self.is_other_award else ""

    @cached_property
    def _starts(self) -> tuple[Link, ...]:
        placed = self.register.placed.get(self.qualification, ())
        return (*placed, self._stated) if self._stated else placed

    @cached_property
    def _stated(self) -> Link | None:
        level = stated_level(self.register, self.application, self.country.iri)
        return Link(self._iri, ELM.NQFLevel, level) if level else None

    @cached_property
    def _likeness(self) -> Link | None:
        """That the printed title names the qualification, where only its likeness says so."""
        match = self.matched.match
        return Link(self._iri, SKOS.closeMatch, match.iri) if match and match.by_likeness else None

    @cached_property
    def _iri(self) -> str:
        named = sha256(self.application.model_dump_json().encode()).hexdigest()[:16]
        return thing("application", named).value

    @cached_property
    def _steps(self) -> Mapping[Link, Step]:
        """The steps of the register, and those that only this application has."""
        own = {}
        if self._stated:
            level = self.register.names[str(self._stated.object)]
            own[self._stated] = stated(self._stated, level)
        if self._likeness and (match := self.matched.match):
            own[self._likeness] = likeness(self._likeness, self.application.qualification, match)
        return ChainMap(own, self.register.steps) if own else self.register.steps

    def _held(self, link: Link) -> bool:
        return held(self.register.levels[str(link.object)], self.application.year)

    def _corresponding(self, way: Way) -> Corresponding:
        return Corresponding(
            level=self.register.names[way.end],
            route=way.kind,
            through=tuple(self.register.names[iri] for iri in way.passed),
            awards=tuple(self._awards(way.end)),
        )

    def _awards(self, level: str) -> Iterator[Award]:
        """Yield the awards of a level; a degree of higher education only to the same degree."""
        own = self.degree.object if self.degree else None
        for found in self.register.awards.get(level, ()):
            if found.award.iri not in HIGHER or found.award.iri == own:
                yield found

    def _placement(self, link: Link) -> Placement:
        level = self.register.levels[str(link.object)]
        return Placement(
            level=self.register.names[str(link.object)],
            framework=self.register.names[level.framework],
            step=self._steps[link],
            until=level.until or None,
            holds=self._held(link),
            stated=link == self._stated,
        )

    def _evaluation(self, link: Link, by: str) -> Evaluation:
        level, evaluator = self.register.names[str(link.object)], self.register.names[by]
        assert self.matched.match is not None
        said = say(
            "statement.evaluation",
            level=level,
            evaluator=evaluator,
            qualification=self.matched.match,
        )
        step = self.register.steps[link].model_copy(update={"statement": said})
        return Evaluation(level=level, evaluator=evaluator, step=step)
