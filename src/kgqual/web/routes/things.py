"""One thing: its page for people, its triples for programs."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Query, Request, Response
from pyoxigraph import Literal, NamedNode, Triple
from starlette.exceptions import HTTPException

from kgqual.errors import BadUsage
from kgqual.namespaces import FOAF, RDFS, expand
from kgqual.store.interface import Format
from kgqual.web.description import dataset_of, exists, incoming_counts, triples
from kgqual.web.leasing import Leased
from kgqual.web.links import local_address, own_thing, with_query
from kgqual.web.negotiation import Offer, accept_header, negotiated_language, require
from kgqual.web.pages import render
from kgqual.web.rdf import BY_NAME, BY_SUFFIX, NAMES, OFFERS, by_name, write
from kgqual.web.serving import Served
from kgqual.web.thing_view import ThingViews

INCOMING = 1000
"""Triples that point to a thing, at most, in its RDF description."""
OUTGOING = 50_000
"""Triples that describe a thing, at most, in its RDF description."""

router = APIRouter(tags=["things"])

_ANSWERS: dict[int | str, dict[str, Any]] = {
    200: {"content": {offer.media_type: {} for offer in OFFERS[:5]}},
    404: {"description": "No graph of the snapshot mentions it."},
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
    thing, forced = _own(served, raw.decode("ascii").partition("/id/")[2])
    found = _Found(request, served, thing, local_address(thing.value) or "", forced)
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
    thing = _expanded("uri", uri)
    address = with_query("/resource", uri=thing.value)
    found = _Found(request, served, thing, address, by_name(format))
    return found.list_of(property, direction, page) if property else found.whole()


def _expanded(parameter: str, text: str) -> NamedNode:
    try:
        return expand(text.strip())
    except ValueError as error:
        raise BadUsage(f"{parameter}={text!r} is not an IRI.") from error


def _own(served: Served, path: str) -> tuple[NamedNode, Offer[Format | None] | None]:
    """Return the thing at ``path``, and the format that a suffix names.

    An IRI that ends like a suffix is itself before it is another with a suffix.
    """
    try:
        thing = own_thing(path)
        for suffix, offer in BY_SUFFIX.items():
            if path.endswith(suffix) and not exists(served.store, thing):
                return own_thing(path.removesuffix(suffix)), offer
    except (ValueError, UnicodeDecodeError) as error:
        raise HTTPException(404, f"No IRI has the path {path}.") from error
    return thing, None


class _Found:
    """A thing that was asked for, and how to send it."""

    def __init__(
        self,
        request: Request,
        served: Served,
        thing: NamedNode,
        address: str,
        forced: Offer[Format | None] | None,
    ) -> None:
        self._request, self._served = request, served
        self._thing, self._address = thing, address
        self._chosen = forced or require(accept_header(request), OFFERS)
        self._vary = "Accept-Language" if forced else "Accept, Accept-Language"

    def whole(self) -> Response:
        """Return the description of the thing. Raises HTTPException 404 when there is none."""
        if self._chosen.choice is not None:
            return self._rdf(self._chosen.choice)
        view = self._views().whole()
        if view is None:
            raise self._unknown()
        variants = {label: self._variant(label) for label in BY_NAME if label != "html"}
        return render(
            self._request,
            "thing.html",
            headers=self._headers("html"),
            view=view,
            variants=variants,
        )

    def list_of(self, wanted: str, direction: str, page: int) -> Response:
        """Return a page that lists one property. Raises HTTPException 404 past its end."""
        incoming = direction == "in"
        property = _expanded("property", wanted).value
        view = self._views().listing(property, incoming=incoming, page=page)
        if view is None:
            raise self._unknown()
        back = local_address(self._thing.value) or self._address
        listed = with_query(back, property=property, direction=direction)
        headers = {"Vary": "Accept-Language"}
        return render(
            self._request, "listing.html", headers=headers, view=view, back=back, listed=listed
        )

    def _views(self) -> ThingViews:
        language = negotiated_language(self._request)
        return ThingViews(self._served, self._thing, language, self._address)

    def _rdf(self, format: Format) -> Response:
        graphs = [entry.iri for entry in self._served.manifest.graphs]
        dataset = dataset_of(self._served.store, self._thing, graphs)
        store, thing = self._served.store, self._thing
        described = triples(store, thing, "outgoing", dataset, OUTGOING)
        pointing = triples(store, thing, "incoming", dataset, INCOMING + 1)
        if not described and not pointing:
            raise self._unknown()
        remark = self._remark() if len(pointing) > INCOMING else ()
        body = write([*described, *pointing[:INCOMING], *remark], format)
        return Response(body, headers=self._headers(format.label), media_type=format.media_type)

    def _remark(self) -> tuple[Triple, ...]:
        """Return the triples that say that the description is not complete."""
        total = sum(incoming_counts(self._served.store, self._thing).values())
        document = NamedNode(str(self._request.base_url).rstrip("/") + self._address)
        text = (
            f"Of {total} triples that point to this thing, {INCOMING} are here; "
            "a query at /sparql returns all."
        )
        return (
            Triple(document, FOAF.primaryTopic, self._thing),
            Triple(document, RDFS.comment, Literal(text, language="en")),
        )

    def _variant(self, label: str) -> str:
        """Return the address of one representation."""
        if self._address.startswith("/id/"):
            suffixes = {offer.choice: suffix for suffix, offer in BY_SUFFIX.items()}
            return self._address + suffixes[BY_NAME[label].choice]
        return with_query(self._address, format=label)

    def _headers(self, label: str) -> dict[str, str]:
        links = [f'<{self._thing.value}>; rel="about"']
        for other, offer in BY_NAME.items():
            if other != label:
                media_type = offer.media_type.partition(";")[0]
                links.append(f'<{self._variant(other)}>; rel="alternate"; type="{media_type}"')
        return {
            "Content-Location": self._variant(label),
            "Link": ", ".join(links),
            "Vary": self._vary,
        }

    def _unknown(self) -> HTTPException:
        return HTTPException(404, f"No graph of this snapshot mentions <{self._thing.value}>.")
