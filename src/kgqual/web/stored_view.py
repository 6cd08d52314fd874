"""A stored query as its address shows it: for pages, and as JSON."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from kgqual.sparql_text import arbitrary
from kgqual.store.checksum import Checksum
from kgqual.store.interface import Format
from kgqual.store.stored_queries import Question, Record, StoredQuery
from kgqual.web.citation import bibtex, line, title
from kgqual.web.comparison import Comparison
from kgqual.web.links import with_query

SAME, NEWEST = "same", "newest"
"""What ``snapshot=`` also takes: the one first asked, the one that is current now."""

LONGEST_ADDRESS = 8000
"""Characters of an address that every browser and server takes (RFC 9110 §4.1)."""


def address_of(base: str, question: Question) -> str:
    """Return the permalink of a question, below the service's address ``base``."""
    return f"{base}queries/{question.id}"


@dataclass(frozen=True)
class StoredView:
    """A stored query, the record of it that is cited, and what the newest snapshot answers.

    ``base`` is the address of the service, ``kept`` holds the ids of the snapshots that can still
    be asked.
    """

    stored: StoredQuery
    cited: Record
    newest: Comparison
    base: str
    kept: frozenset[str]

    @property
    def question(self) -> Question:
        """What is asked."""
        return self.stored.question

    @property
    def title(self) -> str:
        """What the query says that it asks, or ''."""
        return title(self.question)

    @property
    def address(self) -> str:
        """The permalink of the question."""
        return address_of(self.base, self.question)

    @cached_property
    def choices(self) -> tuple[str, ...]:
        """What in the query leaves a choice to the engine."""
        return arbitrary(self.question.query)

    def record_address(self, record: Record) -> str:
        """Return the permalink of one answer: the question's, with the snapshot."""
        return with_query(self.address, snapshot=record.snapshot)

    def answer_address(self, snapshot: str, format: str | None = None) -> str:
        """Return where the answer of a snapshot is computed again."""
        return with_query(f"{self.address}/answer", snapshot=snapshot, format=format)

    @property
    def formats(self) -> tuple[str, ...]:
        """The names of the formats in which the answer can be had."""
        return tuple(format.label for format in Format if self.cited.answer.kind in format.kinds)

    def console_address(self, snapshot: str | None) -> str | None:
        """Return where the console asks the question: the snapshot named, or the newest.

        None when it cannot: it takes no graphs by name, and browsers no endless addresses.
        """
        if self.question.default_graphs or self.question.named_graphs:
            return None
        asked = {"query": self.question.query, "as-of": self.question.as_of, "snapshot": snapshot}
        address = with_query("/sparql", **asked)
        return address if len(address) <= LONGEST_ADDRESS else None

    @property
    def bibtex(self) -> str:
        """The BibTeX entry of the answer that is cited."""
        return bibtex(self.question, self.cited, self.record_address(self.cited))

    @property
    def line(self) -> str:
        """The citation as a line of text."""
        return self.line_of(self.cited)

    def line_of(self, record: Record) -> str:
        """Return the citation of one answer as a line of text."""
        return line(self.question, record, self.record_address(record))

    def to_json(self) -> dict[str, Any]:
        """Return all of it as the members of a JSON object."""
        return {
            "id": self.question.id,
            "url": self.address,
            **self.question.parameters,
            "arbitrary": list(self.choices),
            "results": [self._result(record) for record in self.stored.records],
            "cited": self.cited.snapshot,
            "newest": {
                "snapshot": self.newest.snapshot,
                **_brief(self.newest.answer),
                "answer": self.answer_address(NEWEST),
            },
            "changed": self.newest.changed,
            "reason": self.newest.unknown,
            "explanation": self.newest.explanation or None,
            "cite": {
                "url": self.record_address(self.cited),
                "bibtex": self.bibtex,
                "text": self.line,
            },
        }

    def _result(self, record: Record) -> dict[str, Any]:
        kept = record.snapshot in self.kept
        return {
            "snapshot": record.snapshot,
            "kept": kept,
            "asked": record.asked,
            "kgqual": record.kgqual,
            **_brief(record.answer),
            "url": self.record_address(record),
            "answer": self.answer_address(record.snapshot) if kept else None,
        }


def _brief(answer: Checksum | None) -> dict[str, Any]:
    if answer is None:
        return {"kind": None, "rows": None, "sha256": None}
    return {"kind": answer.kind, "rows": answer.rows, "sha256": answer.sha256}
