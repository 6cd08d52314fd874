"""Answers in the formats of the SPARQL protocol, read by Oxigraph as they come."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from datetime import date
from typing import IO, TYPE_CHECKING, Protocol, cast

import pyoxigraph as ox
from pyoxigraph import Literal, Triple

from kgqual.client.query import Query
from kgqual.errors import BadUsage, EngineError
from kgqual.store.interface import AnswerKind, Term

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

    from kgqual.answering import AnyAnswer, Question
    from kgqual.mapping.suggestion.answer import Suggested
    from kgqual.recognition import Application, Recognition

TermColumns = dict[str, list[Term | None]]
"""The solutions of a SELECT by variable, in order; None is what is unbound."""


A_GRAPH = "The query is a CONSTRUCT or a DESCRIBE: ask it with `construct`."
NO_GRAPH = "The query is a SELECT or an ASK: ask it with `select`, `rows` or `holds`."


@dataclass(frozen=True)
class Answer:
    """An answer while it comes: its media type and its bytes."""

    media_type: str
    parts: Iterator[bytes]


class Source(Protocol):
    """Something that answers queries."""

    @property
    def snapshot(self) -> str:
        """The id of the snapshot that answered last; '' when that is not known."""
        ...

    def answer(self, query: Query, kind: AnswerKind) -> AbstractContextManager[Answer]:
        """Ask; the answer lasts as long as the context.

        ``kind`` says whether results (of a SELECT or an ASK) or a graph are expected. Raises
        BadQuery, QueryTimeout, Busy or EngineError, also while the parts are read.
        """
        ...

    def ask(self, question: Question, arguments: Mapping[str, str], day: date | None) -> AnyAnswer:
        """Answer a question of the registry, as of ``day`` or of now.

        Raises BadUsage for a wrong argument, else what ``answer`` raises.
        """
        ...

    def recognise(self, application: Application, day: date | None) -> Recognition:
        """Look up a foreign qualification, as of ``day`` or of now.

        Raises BadUsage for a country that is unknown, else what ``answer`` raises.
        """
        ...

    def suggest(self, asked: Mapping[str, object]) -> Suggested:
        """Suggest terms for texts; ``asked`` are the members of a request.

        Raises BadUsage for texts or a set that cannot be understood, else what ``answer`` raises.
        """
        ...

    def close(self) -> None:
        """Release what is held."""
        ...


def solutions(answer: Answer) -> TermColumns:
    """Return the solutions of a SELECT.

    Raises BadUsage for the answer of an ASK, EngineError for what is no answer.
    """
    with _readable(answer):
        results = _results(answer)
        try:
            if isinstance(results, ox.QueryBoolean):
                raise BadUsage("The query is an ASK: ask it with `holds`.")
            columns: list[list[Term | None]] = [[] for _ in results.variables]
            for solution in results:
                for column, term in zip(columns, solution, strict=True):
                    column.append(term)
            names = [variable.value for variable in results.variables]
        finally:
            del results  # freed in this thread, as it must be, and not with the trace of an error
        return dict(zip(names, columns, strict=True))


def boolean(answer: Answer) -> bool:
    """Return the answer of an ASK.

    Raises BadUsage for the solutions of a SELECT, EngineError for what is no answer.
    """
    with _readable(answer):
        if isinstance(results := _results(answer), ox.QueryBoolean):
            return bool(results)
        del results
        raise BadUsage("The query is a SELECT: ask it with `select` or `rows`.")


def triples(answer: Answer) -> Iterator[Triple]:
    """Yield the triples of a CONSTRUCT or DESCRIBE. Raises EngineError for what is no graph."""
    with _readable(answer):
        format = ox.RdfFormat.from_media_type(answer.media_type)
        if format is None and ox.QueryResultsFormat.from_media_type(answer.media_type):
            raise BadUsage(NO_GRAPH)
        if format is None:
            raise _unknown(answer)
        for quad in ox.parse(_file(answer), format=format):
            yield quad.triple


def with_languages(columns: TermColumns) -> TermColumns:
    """Return the columns, each that has tagged texts followed by their tags: ``label@lang``."""
    found: TermColumns = {}
    for name, terms in columns.items():
        found[name] = terms
        tags = [term.language if isinstance(term, Literal) else None for term in terms]
        if any(tags):
            found[f"{name}@lang"] = [Literal(tag) if tag else None for tag in tags]
    return found


def _results(answer: Answer) -> ox.QuerySolutions | ox.QueryBoolean:
    format = ox.QueryResultsFormat.from_media_type(answer.media_type)
    if format is None and ox.RdfFormat.from_media_type(answer.media_type):
        raise BadUsage(A_GRAPH)
    if format is None:
        raise _unknown(answer)
    return ox.parse_query_results(_file(answer), format=format)


def _unknown(answer: Answer) -> EngineError:
    return EngineError(
        f"The answer is of type {answer.media_type or 'unknown'}, which is no answer of SPARQL. "
        "Is this the address of a SPARQL endpoint?"
    )


@contextmanager
def _readable(answer: Answer) -> Iterator[None]:
    try:
        yield
    except (SyntaxError, ValueError) as error:
        raise EngineError(f"The answer is not {answer.media_type}: {error}") from error


def _file(answer: Answer) -> IO[bytes]:
    return cast(IO[bytes], _Parts(answer.parts))


class _Parts(io.RawIOBase):
    """Bytes that come in parts, as a file."""

    def __init__(self, parts: Iterator[bytes]) -> None:
        super().__init__()
        self._parts = parts
        self._part = memoryview(b"")

    def readable(self) -> bool:
        """Return True: it is there to be read."""
        return True

    def readinto(self, buffer: WriteableBuffer, /) -> int:
        """Fill the buffer from what came, waiting for the next part when nothing is left."""
        while not self._part:
            part = next(self._parts, None)
            if part is None:
                return 0
            self._part = memoryview(part)
        view = memoryview(buffer)
        count = min(len(view), len(self._part))
        view[:count] = self._part[:count]
        self._part = self._part[count:]
        return count
