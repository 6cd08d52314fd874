"""One thing: its page for people, its triples for programs."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Query, Request, Response
from pyoxigraph import NamedNode
from starlette.exceptions import HTTPException

from kgqual.store.interface import Format
from kgqual.web.description import exists
from kgqual.web.leasing import Leased
from kgqual.web.links import local_address, own_thing, with_query
from kgqual.web.negotiation import Offer
from kgqual.web.past import past
from kgqual.web.rdf import BY_SUFFIX, NAMES, OFFERS, by_name
from kgqual.web.serving import Served
from kgqual.web.thing_answer import ThingAnswer, iri_of

router = APIRouter(tags=["things"])

_ANSWERS: dict[int | str, dict[str, Any]] = {
    200: {"content": {offer.media_type: {} for offer in OFFERS[:5]}},
    304: {"description": "The client has this answer already (If-None-Match)."},
    404: {"description": "No graph of the snapshot mentions it."},
    410: {"description": "An older snapshot mentions it; links say which and what replaced it."},
}

PropertyAsked = Annotated[str | None, Query(description="List all values of this property (page).")]
Incoming = Annotated[str, Query(pattern="^(in|out)$", description="Values, or what points here.")]
PageNumber = Annotated[int, Query(ge=1, le=1_000_000, description="The page of the list.")]


@router.get("/id/{path:path}", summary="One of our own things", responses=_ANSWERS)
def own(
    request: Request,
    path: str,
    served: Leased,
    property: PropertyAsked = None,
    direction: Incoming = "out",
    page: PageNumber = 1,
) -> Response:
    """Describe https://w3id.org/kgqual/id/{path}; a suffix such as .ttl picks the format."""
    raw: bytes = request.scope.get("raw_path") or request.url.path.encode()
    thing, forced = _own(request, served, raw.decode("ascii").partition("/id/")[2])
    found = ThingAnswer(request, served, thing, local_address(thing.value) or "", forced)
    return found.list_of(property, direction, page) if property else found.whole()


@router.get("/resource", summary="Anything in the graph", responses=_ANSWERS)
def resource(
    request: Request,
    served: Leased,
    uri: Annotated[str, Query(description="An IRI, or a CURIE such as isco:C2512.")],
    format: Annotated[str | None, Query(description=NAMES)] = None,
    property: PropertyAsked = None,
    direction: Incoming = "out",
    page: PageNumber = 1,
) -> Response:
    """Describe the thing with this IRI."""
    thing = iri_of("uri", uri)
    address = with_query("/resource", uri=thing.value)
    found = ThingAnswer(request, served, thing, address, by_name(format))
    return found.list_of(property, direction, page) if property else found.whole()


def _own(
    request: Request, served: Served, path: str
) -> tuple[NamedNode, Offer[Format | None] | None]:
    """Return the thing at ``path``, and the format that a suffix names.

    An IRI that ends like a suffix is itself before it is another with a suffix.
    """
    try:
        thing = own_thing(path)
        for suffix, offer in BY_SUFFIX.items():
            if path.endswith(suffix) and not exists(served.store, thing):
                without = own_thing(path.removesuffix(suffix))
                gone = not exists(served.store, without) and past(request).last_known(
                    thing, served.snapshot
                )
                return (thing, None) if gone else (without, offer)
    except (ValueError, UnicodeDecodeError) as error:
        raise HTTPException(404, f"No IRI has the path {path}.") from error
    return thing, None
