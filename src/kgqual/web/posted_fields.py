"""Reading what is posted as a form by a page, or as a JSON object by a program."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from typing import Any, Self

from pydantic import BaseModel, ConfigDict, ValidationError
from starlette.exceptions import HTTPException
from starlette.requests import Request

from kgqual.errors import BadUsage
from kgqual.web.parameters import FORM, read_body, read_form

JSON = "application/json"
KEY = (
    "The client's own name for what it sends, such as a UUID: sent again with the same key, it is "
    "recorded once."
)
"""How a field ``key`` is described."""


class Posted(BaseModel):
    """Fields of which none may be unknown."""

    model_config = ConfigDict(extra="forbid")

    @classmethod
    def read(cls, fields: Mapping[str, Any]) -> Self:
        """Return what the fields say. Raises BadUsage for one that is unknown, missing or wrong."""
        try:
            return cls.model_validate(fields)
        except ValidationError as error:
            wrong = (f"{'.'.join(map(str, e['loc']))}: {e['msg']}" for e in error.errors())
            raise BadUsage(f"{'; '.join(wrong)}.") from error


async def posted_fields(
    request: Request, beside: Collection[str], several: str = ""
) -> Mapping[str, Any]:
    """Return the fields in the body and, of a form, those in the address.

    ``beside`` are parameters of the address that are no fields. The field ``several`` may have
    more values than one; of a form it is a list.

    Raises BadUsage for a body that holds none or a field twice, HTTPException 413 or 415.
    """
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind not in (JSON, FORM):
        given = f"not as {kind}" if kind else "with its Content-Type"
        accepted = {"Accept-Post": f"{FORM}, {JSON}"}
        raise HTTPException(415, f"Fields are posted as {JSON} or as {FORM}, {given}.", accepted)
    if kind == FORM:
        parameters = await read_form(request)
        once = [name for name in parameters.names if name not in (*beside, several)]
        fields: dict[str, Any] = {name: parameters.one(name) or "" for name in once}
        return fields | ({several: parameters.all(several)} if several else {})
    try:
        given = json.loads(await read_body(request))
    except (ValueError, RecursionError) as error:
        raise BadUsage(f"The body is not JSON: {error}.") from error
    if half := _half_character(given):
        raise BadUsage(f"The body has half a character, {half!a}: escape both of its halves.")
    if not isinstance(given, dict):
        raise BadUsage("The body is not a JSON object with fields.")
    return given


def _half_character(given: object) -> str:
    """Return a half of a surrogate pair, which JSON can escape and no text can hold, or ''."""
    try:
        json.dumps(given, ensure_ascii=False).encode()
    except UnicodeEncodeError as error:
        return error.object[error.start]
    return ""
