"""Finding things by label or code: a page of results, and suggestions while one types."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Annotated, Any
from urllib.parse import urlencode

from fastapi import APIRouter, Query, Request, Response

from kgqual.namespaces import compact
from kgqual.web import searching
from kgqual.web.leasing import Leased
from kgqual.web.negotiation import Offer, accept_header, negotiated_language, require
from kgqual.web.pages import render
from kgqual.web.revalidation import has, headers_of, tag_of
from kgqual.web.searching import Findings
from kgqual.web.serving import Served

router = APIRouter(tags=["search"])

MOST = 100
"""Things in one answer."""
DEEPEST = 100_000
"""How far down the list one may begin."""
_OFFERED = frozenset({"eli", "elm", "esco", "kq", "onet", "org"})
"""Prefixes of the vocabularies whose classes the page offers to choose from."""
_OFFERS = (
    Offer("application/json", False),
    Offer("text/html", True),
    Offer("application/xhtml+xml", True),
)
_ANSWERS: dict[int | str, dict[str, Any]] = {
    200: {"content": {"text/html": {}}},
    304: {"description": "The client has this answer already (If-None-Match)."},
    400: {"description": "A type is unknown, or a number too large."},
    503: {"description": "The snapshot has no index; `kgqual build` makes it."},
}

Text = Annotated[str, Query(max_length=500, description="A label or code, or its beginning.")]
Types = Annotated[
    list[str],
    Query(
        alias="type",
        max_length=20,
        description="Only things of this class, or one of these: Occupation …",
    ),
]
Language = Annotated[
    str | None, Query(max_length=35, description="The language of labels; as in Accept-Language.")
]
Limit = Annotated[int, Query(ge=1, le=MOST, description="Things at most.")]


@router.get("/search", summary="Find things", response_model=Findings, responses=_ANSWERS)
def search(
    request: Request,
    served: Leased,
    q: Text = "",
    lang: Language = None,
    type: Types = [],  # noqa: B006  FastAPI copies it
    limit: Limit = 20,
    offset: Annotated[int, Query(ge=0, le=DEEPEST, description="Things passed over.")] = 0,
) -> Response:
    """Find things by their labels and codes in the current graphs, the best match first.

    Case, diacritics, the letters of Kazakh alone, small mistakes and the layout of the keyboard do
    not matter.
    """
    page = require(accept_header(request), _OFFERS).choice
    language = negotiated_language(request)
    wanted = language if page else lang or language
    tag = tag_of(served.snapshot.id, str(request.url), wanted, page)
    headers = {**headers_of(tag), "Vary": "Accept, Accept-Language"}
    if has(request, tag):
        return Response(status_code=304, headers=headers)
    types = [name for name in type if name]
    found = searching.search(served, q.strip(), types, wanted, limit, offset)
    if not page:
        return Response(found.model_dump_json(), headers=headers, media_type="application/json")
    kinds = searching.kind_names(served, language)
    return render(
        request,
        "search.html",
        headers=headers,
        found=found,
        type=types[0] if types else "",
        kinds=sorted(_offered(served, kinds), key=lambda kind: kind[1].casefold()),
        pages=_neighbours(request, found),
    )


@router.get("/suggest", summary="Suggest things", response_model=Findings)
def suggest(
    request: Request,
    served: Leased,
    q: Text = "",
    lang: Language = None,
    type: Types = [],  # noqa: B006  FastAPI copies it
    limit: Limit = 10,
) -> Response:
    """Suggest what may be meant by the beginning of a label or code: the first of /search."""
    language = lang or negotiated_language(request)
    tag = tag_of(served.snapshot.id, str(request.url), language)
    headers = {**headers_of(tag), "Vary": "Accept-Language"}
    if has(request, tag):
        return Response(status_code=304, headers=headers)
    found = searching.search(served, q.strip(), [t for t in type if t], language, limit, 0)
    return Response(found.model_dump_json(), headers=headers, media_type="application/json")


def _offered(served: Served, kinds: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Yield the types that the page offers to choose from: CURIE and name."""
    for iri in served.asked.index.classes:
        curie = compact(iri)
        if curie.partition(":")[0] in _OFFERED:
            yield curie, kinds[iri]


def _neighbours(request: Request, found: Findings) -> Mapping[str, str]:
    """Return the addresses of the page before and the page after, where there are such."""
    kept = [(name, v) for name, v in request.query_params.multi_items() if name != "offset"]
    places = {"before": found.offset - found.limit, "after": found.offset + found.limit}
    if found.offset <= 0:
        del places["before"]
    elif places["before"] < 0:
        places["before"] = 0
    if places["after"] >= found.total:
        del places["after"]
    return {
        relation: f"/search?{urlencode([*kept, ('offset', str(place))])}"
        for relation, place in places.items()
    }
