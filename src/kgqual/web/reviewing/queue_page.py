"""The page of a queue: how far it has come, its items, what can be accepted together."""

from __future__ import annotations

from collections.abc import Sequence

from starlette.responses import HTMLResponse

from kgqual.editorial.reviews import Summary, Verdict
from kgqual.web.reviewing.addresses import queue_address
from kgqual.web.reviewing.queue_view import item_rows
from kgqual.web.reviewing.visit import ReviewVisit, Show

PER_PAGE = 50
"""Items on one page."""
SURE = "0.9"
"""The confidence that the form for accepting many at once begins with."""


def queue_page(
    visit: ReviewVisit, name: str, show: Show, found: Sequence[Summary], page: int, batch: str
) -> HTMLResponse:
    """Return the page of a queue with one page of the items ``found``.

    ``batch`` is the key of what the reader has accepted together right before, or ''.
    """
    part = found[(page - 1) * PER_PAGE : page * PER_PAGE]
    return visit.render(
        "review_queue.html",
        queue=visit.queue(name),
        reviewers=visit.reviews.progress(name, visit.name).reviewers,
        rows=item_rows(visit.graph, name, part, visit.language, show.kept),
        show=show,
        shows=tuple(one for one in Show if visit.person or one not in (Show.MINE, Show.LATER)),
        total=len(found),
        page=page,
        pages=-(-len(found) // PER_PAGE),
        here=queue_address(name),
        sure=SURE,
        batch=batch,
        accepted=_accepted(visit, name, batch) if batch else 0,
    )


def _accepted(visit: ReviewVisit, queue: str, batch: str) -> int:
    """Return how many acceptances of the reader's own batch count."""
    decisions = visit.reviews.decisions(queue)
    undone = {one.undoes for one in decisions}
    own = (one for one in decisions if one.batch == batch and one.person == visit.name)
    return sum(one.verdict is Verdict.ACCEPT and one.id not in undone for one in own)
