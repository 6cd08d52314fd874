"""One request to the review, and which items of a queue it is about."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from typing import Annotated

from fastapi import Depends, Query

from kgqual.editorial import Reviews, UnknownQueue
from kgqual.editorial.reviews import State, Summary
from kgqual.web.reviewing.queue_view import ProgressView, QueueView, progress_view, queue_views
from kgqual.web.reviewing.term_view import TermViews
from kgqual.web.searching import kind_names
from kgqual.web.visiting import Visit, visiting


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


class ReviewVisit(Visit):
    """A request to the review."""

    @property
    def reviews(self) -> Reviews:
        """The reviews that are stored. Raises UnknownQueue where nothing is."""
        if not self.editorial.exists():
            raise UnknownQueue(
                "There is no review queue yet: `kgqual map review FILE.sssom.tsv` makes one."
            )
        return self.editorial.reviews

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


def _visit(visit: Annotated[Visit, Depends(visiting)]) -> ReviewVisit:
    return ReviewVisit(visit.request, visit.served, visit.editorial, visit.person)


Visiting = Annotated[ReviewVisit, Depends(_visit)]
"""The request, ready to be answered."""
ShowAsked = Annotated[Show, Query(description="Which items one goes through.")]
