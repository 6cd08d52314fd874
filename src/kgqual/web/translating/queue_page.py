"""The page of the queue: what is chosen of it, and giving it to people."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import uuid4

from starlette.responses import HTMLResponse

from kgqual.editorial.references import Kind as Reference
from kgqual.editorial.translations.fields import Field, State
from kgqual.errors import BadUsage
from kgqual.presentation.decimals import decimal
from kgqual.translation.checks import CHECKS
from kgqual.translation.queue import NOBODY, SUBMITTED, Item
from kgqual.translation.units import Kind, Reason
from kgqual.translation.units.schemes import COLLECTIONS, short_name
from kgqual.web.answer_values import Measure
from kgqual.web.links import with_query
from kgqual.web.translating.addresses import (
    FILES,
    HOME,
    PROGRESS,
    REPAIRS,
    WORKLIST,
    batch_addresses,
    reference_address,
)
from kgqual.web.translating.batches import noted_batch
from kgqual.web.translating.notes import NOTHING
from kgqual.web.translating.texts import in_one
from kgqual.web.translating.visit import FILTERS, TranslatingVisit
from kgqual.web.wording import say

PER_PAGE = 50
"""Concepts on one page."""
ASSIGN = HOME + "/assign"
Options = Mapping[str, list[tuple[str, str]]]


@dataclass(frozen=True)
class Row:
    """A concept in the queue: source and translation, how far it has come, why it comes here."""

    iri: str
    address: str
    source: str
    code: str
    kind: Kind
    target: str
    state: State
    stale: bool
    submitted: bool
    impact: Measure
    reasons: tuple[Reason, ...]
    assignee: str | None


def queue_page(visit: TranslatingVisit, page: int, done: str) -> HTMLResponse:
    """Return one page of what is chosen; ``done`` is the batch recorded right before, if any.

    A filter that names nothing is told beside the others, and nothing is chosen.
    """
    try:
        way, wrong = visit.way, ""
    except BadUsage as error:
        way, wrong = (), str(error)
    listed = list(way[(page - 1) * PER_PAGE : page * PER_PAGE])
    most = visit.units.by_impact[0].impact if visit.units.by_impact else 1.0
    return visit.render(
        "translate_queue.html",
        status=400 if wrong else 200,
        wrong=wrong,
        target=visit.target,
        target_name=visit.target_name,
        release=visit.units.release,
        concepts=len(visit.units.concepts),
        rows=[_row(visit, one, most) for one in visit.queue.items(listed)],
        total=len(way),
        page=page,
        pages=-(-len(way) // PER_PAGE),
        filters={name: visit.chosen.get(name, "") for name in FILTERS},
        filtered=bool(visit.chosen),
        options=_options(visit),
        people=people(visit),
        may=visit.may,
        here=visit.queue_address,
        assign=visit.to(ASSIGN, to=visit.target, **visit.chosen),
        key=uuid4(),
        done=noted_batch(visit, done),
        same=done == NOTHING,
        undo=batch_addresses(visit.target).undo,
        ways=_ways(visit),
    )


def _ways(visit: TranslatingVisit) -> tuple[tuple[str, str], ...]:
    """Return where else the work of the team is: what it is called, and the address."""
    target, language = visit.target, visit.language
    return (
        (say(language, "translate.progress.title"), with_query(PROGRESS, to=target)),
        (say(language, "translate.files"), with_query(FILES, to=target, **visit.chosen)),
        (say(language, "translate.worklist.title"), with_query(WORKLIST, to=target)),
        (say(language, "translate.repairs"), with_query(REPAIRS, to=target, **visit.chosen)),
        (say(language, "translate.memory"), reference_address(target, Reference.MEMORY)),
        (say(language, "translate.glossary"), reference_address(target, Reference.GLOSSARY)),
        (say(language, "translate.batches"), batch_addresses(target).all),
    )


def people(visit: TranslatingVisit) -> list[str]:
    """Return the names of who translates."""
    known = visit.editorial.people.all() if visit.editorial.exists() else []
    return [one.name for one in known if one.translates]


def _row(visit: TranslatingVisit, item: Item, most: float) -> Row:
    concept, translation = item.concept, item.translation
    return Row(
        iri=concept.iri,
        address=visit.address(concept.iri),
        source=concept.term,
        code=concept.code,
        kind=concept.kind,
        target=in_one(Field.PREFERRED, translation.texts(Field.PREFERRED)) if translation else "",
        state=translation.state if translation else State.UNTRANSLATED,
        stale=bool(item.stale),
        submitted=bool(translation and translation.submitted),
        impact=Measure(decimal(concept.impact, visit.language), concept.impact / most),
        reasons=concept.reasons[:2],
        assignee=translation.assignee if translation else None,
    )


def _options(visit: TranslatingVisit) -> Options:
    """Return what the filters of few values can be: value and name."""
    language = visit.language
    states = [*State, SUBMITTED]
    schemes = visit.units.schemes
    named = {iri: _named(visit, iri) for iri in schemes}
    return {
        "state": [(one, say(language, f"translate.state.{one}")) for one in states],
        "kind": [(one, say(language, kind_key(one))) for one in Kind],
        "scheme": [(short_name(iri), named[iri]) for iri in schemes if iri not in COLLECTIONS],
        "collection": [(short_name(iri), named[iri]) for iri in schemes if iri in COLLECTIONS],
        "assignee": [
            (NOBODY, say(language, "translate.filter.nobody")),
            *((name, name) for name in people(visit)),
        ],
        "check": [(one.id, one.title(language)) for one in CHECKS.values()],
    }


def kind_key(kind: Kind) -> str:
    """Return the key of the wording that names a kind of concept."""
    return f"translate.kind.{kind.replace('-', '_')}"


def _named(visit: TranslatingVisit, scheme: str) -> str:
    concept = visit.units.concepts.get(scheme)
    return (concept.term if concept else "") or short_name(scheme)
