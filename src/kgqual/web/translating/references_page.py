"""The page of the memories and that of the glossaries: look-ups, what is in use, what came."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from starlette.responses import HTMLResponse

from kgqual.editorial.references import Kind, Reference
from kgqual.editorial.translations.fields import BRIDGE_LANGUAGE, SOURCE_LANGUAGE
from kgqual.translation.glossary import Hit
from kgqual.translation.glossary.glossaries import shipped
from kgqual.translation.memory import Match
from kgqual.web.reviewing.item_view import moment
from kgqual.web.translating.addresses import reference_address
from kgqual.web.translating.references import ACCEPTED, AddedAnswer
from kgqual.web.translating.remembered import hit_view, match_view
from kgqual.web.translating.visit import TranslatingVisit

MOST_SHOWN = 100
"""Rows that could not be used, on the page; programs are given all."""
SOURCES = (SOURCE_LANGUAGE, BRIDGE_LANGUAGE)
"""Languages of texts that the page offers to look up."""


@dataclass(frozen=True)
class LookUp:
    """A text that is looked up, in its language, and what was found."""

    text: str = ""
    source: str = SOURCES[0]
    matches: Sequence[Match] = ()
    hits: Sequence[Hit] = ()


@dataclass(frozen=True)
class ReferenceView:
    """A memory or a glossary: what it is called, who added it when, until when it was used."""

    name: str
    rows: int
    file: str
    who: str
    at: str
    when: str
    until: str


def references_page(
    visit: TranslatingVisit,
    kind: Kind,
    asked: LookUp,
    *,
    added: AddedAnswer | None = None,
    removed: int | None = None,
) -> HTMLResponse:
    """Return the page of a kind; ``added`` says what a file did, ``removed`` what went just now."""
    target = visit.target
    every = visit.editorial.references.all() if visit.editorial.exists() else []
    there = [one for one in every if (one.kind, one.language) == (kind, target)]
    gone = [one for one in there if one.removed]
    address = reference_address(target, kind)
    return visit.render(
        "translate_references.html",
        target=target,
        target_name=visit.target_name,
        queue=visit.queue_address,
        kind=kind,
        here=address,
        remove=f"{address}/remove",
        accept=",".join((*ACCEPTED[kind].syntaxes.values(), *ACCEPTED[kind].named_only)),
        asked=asked,
        sources=dict.fromkeys((*SOURCES, asked.source)),
        found=[match_view(visit, one) for one in asked.matches],
        hits=[hit_view(one, asked.source) for one in asked.hits],
        used=[_view(one) for one in there if not one.removed],
        gone=[_view(one) for one in gone],
        shipped=shipped(target) if kind is Kind.GLOSSARY else (),
        may=visit.may,
        added=added,
        left_out=added.left_out[:MOST_SHOWN] if added else (),
        removed=next((one.name for one in gone if one.id == removed), None),
    )


def _view(one: Reference) -> ReferenceView:
    return ReferenceView(
        name=one.name,
        rows=one.rows,
        file=one.file,
        who=one.person,
        at=one.added.isoformat(),
        when=moment(one.added),
        until=moment(one.removed) if one.removed else "",
    )
