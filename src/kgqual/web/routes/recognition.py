"""Recognition of foreign qualifications: the look-up of one, and of the rows of a table."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request, Response

from kgqual.harmless import harmless
from kgqual.presentation.statement import page, security, statement
from kgqual.recognition import Application, Recognition, as_jsonld, recognise
from kgqual.web.leasing import Leased
from kgqual.web.negotiation import Offer, accept_header, negotiated_language, require
from kgqual.web.parameters import FORM, Parameters, address_parameters
from kgqual.web.posted_fields import JSON, posted_fields
from kgqual.web.protocol import read_day
from kgqual.web.recognition_formats import NAMES, OFFERS, Form, as_json, by_name
from kgqual.web.recognition_page import recognition_page
from kgqual.web.revalidation import has, headers_of, tag_of
from kgqual.web.serving import Served

OWN_PARAMETERS = {"as-of", "snapshot", "format", "lang"}
"""What an address may say beside the fields of an application."""

VARY = {"Vary": "Accept, Accept-Language"}

router = APIRouter(tags=["recognition"])

_APPLICATION = Application.model_json_schema()
_FIELDS: dict[str, Any] = {
    "parameters": [
        {
            "name": name,
            "in": "query",
            "required": name in _APPLICATION["required"],
            "description": field["description"],
            "schema": {"type": "string"},
        }
        for name, field in _APPLICATION["properties"].items()
    ]
}
_POSTED: dict[str, Any] = {
    "requestBody": {
        "required": True,
        "content": {kind: {"schema": _APPLICATION} for kind in (JSON, FORM)},
    }
}
_ANSWERS: dict[int | str, dict[str, Any]] = {
    200: {
        "description": "What the sources say, or an abstention with its reason and candidates.",
        "content": {offer.media_type: {} for offer in OFFERS},
    },
    304: {"description": "The client has this answer already (If-None-Match)."},
    400: {"description": "A field is unknown, missing, or no value of its kind."},
}

DayAsked = Annotated[
    str | None, Query(alias="as-of", description="Answer from what was valid on this day.")
]
FormatAsked = Annotated[str | None, Query(description=NAMES)]


@dataclass(frozen=True)
class _Asked:
    """One look-up that is asked for, and how it is to be answered."""

    request: Request
    served: Served
    form: Offer[Form]
    day: date | None

    @property
    def language(self) -> str:
        """The language of what people read."""
        return negotiated_language(self.request) if self.form.choice.for_people else ""

    def answer(self, given: Mapping[str, Any], headers: Mapping[str, str]) -> Response:
        """Return the response.

        Raises BadApplication for fields that are wrong; a page says so itself.
        """
        fields = {**headers, **VARY}
        if self.form.choice is Form.HTML:
            texts = {name: str(value) for name, value in given.items()}
            return recognition_page(self.request, self.served, texts, self.day, fields)
        found = recognise(self.served.asked.on(self.day), Application.of(given))
        base = str(self.request.base_url).rstrip("/")
        if self.form.choice is Form.JSON:
            return Response(as_json(found), headers=fields, media_type=self.form.media_type)
        if self.form.choice is Form.JSONLD:
            text = harmless(as_jsonld(found, base))
            return Response(text, headers=fields, media_type=self.form.media_type)
        fields |= {"Content-Language": self.language, "Content-Security-Policy": security()}
        text = page(statement(found, self.language), base)
        return Response(text, headers=fields, media_type=self.form.media_type)


def _asked(request: Request, served: Served, as_of: str | None, format: str | None) -> _Asked:
    form = by_name(format) or require(accept_header(request), OFFERS)
    return _Asked(request, served, form, read_day(as_of) if as_of else None)


@router.get(
    "/recognition",
    summary="Look up a foreign qualification",
    response_model=Recognition,
    responses=_ANSWERS,
    openapi_extra=_FIELDS,
)
def look_up(
    request: Request, served: Leased, as_of: DayAsked = None, format: FormatAsked = None
) -> Response:
    """Say what the sources say of a foreign qualification in Kazakhstan; decision support."""
    asked = _asked(request, served, as_of, format)
    day = asked.day or date.today()
    older = getattr(request.state, "older", False)
    variant = (asked.form.choice, asked.language)
    tag = tag_of(served.snapshot.id, day, older, str(request.url), variant)
    headers = headers_of(tag)
    if has(request, tag):
        return Response(status_code=304, headers={**headers, **VARY})
    return asked.answer(_given(address_parameters(request)), headers)


@router.post(
    "/recognition",
    summary="Look up a foreign qualification that is posted",
    response_model=Recognition,
    responses=_ANSWERS,
    openapi_extra=_POSTED,
)
async def look_up_posted(
    request: Request, served: Leased, as_of: DayAsked = None, format: FormatAsked = None
) -> Response:
    """Take the fields from a JSON object or a form, so that they stand in no address."""
    asked = _asked(request, served, as_of, format)
    given = await posted_fields(request, OWN_PARAMETERS)
    return await asyncio.to_thread(asked.answer, given, {"Cache-Control": "no-store"})


def _given(parameters: Parameters) -> Mapping[str, str]:
    names = [name for name in parameters.names if name not in OWN_PARAMETERS]
    return {name: parameters.one(name) or "" for name in names}
