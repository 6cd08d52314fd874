"""The one door through which translations are changed: it holds what the checks find against them.

A draft can always be saved, so that no work is lost. What a check that blocks finds, unless a
reviewer lets it pass, stops a text from being offered for review, reviewed and approved.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass

from kgqual.editorial import Person, UnknownItem
from kgqual.editorial.translations import (
    Act,
    Assignment,
    Change,
    Edit,
    Field,
    Pass,
    Request,
    Saved,
    State,
    Translation,
    Translations,
)
from kgqual.errors import BadUsage
from kgqual.translation.checking import Checking
from kgqual.translation.checks import CHECKS, Finding
from kgqual.translation.standing import stale_fields
from kgqual.translation.units import Units
from kgqual.translation.units.release import SOURCE_LANGUAGE

_CHECKED = frozenset({Act.SAVE, Act.SUBMIT, Act.REVIEW, Act.APPROVE})
_MANY = 15
"""Concepts from which on it is sooner to check all of a language than each of them."""
_TOLD = 5
"""Findings that a message tells; the error has them all."""


class Blocked(BadUsage):
    """Checks find what must not be published; nothing was recorded. ``findings`` says what."""

    def __init__(self, findings: Sequence[Finding]) -> None:
        told = [f"{one.field} of <{one.concept}>: {one.message('en')}" for one in findings[:_TOLD]]
        more = len(findings) - len(told)
        super().__init__(
            " ".join(told)
            + (f" And {more:,} more." if more else "")
            + " Save it as a draft, or repair it; a reviewer can let a finding pass."
        )
        self.findings = tuple(findings)


@dataclass(frozen=True)
class Workbench:
    """The translations of the concepts of a release; cheap to make."""

    units: Units
    translations: Translations

    def record(self, person: Person, requests: Sequence[Request], batch: str = "") -> list[Saved]:
        """Record requests, all or none; see ``Translations.record``, whose errors these are.

        Raises Blocked where a check blocks what should be submitted, reviewed or approved,
        UnknownItem for texts of a concept that is neither in the release nor translated, BadUsage
        for translations into the language of the source, or a check that there is not.
        """
        for request in requests:
            if request.language == SOURCE_LANGUAGE:
                raise BadUsage("Translations are made from English: name another language.")
            if isinstance(request, Edit | Assignment):
                self._refuse_unknown(request)
            if isinstance(request, Pass) and request.waived.check not in CHECKS:
                raise BadUsage(f"There is no check {request.waived.check!r}: {', '.join(CHECKS)}.")
        return self.translations.record(person, requests, batch, self._refuse_blocked)

    def _findings(
        self, translation: Translation, standing: Mapping[str, Translation]
    ) -> list[Finding]:
        texts = {field: entry.texts for field, entry in translation.entries.items()}
        concept = self.units.concepts.get(translation.concept)
        stale = stale_fields(concept, translation) if concept else ()
        checking = Checking(self.units, translation.language, standing)
        return checking.of(translation.concept, texts, stale)

    def _refuse_unknown(self, request: Edit | Assignment) -> None:
        if request.concept in self.units.concepts:
            return
        if not self.translations.concept(request.language, request.concept).version:
            raise UnknownItem(
                f"ESCO {self.units.release} has no concept <{request.concept}> with English texts."
            )

    def _refuse_blocked(
        self,
        changes: Sequence[Change],
        standing: Callable[[str], Mapping[str, Translation]],
    ) -> None:
        """Raise Blocked where changes bring texts further than the checks let them."""
        further: dict[str, dict[str, set[Field]]] = {}
        for change in changes:
            if fields := _brought_further(change):
                of_language = further.setdefault(change.language, {})
                of_language.setdefault(change.concept, set()).update(fields)
        found = [
            finding
            for language, concepts in further.items()
            for finding in self._blocking(language, concepts, standing(language))
        ]
        if found:
            raise Blocked(found)

    def _blocking(
        self,
        language: str,
        concepts: Mapping[str, Collection[Field]],
        standing: Mapping[str, Translation],
    ) -> list[Finding]:
        """Return what blocks fields of concepts and is not waived."""
        if len(concepts) > _MANY:
            every = Checking(self.units, language, standing).all()
            judged = [(one.finding, one.blocks) for one in every]
        else:
            judged = [
                (one, one.blocks and not standing[concept].waives(one.field, one.check))
                for concept in concepts
                for one in self._findings(standing[concept], standing)
            ]
        return [
            finding
            for finding, blocks in judged
            if blocks and finding.field in concepts.get(finding.concept, ())
        ]


def _brought_further(change: Change) -> list[Field]:
    """Return the fields that a change offers for review, reviews or approves."""
    if change.act not in _CHECKED:
        return []
    return [
        field
        for field, written in change.fields.items()
        if written.submitted or written.state is not State.DRAFT
    ]
