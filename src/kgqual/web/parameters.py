"""Reading the parameters of a query request: from the address, from a form, from the body."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from urllib.parse import parse_qsl

from starlette.datastructures import Headers
from starlette.exceptions import HTTPException
from starlette.requests import Request
from werkzeug.http import parse_options_header

from kgqual.errors import BadUsage

FORM = "application/x-www-form-urlencoded"
QUERY = "application/sparql-query"
UPDATE = "application/sparql-update"
MAX_BODY = 1 << 20
"""Bytes of a request's body, at most."""
READ_ONLY = (
    "The graph is read-only: /sparql answers queries by GET and POST, and takes no updates and no "
    "Graph Store Protocol. Graphs are read with CONSTRUCT, /resource?uri= or /catalog."
)

_NO_ENCODING = re.compile(r"%(?![0-9A-Fa-f]{2})")
_WRITING = {
    "update": "An update",
    "using-graph-uri": "An update's dataset",
    "using-named-graph-uri": "An update's dataset",
    "graph": "The Graph Store Protocol",
    "default": "The Graph Store Protocol",
}
"""Parameters of what is refused by policy, and what they belong to."""


class Parameters:
    """The parameters of a request, from its address and from a form it carries."""

    def __init__(self, pairs: Iterable[tuple[str, str]]) -> None:
        self._values: dict[str, list[str]] = {}
        for name, value in pairs:
            self._values.setdefault(name, []).append(value)

    @property
    def names(self) -> tuple[str, ...]:
        """The names of all that is given."""
        return tuple(self._values)

    def all(self, name: str) -> list[str]:
        """Return every value of ``name``."""
        return self._values.get(name, [])

    def one(self, name: str) -> str | None:
        """Return the value of ``name`` or None. Raises BadUsage when it is given twice."""
        values = self._values.get(name)
        if values is None:
            return None
        if len(values) > 1:
            raise BadUsage(f"The parameter {name} is given {len(values)} times; once is allowed.")
        return values[0]

    def refuse_writing(self) -> None:
        """Raise BadUsage when they are those of an update or of the Graph Store Protocol."""
        for name in self._values.keys() & _WRITING.keys():
            raise BadUsage(f"{_WRITING[name]} is asked for by {name}=. {READ_ONLY}")


def address_parameters(request: Request) -> Parameters:
    """Return the parameters in the address of ``request``.

    Raises BadUsage when they are not percent-encoded UTF-8.
    """
    return Parameters(address_pairs(request))


async def read_posted(request: Request) -> Parameters:
    """Return the parameters of a POST request; the query as a body counts as ``query``.

    Raises HTTPException 413 or 415, and BadUsage for what is not UTF-8.
    """
    in_address = address_pairs(request)
    media_type = _understood(request.headers, (FORM, QUERY), READ_ONLY)
    text = _utf8(await read_body(request), "body")
    in_body = [("query", text)] if media_type == QUERY else _decoded(text, "form")
    return Parameters([*in_address, *in_body])


async def read_form(request: Request) -> Parameters:
    """Return the parameters of a POST request, from its address and from the form in its body.

    Raises HTTPException 413 or 415, and BadUsage for what is not UTF-8.
    """
    in_address = address_pairs(request)
    _understood(request.headers, (FORM,))
    return Parameters([*in_address, *_decoded(_utf8(await read_body(request), "body"), "form")])


def address_pairs(request: Request) -> list[tuple[str, str]]:
    """Return the parameters in the address, in their order. See ``address_parameters``."""
    return _decoded(_utf8(request.scope["query_string"], "address"), "address")


def _understood(headers: Headers, accepted: Sequence[str], hint: str = "") -> str:
    """Return the media type of the body. Raises HTTPException 415 when it cannot be read."""
    coding = headers.get("content-encoding", "identity").strip().lower()
    if coding != "identity":
        raise HTTPException(
            415,
            f"A body in {coding} is not read; send it as it is.",
            {"Accept-Encoding": "identity"},
        )
    media_type, options = parse_options_header(headers.get("content-type"))
    if media_type.lower() not in accepted:
        given = f"not as {media_type}" if media_type else "with its Content-Type"
        raise HTTPException(
            415,
            f"A query is posted as {' or '.join(accepted)}, {given}. {hint}".strip(),
            {"Accept-Post": ", ".join(accepted)},
        )
    charset = options.get("charset", "utf-8")
    if charset.lower() not in ("utf-8", "utf8", "us-ascii"):
        raise HTTPException(415, f"A body with charset={charset} is not read; send it in UTF-8.")
    return media_type.lower()


async def read_body(request: Request) -> bytes:
    """Return the body of ``request``. Raises HTTPException 413 when it is too long."""
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > MAX_BODY:
            raise HTTPException(413, f"A request's body may have {MAX_BODY} bytes at most.")
    return bytes(body)


def _decoded(text: str, place: str) -> list[tuple[str, str]]:
    if wrong := _NO_ENCODING.search(text):
        raise BadUsage(
            f"The {place} is not percent-encoded: {text[wrong.start() : wrong.start() + 3]!r}. "
            "A percent sign itself is written %25."
        )
    try:
        return parse_qsl(text, keep_blank_values=True, errors="strict")
    except UnicodeDecodeError as error:
        raise BadUsage(f"The {place} is not UTF-8 when decoded.") from error


def _utf8(data: bytes, place: str) -> str:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise BadUsage(f"The {place} is not UTF-8: byte {error.start} is wrong.") from error
