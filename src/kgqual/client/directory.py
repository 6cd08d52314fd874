"""A snapshot in a data directory, asked in a worker process, without a service.

A query that crashes the engine, or needs too much memory, ends the worker and not the Python that
asks; a time limit and Ctrl-C end a running query, which no thread could.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from kgqual.client.answers import Answer
from kgqual.client.query import Query
from kgqual.store.dataset import CURRENT, Dataset, as_of
from kgqual.store.interface import AnswerKind, Format
from kgqual.store.snapshot import Snapshots
from kgqual.store.workers import Request
from kgqual.store.workers.lone import LoneWorker

if TYPE_CHECKING:
    from kgqual.answering import AnyAnswer, Graph, OpenSnapshot, Question
    from kgqual.mapping.suggestion.answer import Suggested
    from kgqual.recognition import Application, Recognition


class Directory:
    """See ``Source``: a kept snapshot, or the one that is current now, whatever comes later."""

    def __init__(self, data: Path, snapshot: str | None = None) -> None:
        """Find the snapshot. Raises NoSnapshot when none was built, and as ``named`` does."""
        kept = Snapshots(data)
        self._snapshot = kept.current() if snapshot is None else kept.named(snapshot)
        self._worker = LoneWorker(self._snapshot.store_path)
        self._opened = ExitStack()
        self._asked: OpenSnapshot | None = None

    @property
    def snapshot(self) -> str:
        """See ``Source.snapshot``."""
        return self._snapshot.id

    def close(self) -> None:
        """See ``Source.close``."""
        self._worker.close()
        self._opened.close()
        self._asked = None

    def ask(self, question: Question, arguments: Mapping[str, str], day: date | None) -> AnyAnswer:
        """See ``Source.ask``; the queries of questions are ours, and run in this process."""
        from kgqual.answering import answer  # slower to load than all else here

        return answer(self._graph(day), question, arguments)

    def recognise(self, application: Application, day: date | None) -> Recognition:
        """See ``Source.recognise``."""
        from kgqual.recognition import recognise

        return recognise(self._graph(day), application)

    def suggest(self, asked: Mapping[str, object]) -> Suggested:
        """See ``Source.suggest``."""
        from kgqual.mapping.suggestion.answering import answer
        from kgqual.mapping.suggestion.request import read_request

        return answer(self._open(), read_request(asked))

    def _graph(self, day: date | None) -> Graph:
        """Return the graph of a day."""
        return self._open().on(day)

    def _open(self) -> OpenSnapshot:
        """Return the snapshot, which is open until ``close``."""
        from kgqual.answering import OpenSnapshot

        if self._asked is None:
            self._asked = self._opened.enter_context(OpenSnapshot.of(self._snapshot))
        return self._asked

    @contextmanager
    def answer(self, query: Query, kind: AnswerKind) -> Iterator[Answer]:
        """See ``Source.answer``."""
        graph = kind is AnswerKind.GRAPH
        results, graphs = (None, Format.NTRIPLES) if graph else (Format.JSON, None)
        request = Request(query.text, self._dataset(query), results, graphs)
        with self._worker.run(request, query.timeout) as (media_type, parts):
            yield Answer(media_type, parts)

    def _dataset(self, query: Query) -> Dataset:
        if query.day:
            return as_of(self._snapshot.manifest, query.day)
        if not (query.default_graphs or query.named_graphs):
            return CURRENT
        return Dataset(query.default_graphs, query.named_graphs)
