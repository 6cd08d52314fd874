"""One request to the review: who asks, in which language, of which reviews and which graph."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import Annotated

from fastapi import Depends, Query, Request
from fastapi.responses import HTMLResponse

from kgqual.answering import Graph
from kgqual.editorial import Editorial, Person, Reviews, UnknownQueue
from kgqual.editorial.reviews import State, Summary
from kgqual.web.leasing import Leased
from kgqual.web.links import with_query
from kgqual.web.negotiation import LANGUAGES, Offer, accept_header, negotiated_language, require
from kgqual.web.pages import render
from kgqual.web.reviewing.queue_view import ProgressView, QueueView, progress_view, queue_views
from kgqual.web.reviewing.term_view import TermViews
from kgqual.web.searching import kind_names
from kgqual.web.serving import Served
from kgqual.web.signing_in import editorial, person

OFFERS = (
    Offer("application/json", False),
    Offer("text/html", True),
    Offer("application/xhtml+xml", True),
)
PRIVATE = {"Cache-Control": "private, no-store", "Vary": "Accept, Accept-Language, Cookie"}
"""Headers of pages that depend on who reads them and on what was decided a moment ago."""


class Show(StrEnum):
    """Which items of a queue somebody goes through."""

    OPEN = "open"
    """About which nobody has decided."""
    MINE = "mine"
    """About which the reader has not decided, whoever else has: a second, independent reading."""
    LATER = "later"
    """That the reader has put off."""
    DISPUTED = "disputed"
    """About which reviewers disagree."""
    DECIDED = "decided"
    """About which reviewers agree, or one has decided."""
    ALL = "all"

    @property
    def state(self) -> State | None:
        """The state of such items; None where their state does not matter."""
        return _STATES.get(self)

    @property
    def kept(self) -> str | None:
        """What addresses say of it: nothing of the usual one."""
        return None if self is Show.OPEN else self.value


_STATES = {
    Show.OPEN: State.OPEN,
    Show.LATER: State.LATER,
    Show.DISPUTED: State.DISPUTED,
    Show.DECIDED: State.DECIDED,
}


@dataclass(frozen=True)
class Visit:
    """A request to the review; ``person`` is None for who only reads."""

    request: Request
    served: Served
    editorial: Editorial
    person: Person | None

    @cached_property
    def page(self) -> bool:
        """Whether a page is asked for. Raises HTTPException 406."""
        return require(accept_header(self.request), OFFERS).choice

    @cached_property
    def language(self) -> str:
        """The language of the page."""
        return negotiated_language(self.request)

    @property
    def reviews(self) -> Reviews:
        """The reviews that are stored. Raises UnknownQueue where nothing is."""
        if not self.editorial.exists():
            raise UnknownQueue(
                "There is no review queue yet: `kgqual map review FILE.sssom.tsv` makes one."
            )
        return self.editorial.reviews

    @property
    def name(self) -> str | None:
        """The name of who is signed in."""
        return self.person.name if self.person else None

    @cached_property
    def graph(self) -> Graph:
        """The current graphs."""
        return self.served.asked.on()

    @property
    def terms(self) -> TermViews:
        """What makes the views of things."""
        kinds = kind_names(self.served, self.language)
        return TermViews(self.language, kinds, self.served.asked.index.classes)

    def progress(self, queue: str) -> ProgressView:
        """Return how far a queue has come. Raises UnknownQueue."""
        return progress_view(queue, self.reviews.progress(queue, self.name), self.person)

    def queue(self, name: str) -> QueueView:
        """Return the view of a queue. Raises UnknownQueue."""
        listed = [(self.reviews.queue(name), self.reviews.progress(name, self.name))]
        [found] = queue_views(self.graph, listed, self.person, self.language)
        return found

    def items(self, queue: str, show: Show) -> Sequence[Summary]:
        """Return the items of a queue that ``show`` names. Raises UnknownQueue."""
        return self.reviews.items(queue, show.state, self.name, unjudged=show is Show.MINE)

    def after(self, queue: str, number: int, show: Show) -> int | None:
        """Return the next item to go through, other than ``number``."""
        mine = show is Show.MINE
        found = self.reviews.next(queue, number, show.state, self.name, unjudged=mine)
        return None if found == number else found

    def to(self, address: str, **parameters: str | int | None) -> str:
        """Return an address in the language that this one asks for by ``?lang=``."""
        asked = self.request.query_params.get("lang")
        kept = asked if asked in LANGUAGES else None
        return with_query(address, **parameters, lang=kept)

    def render(self, template: str, *, status: int = 200, **context: object) -> HTMLResponse:
        """Return a page that is the reader's own."""
        return render(
            self.request, template, status=status, headers=PRIVATE, reviewer=self.person, **context
        )


def _visit(
    request: Request,
    served: Leased,
    stored: Annotated[Editorial, Depends(editorial)],
    who: Annotated[Person | None, Depends(person)],
) -> Visit:
    return Visit(request, served, stored, who)


Visiting = Annotated[Visit, Depends(_visit)]
"""The request, ready to be answered."""
ShowAsked = Annotated[Show, Query(description="Which items one goes through.")]
