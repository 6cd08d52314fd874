"""Reading what is posted as a form by a page, or as a JSON object by a program."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from typing import Any

from starlette.requests import Request

from kgqual.errors import BadUsage
from kgqual.web.parameters import read_body, read_posted

JSON = "application/json"


async def posted_fields(
    request: Request, beside: Collection[str], several: str = ""
) -> Mapping[str, Any]:
    """Return the fields in the body and, of a form, those in the address.

    ``beside`` are parameters of the address that are no fields. The field ``several`` may have
    more values than one; of a form it is a list.

    Raises BadUsage for a body that holds none or a field twice, HTTPException 413 or 415.
    """
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind != JSON:
        parameters = await read_posted(request)
        once = [name for name in parameters.names if name not in (*beside, several)]
        fields: dict[str, Any] = {name: parameters.one(name) or "" for name in once}
        return fields | ({several: parameters.all(several)} if several else {})
    try:
        given = json.loads(await read_body(request))
    except (ValueError, RecursionError) as error:
        raise BadUsage(f"The body is not JSON: {error}.") from error
    if not isinstance(given, dict):
        raise BadUsage("The body is not a JSON object with fields.")
    return given
