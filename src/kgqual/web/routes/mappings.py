"""The mappings of the graph: all, those of some things, schemes or sets, and each by itself."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from fastapi import APIRouter, Path, Query, Request, Response
from fastapi.responses import RedirectResponse
from starlette.exceptions import HTTPException

from kgqual.answering import Graph
from kgqual.mapping.exporting import document
from kgqual.mapping.listing import MAPPINGS, ListedMapping, MappingPage, listed
from kgqual.mapping.stored import Selection, Stored, select, short_name, stored
from kgqual.model import Strength
from kgqual.namespaces import compact, thing
from kgqual.sources.kinds.sssom.writing import written
from kgqual.web.leasing import Leased
from kgqual.web.links import with_query
from kgqual.web.negotiation import Offer, accept_header, negotiated_language, require
from kgqual.web.pages import render
from kgqual.web.protocol import read_day
from kgqual.web.revalidation import has, headers_of, tag_of
from kgqual.web.routes.validation import TOTAL_HEADER
from kgqual.web.serving import Served
from kgqual.web.wording import terms

router = APIRouter(tags=["mappings"])

MOST = 500
"""Mappings in one answer; the table of SSSOM has them all."""
TYPES = {
    "json": "application/json",
    "html": "text/html",
    "tsv": "text/tab-separated-values",
    "ttl": "text/turtle",
    "jsonld": "application/ld+json",
}
"""Format → its media type."""
OFFERS = (
    *(Offer(media_type, name) for name, media_type in TYPES.items()),
    Offer("application/xhtml+xml", "html"),
)
_CONTENT: dict[str, Any] = {media_type: {} for media_type in TYPES.values()}
_ANSWERS: dict[int | str, dict[str, Any]] = {
    200: {"content": _CONTENT},
    304: {"description": "The client has this answer already (If-None-Match)."},
    400: {"description": "A name is that of nothing, or of several things."},
}
_ANSWER: dict[int | str, dict[str, Any]] = {
    **{200: {"content": {kind: {} for kind in TYPES.values() if kind != "text/html"}}},
    303: {"description": "For a browser: the page of the mapping."},
    404: {"description": "There is no such mapping."},
}

Named = Annotated[str, Query(max_length=500, description="An IRI, a CURIE, a code or a name.")]
Scheme = Annotated[str, Query(max_length=500, description="A scheme, or a prefix such as onet.")]
Predicate = Annotated[str, Query(max_length=500, description="A relation such as closeMatch.")]
Set = Annotated[
    list[str], Query(alias="set", max_length=50, description="Sets by name, such as nqf-eqf.")
]
Format = Annotated[
    Literal["json", "html", "tsv", "ttl", "jsonld", ""],
    Query(description="json, html, tsv (SSSOM), ttl or jsonld; as in Accept."),
]
DayAsked = Annotated[
    str | None, Query(alias="as-of", description="Those that were valid on this day.")
]


@router.get("/mappings", summary="List mappings", response_model=MappingPage, responses=_ANSWERS)
def mappings(
    request: Request,
    served: Leased,
    subject: Named = "",
    object: Named = "",
    predicate: Predicate = "",
    from_: Annotated[Scheme, Query(alias="from")] = "",
    to: Scheme = "",
    sets: Set = [],  # noqa: B006  FastAPI copies it
    format: Format = "",
    limit: Annotated[int, Query(ge=1, le=MOST, description="Mappings at most.")] = 50,
    offset: Annotated[int, Query(ge=0, description="Mappings passed over.")] = 0,
    as_of: DayAsked = None,
) -> Response:
    """Return mappings with their basis, justification, strength and confidence, page by page."""
    chosen = format or require(accept_header(request), OFFERS).choice
    tag = tag_of(served.snapshot.id, str(request.url), chosen, negotiated_language(request))
    headers = {**headers_of(tag), "Vary": "Accept, Accept-Language"}
    if has(request, tag):
        return Response(status_code=304, headers=headers)
    graph = _graph(served, as_of)
    names = tuple(name for name in sets if name)
    selection = Selection(subject, object, predicate, from_, to, names)
    found = select(graph, selection)
    shown = found[offset : offset + limit]
    after = _address(request, offset + limit) if offset + limit < len(found) else None
    headers[TOTAL_HEADER] = str(len(found))
    if after:
        headers["Link"] = f'<{after}>; rel="next"'
    if chosen not in ("json", "html"):
        text = written(document(graph, shown), chosen)
        return Response(text, headers=headers, media_type=TYPES[chosen])
    page = MappingPage(
        total=len(found),
        offset=offset,
        limit=limit,
        next=after,
        snapshot=served.snapshot.id,
        mappings=listed(graph, shown),
    )
    if chosen == "json":
        return Response(page.model_dump_json(), headers=headers, media_type=TYPES["json"])
    before = _address(request, max(0, offset - limit)) if offset else None
    return _page(request, page, graph, selection, before, headers)


@router.get(
    "/mappings.sssom.tsv",
    summary="All mappings as one table of SSSOM",
    response_class=Response,
    responses={200: {"content": {TYPES["tsv"]: {}}}},
)
def table(
    request: Request,
    served: Leased,
    subject: Named = "",
    object: Named = "",
    predicate: Predicate = "",
    from_: Annotated[Scheme, Query(alias="from")] = "",
    to: Scheme = "",
    sets: Set = [],  # noqa: B006  FastAPI copies it
    as_of: DayAsked = None,
) -> Response:
    """Return the mappings that are asked for, or all of them, as one SSSOM/TSV file."""
    tag = tag_of(served.snapshot.id, str(request.url))
    if has(request, tag):
        return Response(status_code=304, headers=headers_of(tag))
    graph = _graph(served, as_of)
    names = tuple(name for name in sets if name)
    found = select(graph, Selection(subject, object, predicate, from_, to, names))
    text = written(document(graph, found), "tsv")
    return Response(text, headers=headers_of(tag), media_type=TYPES["tsv"])


@router.get(
    "/mappings/{mapping}",
    summary="One mapping",
    response_model=ListedMapping,
    responses=_ANSWER,
)
def mapping(
    request: Request,
    served: Leased,
    mapping: Annotated[str, Path(max_length=100, description="The last part of its IRI.")],
    format: Format = "",
) -> Response:
    """Return a mapping with all that is said of it; a browser is sent to its page."""
    chosen = format or require(accept_header(request), OFFERS).choice
    if chosen == "html":
        return RedirectResponse(with_query(f"/id/mapping/{mapping}"), status_code=303)
    graph = _graph(served, None)
    one = _by_iri(graph).get(MAPPINGS + mapping)
    if one is None:
        raise HTTPException(404, f"There is no mapping {MAPPINGS}{mapping}.")
    headers = {"Vary": "Accept"}
    if chosen == "json":
        [found] = listed(graph, [one])
        return Response(found.model_dump_json(), headers=headers, media_type=TYPES["json"])
    text = written(document(graph, [one]), chosen)
    return Response(text, headers=headers, media_type=TYPES[chosen])


def _graph(served: Served, day: str | None) -> Graph:
    return served.asked.on(read_day(day) if day else None)


def _by_iri(graph: Graph) -> dict[str, Stored]:
    return graph.once("stored mappings by IRI", lambda: {one.iri: one for one in stored(graph)})


def _address(request: Request, offset: int) -> str:
    """Return the address of the same list from another place on."""
    url = request.url.include_query_params(offset=offset)
    return f"{url.path}?{url.query}"


def _page(
    request: Request,
    page: MappingPage,
    graph: Graph,
    selection: Selection,
    before: str | None,
    headers: dict[str, str],
) -> Response:
    sets = sorted({one.mapping_set for one in stored(graph)})
    titles = graph.named({*sets, *(thing("strength", one).value for one in Strength)})
    language = negotiated_language(request)
    return render(
        request,
        "mappings.html",
        headers=headers,
        page=page,
        selection=selection,
        before=before,
        sets=[(short_name(iri), titles[iri]) for iri in sets],
        relation=lambda iri: terms().get(iri, {}).get(language) or compact(iri),
        strength=lambda one: titles[thing("strength", one).value].label[language],
        table=f"/mappings.sssom.tsv?{request.url.query}",
    )
