"""What helps with a concept, as the editor page shows it beside the texts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields

from kgqual.editorial.translations.fields import State
from kgqual.translation.context import SAME_TITLE, Context, Elsewhere, Listing, Neighbour, context
from kgqual.translation.repeats import Repeat, repeats, takers
from kgqual.translation.standing import stale_fields
from kgqual.web.answer_values import named, strength
from kgqual.web.showing import Shown
from kgqual.web.step_view import Ground, StepViews
from kgqual.web.translating.remembered import HitView, MatchView, hits, matches
from kgqual.web.translating.texts import in_one
from kgqual.web.translating.visit import TranslatingVisit
from kgqual.web.wording import say

AT_ONCE = 8
"""Concepts of a list that are shown at once."""


@dataclass(frozen=True)
class RelativeView:
    """A concept around the one that is translated: its terms, and how far it has come."""

    address: str
    source: str
    target: str
    state: State
    stale: bool


@dataclass(frozen=True)
class RelativesView:
    """Concepts in one relation; ``hidden`` are shown on demand, ``total`` may be more."""

    name: str
    shown: tuple[RelativeView, ...]
    hidden: tuple[RelativeView, ...]
    total: int


@dataclass(frozen=True)
class ElsewhereView:
    """What a classifier calls the same thing: its names, how they belong together, who says so."""

    heading: Shown
    target: str
    russian: str
    relation: str
    strength: Shown
    grounds: tuple[Ground, ...]


@dataclass(frozen=True)
class Aids:
    """What helps with a concept; ``takers`` counts those that its texts would do for too."""

    memory: tuple[MatchView, ...] = ()
    glossary: tuple[HitView, ...] = ()
    repeats: tuple[RelativeView, ...] = ()
    takers: int = 0
    classifiers: tuple[ElsewhereView, ...] = ()
    relatives: tuple[RelativesView, ...] = ()


def aids(visit: TranslatingVisit, iri: str) -> Aids:
    """Return what helps with a concept; with one that the release has no more, nothing."""
    concept = visit.concept(iri)
    if concept is None:
        return Aids()
    around = context(visit.graph, visit.units, visit.all, concept)
    repeated = again(visit, iri)
    return Aids(
        memory=tuple(matches(visit, concept)),
        glossary=hits(visit, concept),
        repeats=tuple(_repeated(visit, repeated)),
        takers=len(takers(visit.units, visit.all, iri)),
        classifiers=tuple(_classifiers(visit, around)),
        relatives=tuple(_relatives(visit, around)),
    )


def _relatives(visit: TranslatingVisit, around: Context) -> Iterator[RelativesView]:
    for one in fields(around):
        listing = getattr(around, one.name)
        if isinstance(listing, Listing) and listing.total:
            views = tuple(relative(visit, each) for each in listing.shown)
            yield RelativesView(one.name, views[:AT_ONCE], views[AT_ONCE:], listing.total)


def again(visit: TranslatingVisit, iri: str) -> list[Repeat]:
    """Return where else the texts of a concept stand that are translated as a whole."""
    found = repeats(visit.units, visit.all, iri)
    return [one for field, those in found.items() if not field.many for one in those]


def _repeated(visit: TranslatingVisit, found: list[Repeat]) -> Iterator[RelativeView]:
    for one in found:
        translation = visit.all.get(one.concept)
        stale = one.field in stale_fields(visit.units.concepts[one.concept], translation)
        target = in_one(one.field, one.texts)
        yield RelativeView(visit.address(one.concept), one.source, target, one.state, stale)


def relative(visit: TranslatingVisit, one: Neighbour) -> RelativeView:
    """Return the view of a concept beside the one that is translated."""
    return RelativeView(visit.address(one.iri), one.term, one.translated, one.state, one.stale)


def _classifiers(visit: TranslatingVisit, around: Context) -> Iterator[ElsewhereView]:
    every = [step for one in around.elsewhere for step in one.steps]
    views = StepViews(visit.served.store, every, visit.language)
    relations = visit.graph.named({one.relation for one in around.elsewhere} - {SAME_TITLE})
    for one in around.elsewhere:
        known = relations.get(one.relation)
        yield ElsewhereView(
            heading=named(one.thing, visit.language),
            target=one.thing.label.get(visit.target, ""),
            russian=_russian(one),
            relation=named(known, visit.language).text
            if known
            else say(visit.language, "translate.same_title"),
            strength=strength(one.strength, visit.language),
            grounds=tuple(ground for step in one.steps for ground in views.grounds(step)),
        )


def _russian(one: Elsewhere) -> str:
    return one.thing.label.get("ru", "")
