"""The page of what could be accepted together: listed, to be ticked, before it is recorded."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import uuid4

from starlette.responses import HTMLResponse

from kgqual.editorial.reviews import Choosable
from kgqual.presentation.decimals import decimal
from kgqual.web.answer_values import Measure, named
from kgqual.web.reviewing.addresses import item_address, queue_address
from kgqual.web.reviewing.visit import ReviewVisit
from kgqual.web.showing import Shown

LISTED = 100
"""Suggestions on one page, and in one batch of it."""


@dataclass(frozen=True)
class BatchRow:
    """A suggestion that would be accepted, and where its item is."""

    suggestion: int
    item: int
    address: str
    subject: Shown
    predicate: Shown
    object: Shown
    confidence: Measure


def batch_page(
    visit: ReviewVisit, queue: str, above: float, found: Sequence[Choosable]
) -> HTMLResponse:
    """Return the page of the suggestions ``found``, the surest of undecided items."""
    listed = found[:LISTED]
    shown = visit.queue(queue)
    return visit.render(
        "review_batch.html",
        queue=shown,
        rows=_rows(visit, queue, listed),
        found=len(found),
        above=decimal(above, visit.language),
        key=uuid4(),
        here=f"{queue_address(queue)}/batch?above={above}",
    )


def _rows(visit: ReviewVisit, queue: str, listed: Sequence[Choosable]) -> tuple[BatchRow, ...]:
    suggestions = visit.reviews.suggested([one.suggestion for one in listed])
    things = (iri for s in suggestions.values() for iri in (s.subject, s.predicate, s.object))
    names = visit.graph.named(dict.fromkeys(things))

    def shown(iri: str, label: str) -> Shown:
        """Return a thing by its name in the graph, else by what the file calls it."""
        known = names[iri].label or names[iri].code or not label
        return named(names[iri], visit.language) if known else Shown(label)

    return tuple(
        BatchRow(
            suggestion=one.suggestion,
            item=one.item,
            address=item_address(queue, one.item),
            subject=shown(one.subject, suggestion.subject_label),
            predicate=named(names[suggestion.predicate], visit.language),
            object=shown(suggestion.object, suggestion.object_label),
            confidence=Measure(decimal(one.confidence, visit.language), one.confidence),
        )
        for one in listed
        if (suggestion := suggestions.get(one.suggestion))
    )
