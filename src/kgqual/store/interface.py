"""What every store offers, whatever engine is behind it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from enum import Enum, StrEnum
from typing import Protocol, runtime_checkable

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from kgqual.store.dataset import CURRENT, Dataset

Term = NamedNode | BlankNode | Literal | Triple


class AnswerKind(StrEnum):
    """What a query returns: ASK a boolean, SELECT solutions, CONSTRUCT and DESCRIBE a graph."""

    BOOLEAN = "boolean"
    SOLUTIONS = "solutions"
    GRAPH = "graph"


_RESULTS = frozenset({AnswerKind.BOOLEAN, AnswerKind.SOLUTIONS})
_GRAPHS = frozenset({AnswerKind.GRAPH})


class Format(Enum):
    """A serialisation: its name on the command line, media type, and what it can express."""

    JSON = ("json", "application/sparql-results+json", _RESULTS)
    XML = ("xml", "application/sparql-results+xml", _RESULTS)
    CSV = ("csv", "text/csv; charset=utf-8", _RESULTS)
    TSV = ("tsv", "text/tab-separated-values; charset=utf-8", _RESULTS)
    TURTLE = ("turtle", "text/turtle; charset=utf-8", _GRAPHS)
    NTRIPLES = ("ntriples", "application/n-triples", _GRAPHS)
    JSONLD = ("jsonld", "application/ld+json", _GRAPHS)
    RDFXML = ("rdfxml", "application/rdf+xml", _GRAPHS)

    def __init__(self, label: str, media_type: str, kinds: frozenset[AnswerKind]) -> None:
        self.label = label
        self.media_type = media_type
        self.kinds = kinds

    @classmethod
    def named(cls, label: str) -> Format:
        """Return the format of that name. Raises ValueError for an unknown one."""
        for format in cls:
            if format.label == label:
                return format
        raise ValueError(f"{label!r} is not a format: {', '.join(f.label for f in cls)}")


class Writer(Protocol):
    """Takes the engine's bytes as they come."""

    def write(self, data: bytes, /) -> object:
        """Take some bytes."""
        ...


class Answer(Protocol):
    """The answer to one query; it can be consumed once, by one of its methods."""

    @property
    def kind(self) -> AnswerKind:
        """What the query returns."""
        ...

    @property
    def variables(self) -> tuple[str, ...]:
        """The variables of a SELECT, in order; empty otherwise."""
        ...

    def boolean(self) -> bool:
        """Return the answer of an ASK."""
        ...

    def rows(self) -> Iterator[tuple[Term | None, ...]]:
        """Yield the solutions of a SELECT, a term or None for each variable."""
        ...

    def triples(self) -> Iterator[Triple]:
        """Yield the triples of a CONSTRUCT or DESCRIBE."""
        ...

    def serialize(self, format: Format, out: Writer) -> None:
        """Write the answer as the engine serialises it.

        Raises ValueError when ``format`` cannot express this kind of answer, EngineError when
        the engine fails half-way.
        """
        ...


@runtime_checkable
class Store(Protocol):
    """A snapshot that can be queried."""

    def query(
        self,
        text: str,
        dataset: Dataset = CURRENT,
        *,
        bindings: Mapping[str, Term] | None = None,
        base: str | None = None,
    ) -> Answer:
        """Evaluate a SPARQL query.

        ``bindings`` substitutes terms for variables before evaluation: the way to pass what a
        user typed. A SELECT must project every variable so bound. ``base`` is the IRI against
        which the query's relative IRIs are resolved; without it they are refused. Raises
        BadQuery when the text is not a SPARQL query, EngineError when it cannot be evaluated.
        """
        ...

    def close(self) -> None:
        """Release the engine's files."""
        ...
