"""One request to the pages that people work on: who asks, in which language, of which graph."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Annotated

from fastapi import Depends, Request
from fastapi.responses import HTMLResponse, Response
from pydantic import BaseModel

from kgqual.answering import Graph
from kgqual.editorial import Editorial, Person
from kgqual.web.leasing import Leased
from kgqual.web.links import with_query
from kgqual.web.negotiation import LANGUAGES, Offer, accept_header, negotiated_language, require
from kgqual.web.pages import render
from kgqual.web.posted_fields import JSON
from kgqual.web.serving import Served
from kgqual.web.signing_in import editorial, person, writer

OFFERS = (
    Offer(JSON, False),
    Offer("text/html", True),
    Offer("application/xhtml+xml", True),
)
PRIVATE = {"Cache-Control": "private, no-store", "Vary": "Accept, Accept-Language, Cookie"}
"""Headers of pages that depend on who reads them and on what was written a moment ago."""
Writer = Annotated[Person, Depends(writer)]
"""Who writes; a request of nobody, or of another site's page, is refused."""


@dataclass(frozen=True)
class Visit:
    """A request to pages of people's work; ``person`` is None for who only reads."""

    request: Request
    served: Served
    editorial: Editorial
    person: Person | None

    @cached_property
    def page(self) -> bool:
        """Whether a page is asked for. Raises HTTPException 406."""
        return require(accept_header(self.request), OFFERS).choice

    @cached_property
    def language(self) -> str:
        """The language of the page."""
        return negotiated_language(self.request)

    @property
    def name(self) -> str | None:
        """The name of who is signed in."""
        return self.person.name if self.person else None

    @cached_property
    def graph(self) -> Graph:
        """The current graphs."""
        return self.served.asked.on()

    def to(self, address: str, **parameters: str | int | None) -> str:
        """Return an address in the language that this one asks for by ``?lang=``."""
        asked = self.request.query_params.get("lang")
        kept = asked if asked in LANGUAGES else None
        return with_query(address, **parameters, lang=kept)

    def render(
        self, template: str, *, status: int = 200, elsewhere: str = "", **context: object
    ) -> HTMLResponse:
        """Return a page that is the reader's own; see ``pages.render``."""
        return render(
            self.request,
            template,
            status=status,
            headers=PRIVATE,
            elsewhere=elsewhere,
            reviewer=self.person,
            **context,
        )


def visiting(
    request: Request,
    served: Leased,
    stored: Annotated[Editorial, Depends(editorial)],
    who: Annotated[Person | None, Depends(person)],
) -> Visit:
    """Return the request, ready to be answered."""
    return Visit(request, served, stored, who)


def as_json(answer: BaseModel, status: int = 200) -> Response:
    """Return what programs are given, for the reader alone."""
    return Response(answer.model_dump_json(by_alias=True), status, PRIVATE, media_type=JSON)
