"""The home page: what this is, where to begin, and a box that finds a thing by code or name."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

from fastapi import APIRouter, Query, Request, Response
from pyoxigraph import Literal, NamedNode
from starlette.responses import RedirectResponse

from kgqual.namespaces import expand
from kgqual.web.description import exists
from kgqual.web.examples import examples
from kgqual.web.labels import Labels
from kgqual.web.leasing import Leased
from kgqual.web.links import local_address, with_query
from kgqual.web.negotiation import LANGUAGES, negotiated_language
from kgqual.web.pages import render
from kgqual.web.queries import page_query
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
    """Show where to begin; with ``find`` go to the thing of that code, name or IRI."""
    language = negotiated_language(request)
    found = list(_found(served, find.strip(), language)) if find.strip() else []
    if len(found) == 1 and found[0].address:
        kept = language if request.query_params.get("lang") in LANGUAGES else None
        return RedirectResponse(with_query(found[0].address, lang=kept), 303)
    return render(
        request,
        "home.html",
        find=find.strip(),
        found=found,
        samples=SAMPLES,
        start=_start(served, language),
        examples=examples(),
        manifest=served.manifest,
        snapshot=served.snapshot.id,
    )


def _start(served: Served, language: str) -> list[Shown]:
    things = [t for t in map(expand, START) if exists(served.store, t)]
    labels = Labels(served.store, language)
    labels.fetch(things)
    return [show(thing, labels) for thing in things]


def _found(served: Served, text: str, language: str) -> Iterator[Shown]:
    """Yield the things that ``text`` names: an IRI or CURIE, a code, a preferred label."""
    things = dict.fromkeys([*_by_iri(served, text), *_by_text(served, text)])
    labels = Labels(served.store, language)
    labels.fetch(things)
    yield from sorted((show(thing, labels) for thing in things), key=lambda shown: shown.order)


def _by_iri(served: Served, text: str) -> Iterator[NamedNode]:
    try:
        thing = expand(text)
    except ValueError:
        return
    if local_address(thing.value) and exists(served.store, thing):
        yield thing


def _by_text(served: Served, text: str) -> Iterator[NamedNode]:
    spellings = dict.fromkeys((text, text[:1].upper() + text[1:], text[:1].lower() + text[1:]))
    wanted = [
        ("by_notation", "code", Literal(text)),
        ("by_notation", "code", Literal(text.upper())),
    ]
    wanted += [
        ("by_label", "label", Literal(spelling, language=tag))
        for spelling in spellings
        for tag in LANGUAGES
    ]
    for query, variable, literal in wanted:
        for _, thing in served.store.query(page_query(query), bindings={variable: literal}).rows():
            if isinstance(thing, NamedNode):
                yield thing
