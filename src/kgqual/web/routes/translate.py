"""Reading translations: the queue, a concept with its translation, and what was done to it."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Query, Response
from starlette.exceptions import HTTPException
from starlette.responses import RedirectResponse

from kgqual.web.translating.addresses import HOME, TRANSLATIONS, act_addresses
from kgqual.web.translating.answering import queued, translation_answer
from kgqual.web.translating.answers import QueueAnswer, TranslationAnswer
from kgqual.web.translating.checking import found
from kgqual.web.translating.concept_page import concept_page
from kgqual.web.translating.everywhere import given
from kgqual.web.translating.history import History, changes_answer
from kgqual.web.translating.notes import Note, last_note
from kgqual.web.translating.queue_page import PER_PAGE, queue_page
from kgqual.web.translating.versions import tag
from kgqual.web.translating.visit import ConceptAsked, Queueing, Translating
from kgqual.web.visiting import PRIVATE, as_json
from kgqual.web.wording import say

router = APIRouter(tags=["translation"])

_ANSWERS: dict[int | str, dict[str, Any]] = {
    200: {"content": {"text/html": {}}},
    404: {"description": "There is no such concept or page."},
}
_SPREAD = "The key under which the reader has given others the same texts right before."
_NOTED = "The concept that the reader has changed right before."


@router.get(HOME, summary="The queue of a language", response_model=QueueAnswer, responses=_ANSWERS)
def list_queue(
    visit: Queueing,
    page: Annotated[int, Query(ge=1, description=f"Each has {PER_PAGE} concepts.")] = 1,
    done: Annotated[str, Query(description="The batch of assignments right before.")] = "",
) -> Response:
    """List what is to be translated, the most useful first, as filters in the address choose it.

    ``scheme``, ``isco``, ``group``, ``collection``, ``kind``, ``state``, ``assignee``, ``check``,
    ``text`` and ``stale`` choose.
    """
    if page > 1 and (page - 1) * PER_PAGE >= len(visit.way):
        raise HTTPException(404, f"There is no page {page} of these concepts.")
    return queue_page(visit, page, done) if visit.page else as_json(queued(visit, page))


@router.get(HOME + "/next", summary="Go to the next concept", responses=_ANSWERS)
def go_on(
    visit: Queueing,
    after: Annotated[str, Query(description="Where one was: the IRI of a concept.")] = "",
) -> Response:
    """Go to the next concept that is chosen of the queue, or to the queue when there is none."""
    following = visit.queue.next(visit.filters, after) if after else next(iter(visit.way), None)
    address = visit.address(following.iri) if following else visit.queue_address
    return RedirectResponse(visit.to(address), 303, PRIVATE)


@router.get(
    TRANSLATIONS + "/{language}",
    summary="Read a translation",
    response_model=TranslationAnswer,
    responses=_ANSWERS,
)
def look(
    visit: Translating,
    uri: ConceptAsked,
    noted: Annotated[str | None, Query(description=_NOTED)] = None,
    spread: Annotated[str, Query(description=_SPREAD)] = "",
) -> Response:
    """Show a concept with its translation: the page to write it on, or what stands of it.

    The ETag is its version, for If-Match.
    """
    findings = found(visit, uri)
    if not visit.page:
        answer = as_json(translation_answer(visit, uri, findings))
        answer.headers["ETag"] = tag(visit.translation(uri).version)
        return answer
    undo = act_addresses(visit.target, noted or uri, visit.chosen).undo
    note = last_note(visit, noted, undo) if noted and visit.person else None
    if others := given(visit, uri, spread) if spread else ():
        note = Note(say(visit.language, "translate.noted.everywhere", count=len(others)))
    return concept_page(visit, uri, findings, noted=note)


@router.get(
    TRANSLATIONS + "/{language}/history",
    summary="Who changed a translation",
    response_model=History,
    responses={404: {"description": "There is no such concept."}},
)
def tell(visit: Translating, uri: ConceptAsked) -> Response:
    """List every change of a translation: who, when, what, in which words, and what is undone."""
    visit.concept(uri)
    changes = visit.translations.history(visit.target, uri) if uri in visit.all else []
    history = History(concept=uri, language=visit.target, changes=changes_answer(changes))
    return as_json(history)
