"""Reading a question that somebody wants to store: what is asked, and of which snapshot."""

from __future__ import annotations

import json

from starlette.exceptions import HTTPException
from starlette.requests import Request

from kgqual.errors import BadUsage
from kgqual.store.stored_queries import Question
from kgqual.web.parameters import (
    FORM,
    QUERY,
    Parameters,
    address_pairs,
    read_body,
    read_posted,
)
from kgqual.web.protocol import read_day

JSON = "application/json"
LONGEST = 64 << 10
"""Bytes of what is asked, as canonical JSON."""
_NAMES = ("query", "default-graph-uri", "named-graph-uri", "as-of", "snapshot", "timeout", "update")


async def posted_parameters(request: Request) -> Parameters:
    """Return the parameters of a POST request: a form, a query as the body, or JSON.

    Raises HTTPException 413 or 415, and BadUsage for a body that cannot be read.
    """
    content_type = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if content_type == JSON:
        return Parameters([*address_pairs(request), *_members(await read_body(request))])
    if content_type not in (FORM, QUERY):
        accepted = f"{FORM}, {JSON}, {QUERY}"
        raise HTTPException(
            415, f"A query to store is posted as one of {accepted}.", {"Accept-Post": accepted}
        )
    return await read_posted(request)


def _members(text: bytes) -> list[tuple[str, str]]:
    try:
        read = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise BadUsage(f"The body is not JSON: {error}.") from error
    if not isinstance(read, dict):
        raise BadUsage("The body is not a JSON object with the member query.")
    if unknown := set(read) - set(_NAMES):
        raise BadUsage(f"Unknown members: {', '.join(sorted(unknown))}.")
    return [(name, _text(name, value)) for name, given in read.items() for value in _listed(given)]


def _listed(value: object) -> list[object]:
    if value is None:
        return []
    return value if isinstance(value, list) else [value]


def _text(name: str, value: object) -> str:
    if name == "timeout" and isinstance(value, int | float):
        return str(value)
    if not isinstance(value, str):
        raise BadUsage(f"The member {name} is a text, or a list of texts for graphs.")
    return value


def question_of(parameters: Parameters) -> Question:
    """Return what is asked.

    Raises BadUsage when there is no query, or a day that is none; HTTPException 413 when it is too
    long.
    """
    parameters.refuse_writing()
    text = parameters.one("query")
    if text is None:
        raise BadUsage("The parameter query is missing.")
    day = parameters.one("as-of")
    question = Question(
        text,
        tuple(parameters.all("default-graph-uri")),
        tuple(parameters.all("named-graph-uri")),
        read_day(day).isoformat() if day else None,
    )
    try:
        size = len(question.to_bytes())
    except UnicodeEncodeError as error:
        raise BadUsage("The query holds half a character (a lone surrogate).") from error
    if size > LONGEST:
        raise HTTPException(413, f"A stored query may have {LONGEST} bytes; this one has {size}.")
    return question


def pairs_of(question: Question) -> list[tuple[str, str]]:
    """Return the parameters of a request to ``/sparql`` that asks ``question``."""
    pairs = [("query", question.query)]
    pairs += [("default-graph-uri", graph) for graph in question.default_graphs]
    pairs += [("named-graph-uri", graph) for graph in question.named_graphs]
    return [*pairs, *([("as-of", question.as_of)] if question.as_of else [])]
