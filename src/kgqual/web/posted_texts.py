"""Reading a request for suggestions: an address, JSON, a form, or a file of texts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from urllib.parse import parse_qsl

from pydantic_core import from_json
from starlette.exceptions import HTTPException
from starlette.requests import Request

from kgqual.errors import BadSource, BadUsage
from kgqual.mapping.suggestion.request import Posted, read_request
from kgqual.mapping.suggestion.text_files import read_texts
from kgqual.web.parameters import FORM, address_pairs, read_body

JSON = "application/json"
FILES = {"text/csv": ".csv", "text/tab-separated-values": ".tsv", "text/plain": ".txt"}
"""Media type of a file of texts → the ending of such a file's name."""
ACCEPTED = (JSON, FORM, *FILES)
OWN_PARAMETERS = frozenset({"snapshot", "format"})
"""What an address may say beside the members of a request."""
_SHOWN = 5
"""Wrong rows of a table that a problem lists."""


def texts_in_address(request: Request) -> Posted:
    """Return what the address of a GET request asks. Raises BadUsage for what is wrong."""
    return read_request({}, _members(request))


async def posted_texts(request: Request) -> Posted:
    """Return what a POST request asks, in its body and in its address.

    A body without a media type, and one that is an object or a list whatever the media type of a
    form says (as ``curl -d`` sends it), is JSON. Raises BadUsage for what cannot be understood,
    HTTPException 413 or 415.
    """
    address = _members(request)
    kind = request.headers.get("content-type", JSON).partition(";")[0].strip().lower()
    if not (kind in ACCEPTED or kind.endswith("+json")):
        accepted = ", ".join(ACCEPTED)
        raise HTTPException(415, f"Texts are posted as {accepted}.", {"Accept-Post": accepted})
    data = await read_body(request)
    if kind in FILES:
        return read_request({"texts": _table(data, f"body{FILES[kind]}")}, address)
    if kind == FORM and data.lstrip()[:1] not in (b"{", b"["):
        return read_request(_form(data), address)
    return read_request(_json(data), address)


def _members(request: Request) -> Mapping[str, object]:
    """Return the members of a request that its address has."""
    return _joined((n, v) for n, v in address_pairs(request) if n not in OWN_PARAMETERS)


def _json(data: bytes) -> object:
    try:
        return from_json(data, allow_inf_nan=False)
    except ValueError as error:
        raise BadUsage(f"The body is not JSON: {error}.") from error


def _form(data: bytes) -> Mapping[str, object]:
    try:
        pairs = parse_qsl(data.decode("utf-8"), keep_blank_values=True, errors="strict")
    except UnicodeDecodeError as error:
        raise BadUsage("The form is not UTF-8 when decoded.") from error
    return _joined(pairs)


def _joined(pairs: Iterable[tuple[str, str]]) -> Mapping[str, object]:
    """Return the values of each name, a list where it is given several times."""
    values: dict[str, list[str]] = defaultdict(list)
    for name, value in pairs:
        values[name].append(value)
    return {name: given[0] if len(given) == 1 else given for name, given in values.items()}


def _table(data: bytes, name: str) -> list[object]:
    """Return the texts of a file as the objects of a request. Raises BadUsage for wrong rows."""
    try:
        texts = read_texts(data, name)
    except BadSource as error:
        shown = " ".join(map(str, error.problems[:_SHOWN]))
        raise BadUsage(f"{len(error.problems)} rows cannot be read. {shown}") from error
    return [
        {
            "title": {one.language: one.title for one in text.wordings},
            "description": {o.language: o.description for o in text.wordings if o.description},
            "id": text.id,
        }
        for text in texts
    ]
