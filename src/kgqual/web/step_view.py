"""The steps of an answer as pages show them: from one thing to the next, and who states it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from pyoxigraph import NamedNode

from kgqual.answering import Basis as AnswerBasis
from kgqual.answering import Step
from kgqual.model import Strength
from kgqual.presentation.decimals import decimal
from kgqual.store.interface import Store
from kgqual.web.answer_values import in_words, strength
from kgqual.web.labels import Labels
from kgqual.web.links import local_address, outside_address
from kgqual.web.showing import Basis, Shown, show
from kgqual.web.thing_page import ClaimCard


@dataclass(frozen=True)
class Ground:
    """Who states a step, and its reservation."""

    basis: Basis
    page: str | None
    note: str
    until: str


@dataclass(frozen=True)
class StepView:
    """A step: from one thing to another, in the direction walked, and who states it.

    ``follows`` says that it begins where the step before it ends.
    """

    number: int
    start: Shown
    predicate: Shown
    end: Shown
    against: bool
    statement: Shown
    strength: Strength
    grounds: tuple[Ground, ...]
    follows: bool = False


class StepViews:
    """Makes what is shown of ``steps`` to a reader of ``language``."""

    def __init__(self, store: Store, steps: Iterable[Step], language: str) -> None:
        self._language = language
        self._labels = Labels(store, language)
        self._labels.fetch(
            iri
            for step in steps
            for iri in (step.subject, step.predicate, step.object)
            if _is_iri(iri)
        )

    def chain(self, steps: Iterable[tuple[int, Step]]) -> tuple[StepView, ...]:
        """Return steps with their numbers as a chain that one can follow."""
        chain: list[StepView] = []
        for index, step in steps:
            start = step.object if step.against else step.subject
            follows = bool(chain) and chain[-1].end.iri == start != ""
            chain.append(self.step(index, step, follows))
        return tuple(chain)

    def step(self, index: int, step: Step, follows: bool = False) -> StepView:
        """Return one step, in the direction in which it is walked."""
        ends = (self._term(step.subject), self._term(step.object))
        start, end = reversed(ends) if step.against else ends
        return StepView(
            index + 1,
            start,
            self._term(step.predicate),
            end,
            step.against,
            in_words(step.statement, self._language),
            step.strength,
            self.grounds(step),
            follows,
        )

    def card(self, claim: Step) -> ClaimCard:
        """Return one of several claims that contradict each other."""
        ground = self._ground(claim)
        return ClaimCard(
            statement=in_words(claim.statement, self._language),
            subject=self._term(claim.subject),
            property=self._term(claim.predicate),
            objects=(self._term(claim.object),),
            basis=ground.basis,
            reservation=ground.note,
            notes=(),
        )

    def grounds(self, step: Step) -> tuple[Ground, ...]:
        """Return who states a step, the strongest first."""
        return tuple(self._ground(basis) for basis in (step, *step.also))

    def _ground(self, basis: AnswerBasis) -> Ground:
        source = basis.source
        title = in_words(source.titles or {"": source.title}, self._language)
        shown = Shown(title.text, title.language, "", local_address(source.iri), source.iri)
        sure = basis.confidence
        return Ground(
            Basis(
                record=Shown(""),
                strength=strength(basis.strength, self._language),
                confidence="" if sure is None else decimal(sure, self._language),
                sources=(shown,),
                locator=source.locator or "",
                date=source.date or "",
            ),
            outside_address(source.page) if source.page else None,
            basis.note or "",
            basis.until or "",
        )

    def _term(self, text: str) -> Shown:
        return show(NamedNode(text), self._labels) if _is_iri(text) else Shown(text)


def _is_iri(text: str) -> bool:
    try:
        return ":" in text and bool(NamedNode(text))
    except ValueError:  # a literal with a colon in it
        return False
