"""The embedded store: Oxigraph over a snapshot's files, opened read-only.

The current graphs are loaded twice, into their named graphs and into the engine's default
graph. Joining over a default graph merged from thirty named graphs at query time is twenty
times slower than over one (benchmarks/default_graph.py), and the copy costs a third of a load.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import IO, TYPE_CHECKING, cast

import pyoxigraph as ox
from pyoxigraph import (
    BlankNode,
    DefaultGraph,
    NamedNode,
    QueryResultsFormat,
    RdfFormat,
    Triple,
    Variable,
)

from kgqual.errors import BadQuery, EngineError
from kgqual.store.dataset import CURRENT, MERGED, Dataset
from kgqual.store.interface import AnswerKind, Format, Term, Writer
from kgqual.store.policy import unreadable

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

_RESULT_FORMATS = {
    Format.JSON: QueryResultsFormat.JSON,
    Format.XML: QueryResultsFormat.XML,
    Format.CSV: QueryResultsFormat.CSV,
    Format.TSV: QueryResultsFormat.TSV,
}
_GRAPH_FORMATS = {
    Format.TURTLE: RdfFormat.TURTLE,
    Format.NTRIPLES: RdfFormat.N_TRIPLES,
    Format.JSONLD: RdfFormat.JSON_LD,
    Format.RDFXML: RdfFormat.RDF_XML,
}

_UNKNOWN = "The custom function "  # what Oxigraph says of one that it does not know


def load(path: Path, named: Iterable[Path], default: Iterable[Path]) -> None:
    """Make an Oxigraph store at ``path`` from graph files of N-Quads, and optimise it.

    ``default`` are those of the named graphs whose triples also go into the default graph. One
    bulk load for all graphs leaves a smaller database than one for each.
    """
    store = ox.Store(str(path))
    store.bulk_load(io.BufferedReader(_Joined(named)), RdfFormat.N_QUADS)
    quads = (quad for graph in default for quad in ox.parse(path=graph, format=RdfFormat.N_QUADS))
    store.bulk_extend(ox.Quad(quad.subject, quad.predicate, quad.object) for quad in quads)
    store.flush()
    store.optimize()


class _Joined(io.RawIOBase):
    """Files read one after the other, as if they were one."""

    def __init__(self, paths: Iterable[Path]) -> None:
        super().__init__()
        self._paths = iter(paths)
        self._file: io.FileIO | None = None

    def readable(self) -> bool:
        """Return True: it is there to be read."""
        return True

    def readinto(self, buffer: WriteableBuffer, /) -> int:
        """Fill the buffer from the next file that has something left."""
        while True:
            if self._file is None:
                path = next(self._paths, None)
                if path is None:
                    return 0
                self._file = io.FileIO(path)
            if count := self._file.readinto(buffer):
                return count
            self._file.close()
            self._file = None


class EmbeddedStore:
    """A store over an Oxigraph database on disk; several processes may read it at once."""

    def __init__(self, path: Path) -> None:
        """Open the database. Raises EngineError when it is absent or damaged."""
        try:
            self._store = ox.Store.read_only(str(path))
        except OSError as error:
            raise EngineError(f"The store {path} cannot be opened: {error}") from error

    def query(
        self,
        text: str,
        dataset: Dataset = CURRENT,
        *,
        bindings: Mapping[str, Term] | None = None,
        base: str | None = None,
    ) -> EmbeddedAnswer:
        """See ``Store.query``."""
        substitutions = {Variable(name): term for name, term in (bindings or {}).items()}
        try:
            result = self._store.query(
                text,
                base_iri=base,
                default_graph=_default_graph(dataset.default),
                named_graphs=_named_graphs(dataset.named),
                substitutions=substitutions or None,
            )
        except SyntaxError as error:
            raise unreadable(text, error) from error
        except (RuntimeError, ValueError, OSError) as error:
            if str(error).startswith(_UNKNOWN):
                raise BadQuery(f"The query cannot be answered: {error}.") from error
            raise EngineError(f"The query failed: {error}") from error
        return EmbeddedAnswer(result)

    @property
    def engine(self) -> ox.Store:
        """The Oxigraph store itself, for validation, which asks more of it than queries."""
        return self._store

    def close(self) -> None:
        """See ``Store.close``; Oxigraph closes its files when the last reference goes."""
        del self._store


def _default_graph(
    graphs: tuple[str, ...] | None,
) -> list[NamedNode | BlankNode | DefaultGraph] | None:
    if graphs is None:
        return None
    return [DefaultGraph() if graph == MERGED else NamedNode(graph) for graph in graphs]


def _named_graphs(graphs: tuple[str, ...] | None) -> list[NamedNode | BlankNode] | None:
    return None if graphs is None else [NamedNode(graph) for graph in graphs]


class EmbeddedAnswer:
    """See ``Answer``."""

    def __init__(self, result: ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples) -> None:
        self._result = result

    @property
    def kind(self) -> AnswerKind:
        """See ``Answer.kind``."""
        if isinstance(self._result, ox.QueryBoolean):
            return AnswerKind.BOOLEAN
        if isinstance(self._result, ox.QuerySolutions):
            return AnswerKind.SOLUTIONS
        return AnswerKind.GRAPH

    @property
    def variables(self) -> tuple[str, ...]:
        """See ``Answer.variables``."""
        if isinstance(self._result, ox.QuerySolutions):
            return tuple(variable.value for variable in self._result.variables)
        return ()

    def boolean(self) -> bool:
        """See ``Answer.boolean``."""
        assert isinstance(self._result, ox.QueryBoolean)
        return bool(self._result)

    def rows(self) -> Iterator[tuple[Term | None, ...]]:
        """See ``Answer.rows``."""
        assert isinstance(self._result, ox.QuerySolutions)
        for solution in self._result:
            yield tuple(solution)

    def triples(self) -> Iterator[Triple]:
        """See ``Answer.triples``."""
        assert isinstance(self._result, ox.QueryTriples)
        yield from self._result

    def serialize(self, format: Format, out: Writer) -> None:
        """See ``Answer.serialize``."""
        if self.kind not in format.kinds:
            raise ValueError(f"{format.label} cannot express the answer: it is a {self.kind}")
        try:
            if isinstance(self._result, ox.QueryTriples):
                self._result.serialize(cast(IO[bytes], out), format=_GRAPH_FORMATS[format])
            else:
                self._result.serialize(cast(IO[bytes], out), format=_RESULT_FORMATS[format])
        except ConnectionError:
            raise  # nobody takes the answer any more: the query has not failed
        except (RuntimeError, OSError) as error:
            raise EngineError(f"The query failed while it was answered: {error}") from error
