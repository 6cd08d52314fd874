"""The answer to who asks for a thing: its page, its triples, or why there is neither."""

from __future__ import annotations

from fastapi import Request, Response
from pyoxigraph import Literal, NamedNode, Triple
from starlette.exceptions import HTTPException

from kgqual.errors import BadUsage
from kgqual.namespaces import FOAF, RDFS, SKOS, expand
from kgqual.store.interface import Format
from kgqual.web.description import dataset_of, incoming_counts, triples
from kgqual.web.links import local_address, with_query
from kgqual.web.negotiation import Offer, accept_header, negotiated_language, require
from kgqual.web.occupation_view import CLASS as OCCUPATION
from kgqual.web.occupation_view import OccupationView, occupation_view
from kgqual.web.pages import render
from kgqual.web.past import Gone, past
from kgqual.web.rdf import BY_NAME, BY_SUFFIX, OFFERS, write
from kgqual.web.revalidation import has, headers_of, tag_of
from kgqual.web.serving import Served
from kgqual.web.thing_page import ThingView
from kgqual.web.thing_questions import Askable, askable
from kgqual.web.thing_view import ThingViews

INCOMING = 1000
"""Triples that point to a thing, at most, in its RDF description."""
OUTGOING = 50_000
"""Triples that describe a thing, at most, in its RDF description."""


def iri_of(parameter: str, text: str) -> NamedNode:
    """Return the IRI or CURIE that a parameter gives. Raises BadUsage when it is none."""
    try:
        return expand(text.strip())
    except ValueError as error:
        raise BadUsage(f"{parameter}={text!r} is not an IRI.") from error


class ThingAnswer:
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
        older = getattr(request.state, "older", False)
        language = "" if self._chosen.choice else negotiated_language(request)
        self._tag = tag_of(
            served.snapshot.id, older, str(request.url), self._chosen.media_type, language
        )

    def whole(self) -> Response:
        """Return the description of the thing.

        Raises HTTPException 404 when there is none, Gone when an older snapshot has one.
        """
        if has(self._request, self._tag):
            return Response(status_code=304, headers=self._headers(self._label()))
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
            questions=self._questions(view),
            occupation=self._occupation(view),
        )

    def _questions(self, view: ThingView) -> tuple[Askable, ...]:
        schemes = (row for row in view.rows if row.property.iri == SKOS.inScheme.value)
        return askable(
            view.iri,
            [value.shown.iri for value in view.types],
            [value.shown.iri for row in schemes for value in row.shown],
            negotiated_language(self._request),
        )

    def _occupation(self, view: ThingView) -> OccupationView | None:
        if OCCUPATION not in [value.shown.iri for value in view.types]:
            return None
        graph = self._served.asked.on()
        return occupation_view(graph, view.iri, negotiated_language(self._request))

    def list_of(self, wanted: str, direction: str, page: int) -> Response:
        """Return a page that lists one property. Raises HTTPException 404 past its end."""
        headers = {"Vary": "Accept-Language", **headers_of(self._tag)}
        if has(self._request, self._tag):
            return Response(status_code=304, headers=headers)
        incoming = direction == "in"
        property = iri_of("property", wanted).value
        view = self._views().listing(property, incoming=incoming, page=page)
        if view is None:
            raise self._unknown()
        back = local_address(self._thing.value) or self._address
        listed = with_query(back, property=property, direction=direction)
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
        """Return the address of one representation, in the snapshot that was asked for."""
        snapshot = self._request.query_params.get("snapshot")
        if self._address.startswith("/id/"):
            suffixes = {offer.choice: suffix for suffix, offer in BY_SUFFIX.items()}
            return with_query(self._address + suffixes[BY_NAME[label].choice], snapshot=snapshot)
        return with_query(self._address, format=label, snapshot=snapshot)

    def _label(self) -> str:
        return self._chosen.choice.label if self._chosen.choice else "html"

    def _headers(self, label: str) -> dict[str, str]:
        """Return what is said of one representation: what it is about, and what is beside it."""
        own = self._address.startswith("/id/")
        links = [
            f'<{self._thing.value}>; rel="about"',
            f'<{self._thing.value if own else self._address}>; rel="canonical"',
            '</catalog>; rel="collection"',
            f'<{self._variant("turtle")}>; rel="describedby"; type="text/turtle"',
        ]
        for other, offer in BY_NAME.items():
            if other != label:
                media_type = offer.media_type.partition(";")[0]
                links.append(f'<{self._variant(other)}>; rel="alternate"; type="{media_type}"')
        return {
            "Content-Location": self._variant(label),
            "Link": ", ".join(links),
            "Vary": self._vary,
            **headers_of(self._tag),
        }

    def _unknown(self) -> HTTPException | Gone:
        """Return why there is no description: nobody knows the thing, or it is gone."""
        message = f"No graph of this snapshot mentions <{self._thing.value}>."
        now = self._served.snapshot
        if "snapshot" in self._request.query_params:
            return HTTPException(404, message)
        earlier = past(self._request).last_known(self._thing, now)
        if earlier is None:
            return HTTPException(404, message)
        message = (
            f"<{self._thing.value}> was in snapshot {earlier.snapshot} and is not in {now.id}, "
            "the one that is served."
        )
        if earlier.replacements:
            message += f" It was replaced by {', '.join(f'<{r}>' for r in earlier.replacements)}."
        address = with_query(self._address, snapshot=earlier.snapshot)
        addresses = (local_address(iri) for iri in earlier.replacements)
        replacements = tuple(known for known in addresses if known)
        return Gone(message, address, replacements)
