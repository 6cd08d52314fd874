"""A SPARQL endpoint over HTTP: a service of kgqual, or any other."""

from __future__ import annotations

import ast
import http.client
import json
import math
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from http.client import HTTPResponse
from typing import TYPE_CHECKING, Any
from urllib.error import HTTPError, URLError
from urllib.parse import quote, urlsplit

from SPARQLWrapper import POST, SELECT, SPARQLWrapper
from SPARQLWrapper.SPARQLExceptions import (
    EndPointInternalError,
    EndPointNotFound,
    QueryBadFormed,
    SPARQLWrapperException,
    Unauthorized,
    URITooLong,
)

from kgqual import __version__
from kgqual.client.answers import Answer
from kgqual.client.query import Query
from kgqual.errors import BadQuery, Busy, EngineError, QueryTimeout
from kgqual.store.interface import AnswerKind
from kgqual.store.workers import NotAcceptable

if TYPE_CHECKING:
    from kgqual.answering import AnyAnswer, Question
    from kgqual.mapping.suggestion.answer import Suggested
    from kgqual.recognition import Application, Recognition

SNAPSHOT = "X-Kgqual-Snapshot"
ACCEPT = {
    AnswerKind.SOLUTIONS: "application/sparql-results+json, application/sparql-results+xml;q=0.5",
    AnswerKind.GRAPH: "application/n-triples, text/turtle;q=0.8, application/rdf+xml;q=0.5",
}
PART = 1 << 16
"""Bytes that are read at once."""
GRACE = 5.0
"""Seconds that an endpoint gets beyond the time limit to say itself that it was met."""
SHOWN = 2_000
"""Characters of an endpoint's message that are shown, at most."""

_STATUS: dict[type[SPARQLWrapperException], int] = {
    QueryBadFormed: 400,
    Unauthorized: 401,
    EndPointNotFound: 404,
    URITooLong: 414,
    EndPointInternalError: 500,
}
_ERRORS: dict[int, type[EngineError]] = {
    400: BadQuery,
    406: NotAcceptable,
    408: QueryTimeout,
    429: Busy,
    503: Busy,
    504: QueryTimeout,
}


def endpoint_address(address: str) -> str:
    """Return the endpoint at an address: that of a service (``http://host/``) has /sparql."""
    parts = urlsplit(address)
    if parts.path in ("", "/") and not parts.query:
        return parts._replace(path="/sparql").geturl()
    return address


