"""Suggested mappings: the terms of a set that texts may mean, ranked."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request, Response

from kgqual.answering import OpenSnapshot
from kgqual.errors import BadUsage, Busy
from kgqual.harmless import harmless
from kgqual.mapping.suggestion.answer import Suggested, SuggestedForOne
from kgqual.mapping.suggestion.answering import answer
from kgqual.mapping.suggestion.mapping_set import as_mapping_set
from kgqual.mapping.suggestion.request import Posted
from kgqual.sources.kinds.sssom.writing import written
from kgqual.web.leasing import Leased
from kgqual.web.negotiation import Offer, accept_header, require
from kgqual.web.parameters import FORM
from kgqual.web.posted_texts import FILES, JSON, posted_texts, texts_in_address
from kgqual.web.revalidation import has, headers_of, tag_of
from kgqual.web.serving import Served

MOST = 1_000
"""Texts in one request; more come in several."""
MANY = 20
"""Texts from which a request is one of those that are answered one after the other."""
_OFFERS = (
    Offer(JSON, "json"),
    Offer("text/tab-separated-values", "tsv"),
    Offer("application/ld+json", "jsonld"),
    Offer("text/turtle", "ttl"),
)
_BY_NAME = {offer.choice: offer for offer in _OFFERS}

router = APIRouter(tags=["mappings"])

_SCHEMA = json.loads(Path(__file__).parent.with_name("suggestion_schema.json").read_bytes())
_POSTED: dict[str, Any] = {
    "requestBody": {
        "required": True,
        "description": "JSON or a form with these members, or a file of texts: a table with a "
        "column `title` and, where known, `description`, `lang` and `id`, or a text in each line; "
        "then `to`, `lang` and `limit` are in the address.",
        "content": {
            **{kind: {"schema": _SCHEMA} for kind in (JSON, FORM)},
            **{kind: {"schema": {"type": "string"}} for kind in FILES},
        },
    }
}
_PARAMETERS = [
    {
        "name": name,
        "in": "query",
        "required": name == "to",
        "description": said,
        "schema": {"type": "string"},
    }
    for name, said in (
        ("text", "The text, or several: the parameter is given several times."),
        ("from", "Instead of texts: the set whose terms are looked up."),
        ("to", "The set that is searched: the IRI, CURIE or name of a scheme or class."),
        ("lang", "The language of the texts, a tag such as `ru`."),
        ("description", "What a single text means."),
        ("limit", "Candidates for each text: 10, or as many as are asked for, 100 at most."),
    )
]
_ANSWERS: dict[int | str, dict[str, Any]] = {
    200: {
        "description": "For each text the candidates with score, features and calibrated "
        "confidence, the probability that nothing fits, and the mapping that it comes down to; "
        "or the same as SSSOM.",
        "content": {offer.media_type: {} for offer in _OFFERS},
    },
    304: {"description": "The client has this answer already (If-None-Match)."},
    400: {"description": "The texts or the set cannot be understood, or the set is not loaded."},
    413: {"description": "More texts, or a longer body, than are taken at once."},
    415: {"description": "The body is of another media type."},
    503: {"description": "As many lists of texts are being looked up as may be; see Retry-After."},
}


FormatAsked = Annotated[str | None, Query(description="json, or SSSOM as tsv, jsonld or ttl.")]


@router.get(
    "/mappings/suggest",
    summary="Suggest the terms of a set that a text in the address may mean",
    response_model=Suggested | SuggestedForOne,
    responses=_ANSWERS,
    openapi_extra={"parameters": _PARAMETERS},
)
async def suggest_for_address(
    request: Request, served: Leased, format: FormatAsked = None
) -> Response:
    """Answer as a POST does, at an address that can be linked to: `?text=…&to=ISCO-08`."""
    form = _by_name(format) or require(accept_header(request), _OFFERS)
    tag = tag_of(served.snapshot.id, str(request.url), form.choice, date.today())
    headers = headers_of(tag)
    if has(request, tag):
        return Response(status_code=304, headers={"Vary": "Accept", **headers})
    return await _answered(request, served, texts_in_address(request), form, headers)


@router.post(
    "/mappings/suggest",
    summary="Suggest the terms of a set that texts may mean",
    response_model=Suggested | SuggestedForOne,
    responses=_ANSWERS,
    openapi_extra=_POSTED,
)
async def suggest(request: Request, served: Leased, format: FormatAsked = None) -> Response:
    """Rank the terms of a set for each text, with the reasons and the calibrated confidence.

    Nobody has confirmed a suggestion: it is a close match at most, of the strength `computed`.
    That nothing fits is an answer too, `sssom:NoTermFound`.
    """
    form = _by_name(format) or require(accept_header(request), _OFFERS)
    posted = await posted_texts(request)
    return await _answered(request, served, posted, form, {"Cache-Control": "no-store"})


async def _answered(
    request: Request, served: Served, posted: Posted, form: Offer[str], headers: Mapping[str, str]
) -> Response:
    """Return the answer; long lists take their turn. Raises Busy when there are too many."""
    if len(posted.request.texts) < MANY and not posted.request.from_:
        return await asyncio.to_thread(_written, served.asked, posted, form, headers)
    slots = request.app.state.batches
    assert isinstance(slots, asyncio.Semaphore)
    if slots.locked():
        raise Busy("Other lists are being looked up. Try again later, or send fewer texts.")
    async with slots:
        return await asyncio.to_thread(_written, served.asked, posted, form, headers)


def _by_name(format: str | None) -> Offer[str] | None:
    if format and format not in _BY_NAME:
        raise BadUsage(f"format={format!r} is unknown; there are {', '.join(_BY_NAME)}.")
    return _BY_NAME[format] if format else None


def _written(
    opened: OpenSnapshot, posted: Posted, form: Offer[str], headers: Mapping[str, str]
) -> Response:
    found = answer(opened, posted, MOST)
    if form.choice == "json":
        text = f"{found.model_dump_json(indent=1)}\n"
    else:
        text = written(as_mapping_set(found), form.choice)
    headers = {"Vary": "Accept", **headers}
    return Response(harmless(text), headers=headers, media_type=form.media_type)
