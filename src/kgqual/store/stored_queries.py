"""Queries that were stored to be cited: what was asked, and what snapshots answered.

::

    queries/<id>.json    a question and its records, replaced whole or not at all
            lock         held while one is written

A question is named by the hash of what it asks, so the same question always has the same name. Of
each snapshot the first record stays.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from filelock import FileLock

from kgqual.atomic import clear_unfinished, replacing
from kgqual.errors import KgqualError, StorageFailed
from kgqual.store.checksum import Checksum

FOLDER = "queries"
_ID = re.compile(r"[0-9a-f]{32}")


class TooManyStored(KgqualError):
    """As many queries are stored as may be."""


@dataclass(frozen=True)
class Question:
    """A query and its dataset: graphs by name, or a day; neither means the current graphs.

    The order of graphs, and naming one twice, makes no difference.
    """

    query: str
    default_graphs: tuple[str, ...] = ()
    named_graphs: tuple[str, ...] = ()
    as_of: str | None = None

    @property
    def parameters(self) -> dict[str, Any]:
        """The question as the parameters of a request to ``/sparql``."""
        return {
            "query": self.query,
            "default-graph-uri": sorted(set(self.default_graphs)),
            "named-graph-uri": sorted(set(self.named_graphs)),
            "as-of": self.as_of,
        }

    def to_bytes(self) -> bytes:
        """Return the parameters as canonical JSON: sorted keys, no insignificant space."""
        text = json.dumps(
            self.parameters, ensure_ascii=False, sort_keys=True, separators=(",", ":")
        )
        return text.encode()

    @property
    def id(self) -> str:
        """Its name: the beginning of the SHA-256 of ``to_bytes``."""
        return hashlib.sha256(self.to_bytes()).hexdigest()[:32]


@dataclass(frozen=True)
class Record:
    """What one snapshot answered: when (UTC, ISO 8601), and the kgqual that ran the query."""

    snapshot: str
    asked: str
    kgqual: str
    answer: Checksum


@dataclass(frozen=True)
class StoredQuery:
    """A question with its records, the oldest first; there is at least one."""

    question: Question
    records: tuple[Record, ...]

    def record(self, snapshot: str) -> Record | None:
        """Return the record of a snapshot, or None."""
        return next((record for record in self.records if record.snapshot == snapshot), None)

    def to_bytes(self) -> bytes:
        """Return it as JSON."""
        stored = {**self.question.parameters, "records": [asdict(r) for r in self.records]}
        return json.dumps(stored, ensure_ascii=False, indent=1).encode() + b"\n"

    @classmethod
    def from_bytes(cls, data: bytes) -> StoredQuery:
        """Read what ``to_bytes`` wrote. Raises ValueError, KeyError or TypeError for others."""
        stored = json.loads(data)
        question = Question(
            stored["query"],
            tuple(stored["default-graph-uri"]),
            tuple(stored["named-graph-uri"]),
            stored["as-of"],
        )
        records = (
            Record(**{**record, "answer": Checksum.of(**record["answer"])})
            for record in stored["records"]
        )
        return cls(question, tuple(records))


class StoredQueries:
    """The stored queries of one data directory, ``most`` at most."""

    def __init__(self, data: Path, most: int) -> None:
        self._folder, self._most = data / FOLDER, most

    def get(self, id: str) -> StoredQuery | None:
        """Return the stored query of that name, or None. Raises StorageFailed if it is damaged."""
        path = self._folder / f"{id}.json"
        if not _ID.fullmatch(id) or not path.is_file():
            return None
        try:
            found = StoredQuery.from_bytes(path.read_bytes())
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise StorageFailed(f"The stored query {id} cannot be read: {error!r}.") from error
        if found.question.id != id:
            raise StorageFailed(f"The stored query {id} was changed after it was stored.")
        return found

    def names(self) -> list[str]:
        """Return the name of every stored query."""
        return sorted(path.stem for path in self._folder.glob("[0-9a-f]*.json"))

    def require_room(self, question: Question) -> None:
        """Raise TooManyStored when ``question`` is new and there is no place for it."""
        if len(self.names()) >= self._most and not (self._folder / f"{question.id}.json").exists():
            raise TooManyStored(
                f"{self._most} queries are stored, as many as this service keeps. Cite the query's "
                "text and the snapshot instead, or ask whoever runs the service to raise "
                "KGQUAL_STORED_QUERIES."
            )

    def keep(self, question: Question, record: Record) -> tuple[StoredQuery, bool]:
        """Add a record of ``question`` unless its snapshot has one; say whether it is a new one.

        Raises TooManyStored, and StorageFailed when the directory cannot be written.
        """
        with self._writing():
            known = self.get(question.id)
            if known and known.record(record.snapshot):
                return known, False
            self.require_room(question)
            stored = known or StoredQuery(question, ())
            stored = replace(stored, records=(*stored.records, record))
            with replacing(self._folder / f"{question.id}.json") as partial:
                partial.write_bytes(stored.to_bytes())
            return stored, known is None

    @contextmanager
    def _writing(self) -> Iterator[None]:
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            with FileLock(self._folder / "lock"):
                clear_unfinished(self._folder)
                yield
        except OSError as error:
            raise StorageFailed(f"The query cannot be stored: {error.strerror}.") from error
