"""Suggested mappings: the terms of a set that texts may mean, ranked."""

from __future__ import annotations

import asyncio
import json
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
from kgqual.mapping.writing import written
from kgqual.web.leasing import Leased
from kgqual.web.negotiation import Offer, accept_header, require
from kgqual.web.parameters import FORM
from kgqual.web.posted_texts import FILES, JSON, posted_texts

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
_ANSWERS: dict[int | str, dict[str, Any]] = {
    200: {
        "description": "For each text the candidates with score, features and calibrated "
        "confidence, the probability that nothing fits, and the mapping that it comes down to; "
        "or the same as SSSOM.",
        "content": {offer.media_type: {} for offer in _OFFERS},
    },
    400: {"description": "The texts or the set cannot be understood, or the set is not loaded."},
    413: {"description": "More texts, or a longer body, than are taken at once."},
    415: {"description": "The body is of another media type."},
    503: {"description": "As many lists of texts are being looked up as may be; see Retry-After."},
}


@router.post(
    "/mappings/suggest",
    summary="Suggest the terms of a set that texts may mean",
    response_model=Suggested | SuggestedForOne,
    responses=_ANSWERS,
    openapi_extra=_POSTED,
)
async def suggest(
    request: Request,
    served: Leased,
    format: Annotated[
        str | None, Query(description="json, or SSSOM as tsv, jsonld or ttl.")
    ] = None,
) -> Response:
    """Rank the terms of a set for each text, with the reasons and the calibrated confidence.

    Nobody has confirmed a suggestion: it is a close match at most, of the strength `computed`.
    That nothing fits is an answer too, `sssom:NoTermFound`.
    """
    form = _by_name(format) or require(accept_header(request), _OFFERS)
    posted = await posted_texts(request)
    if len(posted.request.texts) < MANY and not posted.request.from_:
        return await asyncio.to_thread(_answered, served.asked, posted, form)
    slots = request.app.state.batches
    assert isinstance(slots, asyncio.Semaphore)
    if slots.locked():
        raise Busy("Other lists are being looked up. Try again later, or send fewer texts.")
    async with slots:
        return await asyncio.to_thread(_answered, served.asked, posted, form)


def _by_name(format: str | None) -> Offer[str] | None:
    if format and format not in _BY_NAME:
        raise BadUsage(f"format={format!r} is unknown; there are {', '.join(_BY_NAME)}.")
    return _BY_NAME[format] if format else None


def _answered(opened: OpenSnapshot, posted: Posted, form: Offer[str]) -> Response:
    found = answer(opened, posted, MOST)
    if form.choice == "json":
        text = f"{found.model_dump_json(indent=1)}\n"
    else:
        text = written(as_mapping_set(found), form.choice)
    headers = {"Cache-Control": "no-store", "Vary": "Accept"}
    return Response(harmless(text), headers=headers, media_type=form.media_type)
