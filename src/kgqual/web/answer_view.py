"""An answer as its page shows it: items, the chains they rest on, leads, conflicts, choices."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from kgqual.answering import AnyAnswer, Item, Step
from kgqual.store.interface import Store
from kgqual.web.answer_values import Facts, Table, Values, in_words, named, strength
from kgqual.web.showing import Shown
from kgqual.web.step_view import StepView, StepViews
from kgqual.web.thing_page import ClaimCard

SHOWN = 200
"""Items, and steps of many items, on a page; all of them are in the answer as data."""
MARKS = 6
"""Steps that a row of a table points to."""
CHAINS = 3
"""Up to so many items are shown each with its chain; the steps of more are one numbered list."""


@dataclass(frozen=True)
class ItemView:
    """One item: what it says, how strongly, and its steps."""

    facts: Facts
    strength: Shown | None
    chain: tuple[StepView, ...]


@dataclass(frozen=True)
class Part:
    """Items of one sort: a heading where there are several sorts, a table, and their steps.

    ``steps`` are the first of those listed on the page; ``more`` says whether there are others.
    """

    heading: str
    table: Table
    strengths: tuple[Shown | None, ...]
    steps: tuple[tuple[int, ...], ...]
    more: tuple[bool, ...]


@dataclass(frozen=True)
class LeadView:
    """A chain that is no answer, and what would have to be confirmed."""

    item: ItemView
    to_confirm: tuple[Shown, ...]


@dataclass(frozen=True)
class ConflictView:
    """Claims that cannot all hold."""

    title: Shown
    statement: Shown | None
    claims: tuple[ClaimCard, ...]


class AnswerViews:
    """Makes what the page of one answer shows to a reader of ``language``."""

    def __init__(self, store: Store, answer: AnyAnswer, language: str) -> None:
        self._answer, self._language = answer, language
        self._values = Values(language)
        self._steps = StepViews(store, _steps(answer), language)
        used = {index for item in self._shown for index in item.steps}
        self.used = len(used)
        """How many steps the items shown rest on."""
        self._listed = dict.fromkeys(sorted(used)[:SHOWN])

    @property
    def _shown(self) -> Sequence[Item]:
        return (self._answer.answer or ())[:SHOWN]

    def items(self) -> tuple[ItemView, ...]:
        """Return the items, each with its chain, when they are few."""
        found = self._answer.answer or ()
        return tuple(self._item(one, self._answer.steps) for one in found[:CHAINS])

    def parts(self) -> tuple[Part, ...]:
        """Return the items as tables, one for each value of a field that sorts them."""
        shown = self._shown
        sort = _sorting(shown)
        if not sort:
            return (self._part("", shown),) if shown else ()
        groups = groupby(shown, key=lambda one: str(getattr(one, sort)))
        return tuple(
            self._part(self._values.chosen(sort, value), list(group), sort)
            for value, group in groups
        )

    def steps(self) -> tuple[StepView, ...]:
        """Return the first steps of the items shown, numbered, each once."""
        return tuple(self._steps.step(i, self._answer.steps[i]) for i in self._listed)

    def leads(self) -> tuple[LeadView, ...]:
        """Return the leads, the item of each with its own chain."""
        return tuple(
            LeadView(
                ItemView(
                    self._values.facts(lead.answer),
                    None,
                    self._steps.chain(enumerate(lead.steps)),
                ),
                tuple(in_words(text, self._language) for text in lead.to_confirm),
            )
            for lead in self._answer.leads
        )

    def conflicts(self) -> tuple[ConflictView, ...]:
        """Return the contradictions about the things of the answer."""
        return tuple(
            ConflictView(
                named(conflict, self._language),
                in_words(conflict.statement, self._language) if conflict.statement else None,
                tuple(self._steps.card(claim) for claim in conflict.claims),
            )
            for conflict in self._answer.conflicts
        )

    def candidates(self) -> tuple[tuple[str, Shown], ...]:
        """Return the things that an argument may mean, each with the argument's name."""
        return tuple((c.argument, named(c, self._language)) for c in self._answer.candidates)

    def resolved(self) -> Mapping[str, Shown]:
        """Return the things that the arguments name."""
        return {n: named(one, self._language) for n, one in self._answer.resolved.items()}

    def _part(self, heading: str, items: Sequence[Item], sort: str = "") -> Part:
        marks = tuple(tuple(i for i in one.steps if i in self._listed)[:MARKS] for one in items)
        return Part(
            heading,
            self._values.table(items, sort),
            tuple(strength(i.strength, self._language) if i.strength else None for i in items),
            marks,
            tuple(len(one.steps) > len(own) for one, own in zip(items, marks, strict=True)),
        )

    def _item(self, item: Item, steps: Sequence[Step]) -> ItemView:
        return ItemView(
            self._values.facts(item),
            strength(item.strength, self._language) if item.strength else None,
            self._steps.chain((index, steps[index]) for index in item.steps),
        )


def _steps(answer: AnyAnswer) -> Iterator[Step]:
    """Yield the steps of the items, of the leads, and the claims that contradict each other."""
    yield from answer.steps
    for lead in answer.leads:
        yield from lead.steps
    for conflict in answer.conflicts:
        yield from conflict.claims


def _sorting(items: Sequence[Item]) -> str:
    """Return the first field of the items when it sorts them into several named sorts."""
    if not items:
        return ""
    names = [name for name in type(items[0]).model_fields if name not in Item.model_fields]
    first = names[0] if names else ""
    values = {getattr(item, first) for item in items if isinstance(getattr(item, first), str)}
    return first if 1 < len(values) < len(items) else ""
