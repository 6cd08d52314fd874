"""The page on which a concept is translated."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import uuid4

from starlette.responses import HTMLResponse

from kgqual.editorial.translations import Conflict
from kgqual.editorial.translations.fields import Texts
from kgqual.translation.checks import Finding
from kgqual.web.translating.addresses import act_addresses
from kgqual.web.translating.aids import aids
from kgqual.web.translating.asked import NOTHING_SENT, Sent
from kgqual.web.translating.concept_view import checked, concept_view
from kgqual.web.translating.fields import shown_fields
from kgqual.web.translating.notes import Note
from kgqual.web.translating.visit import TranslatingVisit


@dataclass(frozen=True)
class Way:
    """Where a concept stands among those that are chosen of the queue, and what is beside it.

    ``place`` is None for one that is not chosen, or no more.
    """

    place: int | None
    total: int
    previous: str | None
    following: str | None


def concept_page(
    visit: TranslatingVisit,
    iri: str,
    found: Sequence[Finding],
    *,
    status: int = 200,
    unsaved: Sent = NOTHING_SENT,
    noted: Note | None = None,
    conflict: Conflict | None = None,
    blocked: str = "",
) -> HTMLResponse:
    """Return the page of a concept.

    ``unsaved`` is what was sent and not saved, because of ``conflict`` or of another source: texts,
    a comment, that translations still hold. ``blocked`` says what else was in the way: ``blocked``
    of checks (a draft was saved) or ``outdated`` of the source; ``noted`` is what the reader has
    done right before.
    """
    view = concept_view(visit, iri, unsaved=unsaved.texts, found=found, conflict=conflict)
    return visit.render(
        "translate_concept.html",
        status=status,
        view=view,
        aids=aids(visit, iri),
        way=along(visit, iri),
        target=visit.target,
        target_name=visit.target_name,
        may=visit.may,
        here=visit.address(iri),
        queue_address=visit.queue_address,
        acts=act_addresses(visit.target, iri, visit.chosen),
        new_key=uuid4,
        noted=noted,
        remark=unsaved.comment,
        still=unsaved.still,
        blocked=blocked,
    )


def findings_page(
    visit: TranslatingVisit, iri: str, found: Sequence[Finding], unsaved: Texts
) -> HTMLResponse:
    """Return what checks say of texts that somebody is writing: a list for each field."""
    fields = shown_fields(visit.concept(iri), visit.translation(iri))
    return visit.render(
        "translate_findings.html",
        fields=[(field, checked(visit, iri, unsaved, found, field)) for field in fields],
        target=visit.target,
        may=visit.may,
        acts=act_addresses(visit.target, iri, visit.chosen),
        new_key=uuid4,
    )


def along(visit: TranslatingVisit, iri: str) -> Way:
    """Return the place of a concept on the way through the queue."""
    places, way = visit.units.places, visit.way
    if iri not in places:
        return Way(place=None, total=len(way), previous=None, following=None)
    here = bisect_left(way, places[iri], key=lambda one: places[one.iri])
    on_it = here < len(way) and way[here].iri == iri
    beyond = here + 1 if on_it else here
    return Way(
        place=here + 1 if on_it else None,
        total=len(way),
        previous=visit.address(way[here - 1].iri) if on_it and here else None,
        following=visit.address(way[beyond].iri) if beyond < len(way) else None,
    )
