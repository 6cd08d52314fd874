"""The page of what a new release of ESCO asks of the translators."""

from __future__ import annotations

from dataclasses import dataclass
from functools import reduce
from uuid import uuid4

from starlette.responses import HTMLResponse

from kgqual.editorial.translations import Entry
from kgqual.editorial.translations.fields import Field
from kgqual.presentation.decimals import decimal
from kgqual.translation.differences import Change, Piece
from kgqual.translation.units import Concept
from kgqual.translation.worklist import Item, Outcome
from kgqual.web.links import local_address, with_query
from kgqual.web.translating.addresses import batch_addresses
from kgqual.web.translating.batches import noted_batch
from kgqual.web.translating.queue_page import kind_key
from kgqual.web.translating.visit import TranslatingVisit
from kgqual.web.translating.worklist_asked import WorklistAsked, releases

PER_PAGE = 50
"""Fields on one page."""


@dataclass(frozen=True)
class Link:
    """A concept by its English term; ``address`` is None where nothing can be shown of it."""

    term: str
    address: str | None


@dataclass(frozen=True)
class Standing:
    """What is translated: the texts, how far they have come, and who wrote them."""

    texts: tuple[str, ...]
    state: str
    writer: str


@dataclass(frozen=True)
class OfferView:
    """What stood of the concept before: under which term, and how sure the succession is."""

    predecessor: Link
    confidence: str
    official: bool
    standing: Standing


@dataclass(frozen=True)
class Row:
    """One field of one concept; ``pieces`` are its source, with what changed of it marked."""

    outcome: Outcome
    concept: Link
    code: str
    kind: str
    field: Field
    pieces: tuple[Piece, ...]
    standing: Standing | None
    offer: OfferView | None
    successors: tuple[Link, ...]


def worklist_page(asked: WorklistAsked, page: int, done: str) -> HTMLResponse:
    """Return one page of what is asked for; where there is but one release, a page that says so.

    ``done`` is the batch that the reader has recorded right before, '' for none.
    """
    visit = asked.visit
    listed = asked.items[(page - 1) * PER_PAGE : page * PER_PAGE] if asked.comparable else ()
    here = asked.address
    return visit.render(
        "translate_worklist.html",
        target=visit.target,
        target_name=visit.target_name,
        queue=visit.queue_address,
        releases=[entry.version for entry in releases(visit)],
        asked=asked,
        here=here,
        shown=reduce(lambda address, one: with_query(address, only=one), asked.only, here),
        adopt=asked.adopting,
        key=f"adopt-{uuid4()}",
        may=visit.may,
        done=noted_batch(visit, done),
        undo=batch_addresses(visit.target).undo,
        counts=list(_counts(asked)) if asked.comparable else [],
        rows=[_row(visit, item) for item in listed],
        total=len(asked.items) if asked.comparable else 0,
        page=page,
        pages=-(-len(asked.items) // PER_PAGE) if asked.comparable else 0,
    )


def _counts(asked: WorklistAsked) -> list[tuple[Outcome, int, int]]:
    """Return the outcomes that there are, with how many fields and concepts have each."""
    fields, concepts = asked.worklist.counts, asked.worklist.concepts
    return [(outcome, fields[outcome], concepts[outcome]) for outcome in Outcome]


def _row(visit: TranslatingVisit, item: Item) -> Row:
    return Row(
        outcome=item.outcome,
        concept=_link(visit, item.concept.iri, item.concept),
        code=item.concept.code,
        kind=kind_key(item.concept.kind),
        field=item.field,
        pieces=_pieces(item),
        standing=_standing(item.entry) if item.entry else None,
        offer=_offer(visit, item),
        successors=tuple(
            _link(visit, iri, visit.units.concepts.get(iri)) for iri in item.successors
        ),
    )


def _pieces(item: Item) -> tuple[Piece, ...]:
    """Return the source: what changed of it is marked, where it was something else before."""
    if item.before and item.after:
        return item.pieces
    return (Piece(change=Change.SAME, text="\n".join(item.after or item.before)),)


def _offer(visit: TranslatingVisit, item: Item) -> OfferView | None:
    offer = item.offer
    if offer is None:
        return None
    return OfferView(
        predecessor=_link(visit, offer.predecessor.iri, offer.predecessor),
        confidence=decimal(offer.confidence, visit.language),
        official=offer.official,
        standing=_standing(offer.entry),
    )


def _standing(entry: Entry) -> Standing:
    return Standing(entry.texts, entry.state, entry.written.person)


def _link(visit: TranslatingVisit, iri: str, concept: Concept | None) -> Link:
    """Return a concept, to be translated where it can be, else to be looked at."""
    term = concept.term if concept else iri
    if iri in visit.units.concepts or iri in visit.all:
        return Link(term, visit.address(iri))
    return Link(term, local_address(iri))