class Endpoint:
    """See ``Source``; ``snapshot`` is '' for an endpoint that is none of kgqual's."""

    def __init__(self, address: str, snapshot: str | None = None) -> None:
        """Ask at ``address``, there of ``snapshot`` if one is named."""
        self.address = endpoint_address(address)
        self.snapshot = ""
        self._wanted = snapshot

    def close(self) -> None:
        """See ``Source.close``; every answer had a connection of its own."""

    @contextmanager
    def answer(self, query: Query, kind: AnswerKind) -> Iterator[Answer]:
        """See ``Source.answer``."""
        wrapper = self._wrapper(query, kind)
        deadline = time.monotonic() + (query.timeout + GRACE if query.timeout else math.inf)
        try:
            response = wrapper.query().response
            with response:
                self._note(response, query)
                media_type = response.headers.get_content_type()
                yield Answer(media_type, _parts(response, deadline, query))
        except (HTTPError, SPARQLWrapperException) as error:
            raise _refused(error) from error
        except TimeoutError as error:
            raise _too_long(query) from error
        except (URLError, http.client.HTTPException, OSError) as error:
            if isinstance(error, URLError) and isinstance(error.reason, TimeoutError):
                raise _too_long(query) from error
            reason = getattr(error, "reason", error) or type(error).__name__
            raise EngineError(f"{self.address} did not answer to the end: {reason}") from error

    def ask(self, question: Question, arguments: Mapping[str, str], day: date | None) -> AnyAnswer:
        """See ``Source.ask``. Raises BadUsage when the endpoint is not a service's ``/sparql``."""
        from kgqual.client.service import Service  # what loads httpx

        found = Service(self.address, self._wanted).ask(question, arguments, day)
        self.snapshot = found.snapshot
        return found

    def recognise(self, application: Application, day: date | None) -> Recognition:
        """See ``Source.recognise``. Raises BadUsage as ``ask`` does."""
        from kgqual.client.service import Service

        found = Service(self.address, self._wanted).recognise(application, day)
        self.snapshot = found.snapshot
        return found

    def suggest(self, asked: Mapping[str, object]) -> Suggested:
        """See ``Source.suggest``. Raises BadUsage as ``ask`` does."""
        from kgqual.client.service import Service

        found = Service(self.address, self._wanted).suggest(asked)
        self.snapshot = found.snapshot
        return found

    def _note(self, response: HTTPResponse, query: Query) -> None:
        """Take the snapshot that answers. Raises EngineError when it is not the one asked for."""
        self.snapshot = response.headers.get(SNAPSHOT, "")
        if query.day and not self.snapshot:
            raise EngineError(
                f"{self.address} is no service of kgqual: it does not know as_of. Name the graphs "
                "you want with default_graphs instead."
            )
        if self._wanted and not self.snapshot.startswith(self._wanted):
            raise EngineError(
                f"{self.address} did not answer from snapshot {self._wanted}, but from "
                f"{self.snapshot or 'none'}."
            )

    def _wrapper(self, query: Query, kind: AnswerKind) -> SPARQLWrapper:
        wanted = f"{'&' if '?' in self.address else '?'}snapshot={quote(self._wanted or '')}"
        address = self.address + (wanted if self._wanted else "")
        wrapper = SPARQLWrapper(address, agent=f"kgqual/{__version__}")
        wrapper.setMethod(POST)
        wrapper.setOnlyConneg(True)
        wrapper.addCustomHttpHeader("Accept", ACCEPT[kind])
        # Not `setQuery`, which takes a query for an update when a comment says "add" or "move".
        wrapper.queryString, wrapper.queryType = query.text, SELECT
        for graph in query.default_graphs:
            wrapper.addDefaultGraph(graph)
        for graph in query.named_graphs:
            wrapper.addNamedGraph(graph)
        if query.day:
            wrapper.addParameter("as-of", query.day.isoformat())
        if query.timeout:
            wrapper.addParameter("timeout", f"{query.timeout:g}")
            wrapper.setTimeout(math.ceil(query.timeout + GRACE))
        return wrapper


def _parts(response: HTTPResponse, deadline: float, query: Query) -> Iterator[bytes]:
    while part := response.read(PART):
        if time.monotonic() > deadline:
            raise _too_long(query)
        yield part
    if response.length:  # what is chunked ends with an error by itself
        raise http.client.IncompleteRead(b"", response.length)


def _too_long(query: Query) -> QueryTimeout:
    return QueryTimeout(f"The query ran longer than {query.timeout:g} s and was given up.")


def _refused(error: HTTPError | SPARQLWrapperException) -> EngineError:
    """Return the error that an endpoint's refusal stands for, with what it says."""
    status, body = _said(error)
    kind = _ERRORS.get(status, EngineError)
    return kind(_detail(body) or f"The endpoint answered with status {status}.")


def _said(error: HTTPError | SPARQLWrapperException) -> tuple[int, bytes]:
    if isinstance(error, HTTPError):
        return error.code, error.read()
    # SPARQLWrapper has read the body, and tells it as a literal of Python at the end of a text.
    _, found, literal = str(error).partition("\n\nResponse:\n")
    return _STATUS[type(error)], ast.literal_eval(literal) if found else b""


def _detail(body: bytes) -> str:
    """Return the detail of a problem (RFC 9457), or a text as it is."""
    text = body.decode("utf-8", "replace").strip()
    try:
        problem: Any = json.loads(text)
    except ValueError:
        return text[:SHOWN]
    detail = problem.get("detail") if isinstance(problem, dict) else None
    return str(detail or text)[:SHOWN]
