"""The home page: what this is, where to begin, and a box that finds a thing by code or name."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request, Response
from starlette.responses import RedirectResponse

from kgqual.folding import fold
from kgqual.namespaces import expand
from kgqual.questions import questions
from kgqual.web.description import exists
from kgqual.web.examples import examples
from kgqual.web.labels import Labels
from kgqual.web.leasing import Leased
from kgqual.web.links import local_address, with_query
from kgqual.web.negotiation import LANGUAGES, negotiated_language
from kgqual.web.pages import render
from kgqual.web.question_page import by_topic
from kgqual.web.serving import Served
from kgqual.web.showing import Shown, show

router = APIRouter(tags=["home"])

START = (
    "kqid:nqf/2016",
    "isco:C2512",
    "kqid:worldskills/2026/17",
    "kqid:tvet/speciality/06130100",
    "isced-f:0613",
)
"""Things to begin with, of those that the snapshot has."""
SAMPLES = ("4S06130103", "2512", "isced-f:0613")


@router.get("/", summary="The home page")
def home(
    request: Request,
    served: Leased,
    find: Annotated[str, Query(max_length=500, description="A code, a name or an IRI.")] = "",
) -> Response:
    """Show where to begin; with ``find`` go to the thing of that code, name or IRI.

    The title of a question leads to the question, and what names no thing or several to a search.
    """
    language = negotiated_language(request)
    if text := find.strip():
        kept = language if request.query_params.get("lang") in LANGUAGES else None
        return RedirectResponse(with_query(_destination(served, text), lang=kept), 303)
    return render(
        request,
        "home.html",
        samples=SAMPLES,
        start=_start(served, language),
        examples=examples(),
        topics=by_topic(),
        manifest=served.manifest,
        snapshot=served.snapshot.id,
    )


def _start(served: Served, language: str) -> list[Shown]:
    things = [t for t in map(expand, START) if exists(served.store, t)]
    labels = Labels(served.store, language)
    labels.fetch(things)
    return [show(thing, labels) for thing in things]


def _destination(served: Served, text: str) -> str:
    """Return where ``text`` leads: to a question, to the only thing it names, to a search."""
    for question in questions().values():
        if fold(text) in map(fold, question.documentation.title.values()):
            return f"/questions/{question.name}"
    named = [_by_iri(served, text), *(hit.iri for hit in served.asked.index.exact(text))]
    addresses = {address for iri in named if iri and (address := local_address(iri))}
    return addresses.pop() if len(addresses) == 1 else with_query("/search", q=text)


def _by_iri(served: Served, text: str) -> str | None:
    """Return the IRI that ``text`` is, whole or as a CURIE, if the graph knows it."""
    try:
        thing = expand(text)
    except ValueError:
        return None
    return thing.value if exists(served.store, thing) else None
