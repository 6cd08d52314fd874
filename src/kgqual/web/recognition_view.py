"""What the recognition look-up found, as its page shows it to a reader of one language."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kgqual.answering import Named, Step, Text
from kgqual.model import Strength
from kgqual.presentation.decimals import decimal
from kgqual.recognition import Recognition
from kgqual.store.interface import Store
from kgqual.web.answer_values import in_words, named, strength
from kgqual.web.answer_view import AnswerViews
from kgqual.web.showing import Shown
from kgqual.web.step_view import Ground, StepView, StepViews


class RecognitionViews:
    """Turns the parts of what was found into what the template writes."""

    def __init__(self, store: Store, found: Recognition, language: str) -> None:
        self._language = language
        self._steps = StepViews(store, _steps(found), language)
        self.answer = AnswerViews(store, found, language)

    def named(self, one: Named) -> Shown:
        """Return a thing as a link."""
        return named(one, self._language)

    def words(self, text: Text) -> Shown:
        """Return a text in the best language."""
        return in_words(text, self._language)

    def strength(self, value: Strength) -> Shown:
        """Return a strength with its name."""
        return strength(value, self._language)

    def number(self, value: float) -> str:
        """Return a number as the language writes it."""
        return decimal(value, self._language)

    def chain(self, steps: Iterable[Step]) -> tuple[StepView, ...]:
        """Return steps as a chain."""
        return self._steps.chain(enumerate(steps))

    def grounds(self, steps: Iterable[Step]) -> tuple[Ground, ...]:
        """Return who states the steps, each once."""
        found = (ground for step in steps for ground in self._steps.grounds(step))
        return tuple(dict.fromkeys(found))


def _steps(found: Recognition) -> Iterator[Step]:
    """Yield every step of the parts beside the answer."""
    yield from (placement.step for placement in found.placements)
    yield from (evaluation.step for evaluation in found.evaluations)
    related = found.study_field.related if found.study_field else ()
    yield from (one.step for one in related)
    parts: list[tuple[Step, ...]] = [route.steps for route in found.routes]
    for ruled in (found.procedures, found.agreements):
        parts += [one.steps for one in ruled]
        parts += [act.steps for one in ruled for act in one.acts]
    parts += [profession.steps for profession in found.professions]
    parts += [advice.steps for advice in (*found.required, *found.missing, *found.would_change)]
    parts += [credits.steps for credits in found.credits]
    for steps in parts:
        yield from steps
