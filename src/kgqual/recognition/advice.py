"""The sheet: what the application leaves open, and what would make another answer."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from kgqual.answering.envelope import Named, Text
from kgqual.answering.sentences import LANGUAGES, name
from kgqual.recognition.law import DRAFT, IN_FORCE
from kgqual.recognition.outcome import Advice, StudyField
from kgqual.recognition.placing import Placing
from kgqual.recognition.rules import Rules
from kgqual.recognition.wording import say


@dataclass(frozen=True)
class Sheet:
    """What is to be said about one application once everything is looked up."""

    placing: Placing
    rules: Rules
    field: StudyField | None

    def missing(self) -> tuple[Advice, ...]:
        """Return what the application leaves open; no source is behind these lines."""
        return tuple(self._missing())

    def would_change(self) -> tuple[Advice, ...]:
        """Return what would make another answer: what to confirm, above all."""
        found: dict[str, Advice] = {}
        for advice in self._would_change():
            found.setdefault(advice.text["en"], advice)
        return tuple(found.values())

    def _missing(self) -> Iterator[Advice]:
        given, match = self.placing.application, self.placing.matched.match
        if match is None:
            yield _advice("missing.title")
        yield from self._level()
        if (alike := self.placing.matched.alike) and match:
            yield _advice("missing.alike", titles=_listed((match, *alike)))
        if self.placing.is_other_award:
            yield _advice("missing.award-type", award=given.award_type)
        if given.institution:
            yield _advice("missing.institution-unchecked", institution=given.institution)
        else:
            yield _advice("missing.institution")
        if given.field is None:
            yield _advice("missing.field")
        elif self.field is None:
            yield _advice("missing.field-unknown", field=given.field)
        if given.credits is None:
            yield _advice("missing.credits")
        if given.year is None:
            yield _advice("missing.year")
        if not self.rules.sector:
            yield _advice("missing.sector")

    def _level(self) -> Iterator[Advice]:
        given, placements = self.placing.application, self.placing.placements
        if given.framework is None or given.level is None:
            if not placements:
                yield _advice("missing.level")
            return
        if not any(placement.stated for placement in placements):
            yield _advice(
                "missing.level-unknown",
                framework=given.framework,
                level=given.level,
                country=self.placing.country,
            )
        elif not self.placing.is_level_sourced:
            (stated,) = (placement for placement in placements if placement.stated)
            yield _advice("missing.level-proof", level=stated.level)

    def _would_change(self) -> Iterator[Advice]:
        placing = self.placing
        for lead in placing.findings.leads:
            for text in lead.to_confirm:
                yield _advice("change.confirmed", statement=text)
        for route in placing.routes:
            if route.standing == "not-applicable" and placing.matched.match:
                yield _advice("change.degree", qualification=placing.matched.match)
        if placing.matched.match and not placing.placements:
            yield _advice("change.level", qualification=placing.matched.match)
        for way in placing.ways:
            if way.why == "no-eqf":
                yield _advice("change.eqf", level=placing.register.names[way.passed[-1]])
        if placing.application.year is None and any(p.until for p in placing.placements):
            yield _advice("change.year")
        if year := placing.application.year:
            for placement in placing.placements:
                if not placing.register.levels[placement.level.iri].from_:
                    yield _advice("change.level-since", level=placement.level, year=str(year))
        yield from self._rules()

    def _rules(self) -> Iterator[Advice]:
        year = self.placing.application.year
        for agreement in self.rules.agreements:
            if agreement.parties == "unknown":
                yield _advice("change.party", agreement=agreement, country=self.placing.country)
            elif agreement.status == DRAFT or agreement.parties == "not-kazakhstan":
                status = agreement.note or agreement.status
                yield _advice("change.agreement", agreement=agreement, status=status)
            elif agreement.status != IN_FORCE:
                yield _advice("change.status", agreement=agreement)
            elif year and agreement.in_force_from[:4] > str(year):
                yield _advice(
                    "change.earlier",
                    agreement=agreement,
                    date=agreement.in_force_from,
                    year=str(year),
                )
        for line in self.rules.unconfirmed:
            statement = {language: _in(line, language) for language in LANGUAGES}
            found = _advice("change.confirmed", statement=statement)
            yield found.model_copy(update={"steps": line.steps})


def _advice(key: str, **values: Any) -> Advice:
    return Advice(key=key.partition(".")[2], text=say(key, **values))


def _listed(found: Iterable[Named]) -> Text:
    """Return the names of several things as one text."""
    named = tuple(found)
    return {
        language: "; ".join(f"“{name(one, language)}”" for one in named) for language in LANGUAGES
    }


def _in(line: Advice, language: str) -> str:
    return line.text.get(language) or line.text.get("en") or next(iter(line.text.values()))
