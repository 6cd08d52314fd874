"""``Client``: what a Python session, a script or a notebook asks with."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Literal, TypedDict, Unpack, overload

from kgqual.client import answers, columns, frames
from kgqual.client.answers import Answer, Source, TermColumns
from kgqual.client.query import checked, read_day
from kgqual.client.values import Value, value
from kgqual.errors import BadUsage
from kgqual.resources import data_folder
from kgqual.store.interface import AnswerKind
from kgqual.store.workers import NotAcceptable

if TYPE_CHECKING:
    import pandas
    import polars
    import rdflib

    from kgqual.answering import AnyAnswer
    from kgqual.client.asking import Argument
    from kgqual.mapping.suggestion.answer import Suggested
    from kgqual.recognition import Recognition

    Frame = pandas.DataFrame | polars.DataFrame
    TextAsked = str | Mapping[str, object]


class Options(TypedDict, total=False):
    """What every query takes.

    ``as_of`` asks what was valid on that day; ``default_graphs`` are merged into the default
    graph and ``named_graphs`` are those that GRAPH reaches, instead of the current and of all
    graphs; ``timeout`` is in seconds.
    """

    as_of: date | str | None
    default_graphs: Iterable[str]
    named_graphs: Iterable[str]
    timeout: float | None


class Client:
    """Asks a service of kgqual, any SPARQL endpoint, or a snapshot on this machine.

    ::

        with Client("http://127.0.0.1:8000") as client:
            frame = client.select("SELECT ?s { ?s ?p ?o } LIMIT 10")

    Every method raises, of ``kgqual.errors``: BadQuery for a text that is no SPARQL query or is
    refused, BadUsage for a wrong argument or the wrong method for this kind of query,
    QueryTimeout, Busy, and EngineError for whatever else fails. None returns a part of an answer.
    """

    def __init__(self, where: str | Path | None = None, *, snapshot: str | None = None) -> None:
        """Ask at ``where``, there of the current snapshot, or of the one with the id ``snapshot``.

        An address (``http://…``) is that of a service or of a SPARQL endpoint; a path, or
        nothing, is a data directory whose snapshot is read without a service, in a process that
        is started with the first query. Raises NoSnapshot for a directory without a snapshot,
        UnknownSnapshot for an id that it does not keep.
        """
        self._source = _source(where, snapshot)

    def __enter__(self) -> Client:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """End the process that reads a snapshot; the next query starts another."""
        self._source.close()

    @property
    def snapshot(self) -> str:
        """The id of the snapshot that gave the last answer: cite it with a result.

        It is '' before a service gave one, and for endpoints that are none of kgqual's.
        """
        return self._source.snapshot

    @overload
    def select(
        self,
        query: str,
        *,
        frame: Literal["pandas"] = "pandas",
        languages: bool = False,
        **options: Unpack[Options],
    ) -> pandas.DataFrame: ...
    @overload
    def select(
        self,
        query: str,
        *,
        frame: Literal["polars"],
        languages: bool = False,
        **options: Unpack[Options],
    ) -> polars.DataFrame: ...
    def select(
        self,
        query: str,
        *,
        frame: str = "pandas",
        languages: bool = False,
        **options: Unpack[Options],
    ) -> Frame:
        """Return the solutions of a SELECT as a data frame with a type for each column.

        ``frame`` is ``"pandas"`` or ``"polars"``. IRIs and texts are text; ``languages`` adds,
        beside each column with tagged texts, one with their tags (``label@lang``). What is
        unbound is missing. A column of several types stays text, as written, with a
        ``MixedColumn`` warning.
        """
        if frame not in ("pandas", "polars"):
            raise BadUsage(f"frame={frame!r} is unknown: pandas or polars.")
        frames.require(frame)
        found = columns.typed(self._solutions(query, languages, options))
        if frame == "polars":
            return frames.polars_frame(found)
        return frames.pandas_frame(found, self.snapshot)

    def rows(
        self, query: str, *, languages: bool = False, **options: Unpack[Options]
    ) -> list[dict[str, Value | None]]:
        """Return the solutions of a SELECT as dictionaries of Python values.

        Each value has the type of its own literal: int, Decimal, float, bool, date, datetime or
        str; what is unbound is None. It needs no other package.
        """
        found = self._solutions(query, languages, options)
        values = [[None if t is None else value(t) for t in terms] for terms in found.values()]
        return [dict(zip(found, row, strict=True)) for row in zip(*values, strict=True)]

    def holds(self, query: str, **options: Unpack[Options]) -> bool:
        """Return the answer of an ASK."""
        with self._answer(query, AnswerKind.SOLUTIONS, options) as answer:
            return answers.boolean(answer)

    def construct(self, query: str, **options: Unpack[Options]) -> rdflib.Graph:
        """Return the graph of a CONSTRUCT or DESCRIBE, its literals as written."""
        from kgqual.client import graphs  # has rdflib behind it, which is slow to load

        with self._answer(query, AnswerKind.GRAPH, options) as answer:
            return graphs.rdflib_graph(answers.triples(answer))

    def ask(
        self, question: str, /, *, as_of: date | str | None = None, **arguments: Argument
    ) -> AnyAnswer:
        """Return the answer to a question of ``kgqual ask``: the same envelope as everywhere.

        An argument that names a thing takes an IRI, a CURIE, a code, a label in any language, or a
        thing of another answer; one that Python has a keyword for is written ``from_``. An
        abstention is an answer too. Raises BadUsage for an unknown question or argument.
        """
        from kgqual.client import asking  # the questions are loaded when one is asked

        found = asking.named(question)
        return self._source.ask(found, asking.texts(found, arguments), read_day(as_of))

    def recognise(
        self, *, as_of: date | str | None = None, **fields: str | int | Decimal | None
    ) -> Recognition:
        """Return what the sources say of a foreign qualification in Kazakhstan.

        ``fields`` are those of ``kgqual.recognition.Application``: ``country`` and
        ``qualification``, and what else the document shows. It is decision support; an abstention
        has its reason. Raises BadApplication, a BadUsage, for fields that are wrong.
        """
        from kgqual.recognition import Application

        return self._source.recognise(Application.of(fields), read_day(as_of))

    def suggest(
        self,
        texts: TextAsked | Sequence[TextAsked] = (),
        to: str | Sequence[TextAsked] = "",
        *,
        from_: str = "",
        lang: str | Sequence[str] = (),
        limit: int = 10,
    ) -> Suggested:
        """Return the terms of the set ``to`` that texts may mean, as POST /mappings/suggest ranks.

        A text is a string, or a mapping with ``title`` and, where known, ``description``, ``lang``
        and ``id``; for a single one the answer has its ``candidates`` itself. Instead of texts,
        ``from_`` names a set. A set is the IRI, CURIE or name of a scheme or class, or for ``to``
        a list of texts. ``lang`` is the language of texts that state none, or those in which the
        terms of ``from_`` are compared. Raises BadUsage for what cannot be understood.
        """
        given = {"texts": texts or None, "to": to, "from": from_ or None, "lang": lang or None}
        asked = {name: value for name, value in given.items() if value is not None}
        return self._source.suggest({**asked, "limit": limit})

    def _solutions(self, query: str, languages: bool, options: Options) -> TermColumns:
        with self._answer(query, AnswerKind.SOLUTIONS, options) as answer:
            found = answers.solutions(answer)
        return answers.with_languages(found) if languages else found

    @contextmanager
    def _answer(self, query: str, kind: AnswerKind, options: Options) -> Iterator[Answer]:
        try:
            with self._source.answer(checked(query, **options), kind) as answer:
                yield answer
        except NotAcceptable as error:
            expected_graph = kind is AnswerKind.GRAPH
            raise BadUsage(answers.NO_GRAPH if expected_graph else answers.A_GRAPH) from error


def _source(where: str | Path | None, snapshot: str | None) -> Source:
    # Each way is loaded only when it is taken: the one has rdflib behind it, the other the workers.
    if isinstance(where, str) and where.startswith(("http://", "https://")):
        from kgqual.client.endpoint import Endpoint

        return Endpoint(where, snapshot)
    from kgqual.client.directory import Directory

    return Directory(data_folder() if where is None else Path(where), snapshot)
