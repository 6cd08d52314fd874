"""Segments that are like a text: candidates by an index of words and trigrams, then by likeness."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from threading import Lock
from typing import NamedTuple

import tantivy
from tantivy import Occur, Query

from kgqual.folding import trigrams
from kgqual.translation.memory.likeness import Normal, likeness, normal

_CANDIDATES = 200
"""Segments that are compared with a text: those that share its rarest words and trigrams (BM25)."""
_TERM = 80
"""Characters up to which a text counts as a term; trigrams find the ones that are mistyped."""
_ASKED = 64
"""Words of a long text by which candidates are looked for; what else it has is only compared."""
_HEAP = 64 << 20
"""Bytes of memory for writing, at most."""
_NUMBER, _OWNER, _WORD, _TRIGRAM = "number", "owner", "word", "trigram"
_CUTS = {_WORD: tantivy.Tokenizer.whitespace(), _TRIGRAM: tantivy.Tokenizer.ngram(3, 3)}


@dataclass(frozen=True)
class Origin:
    """Where a segment comes from.

    ``memory`` is the name of the file that was added; without one it is an approved translation,
    of ``field`` of ``concept``. ``person`` added or approved it, on ``date``.
    """

    memory: str
    person: str
    date: str
    concept: str = ""
    field: str = ""


class Remembered(NamedTuple):
    """A source text with its translation, and where they come from."""

    source: str
    target: str
    origin: Origin


class Index:
    """Segments of one source language; any number of threads may search while one changes it.

    Each segment has an owner, a file or a concept, with which it goes.
    """

    def __init__(self, language: str) -> None:
        self._language = language
        self._index = tantivy.Index(_schema())
        for name, cut in _CUTS.items():
            self._index.register_tokenizer(name, tantivy.TextAnalyzerBuilder(cut).build())
        self._held: dict[int, tuple[Normal, Remembered]] = {}
        self._owned: dict[str, list[int]] = {}
        self._next = 0
        self._searcher = self._index.searcher()
        self._changing = Lock()

    def replace(
        self, owners: Iterable[str], segments: Iterable[tuple[str, Remembered]] = ()
    ) -> None:
        """Forget what the owners have, then add segments, each with its owner."""
        with self._changing:
            writer = self._index.writer(heap_size=_HEAP, num_threads=1)
            for owner in owners:
                writer.delete_documents_by_term(_OWNER, owner)
                for number in self._owned.pop(owner, ()):
                    del self._held[number]
            for owner, segment in segments:
                text = normal(segment.source, self._language)
                writer.add_document(_document(self._next, owner, text))
                self._held[self._next] = text, segment
                self._owned.setdefault(owner, []).append(self._next)
                self._next += 1
            writer.commit()
            writer.wait_merging_threads()
            self._index.reload()
            self._searcher = self._index.searcher()

    def like(self, text: str, least: float) -> list[tuple[float, Remembered]]:
        """Return segments whose source is at least ``least`` like a text, most alike first.

        Of equally like ones those that were added last come first.
        """
        asked = normal(text, self._language)
        found = [
            (score, number, held[1])
            for number in self._candidates(asked)
            if (held := self._held.get(number))  # else it went while this looked for it
            and (score := likeness(asked, held[0])) >= least
        ]
        found.sort(key=lambda one: (-one[0], -one[1]))
        return [(score, segment) for score, _, segment in found]

    def _candidates(self, asked: Normal) -> list[int]:
        query = _query(self._index.schema, asked)
        searcher = self._searcher
        hits = searcher.search(query, _CANDIDATES, count=False).hits
        numbers = searcher.fast_field_values(_NUMBER, [address for _, address in hits])
        return [int(number) for number in numbers if number is not None]


def _schema() -> tantivy.Schema:
    fields = tantivy.SchemaBuilder()
    fields.add_unsigned_field(_NUMBER, fast=True)
    fields.add_text_field(_OWNER, tokenizer_name="raw", index_option="basic")
    for name in _CUTS:
        fields.add_text_field(name, tokenizer_name=name, index_option="freq")
    return fields.build()


def _document(number: int, owner: str, text: Normal) -> tantivy.Document:
    document = tantivy.Document()
    document.add_unsigned(_NUMBER, number)
    document.add_text(_OWNER, owner)
    document.add_text(_WORD, " ".join(text.stems))
    if len(text.folded) <= _TERM:
        document.add_text(_TRIGRAM, f" {text.folded} ")
    return document


def _query(schema: tantivy.Schema, asked: Normal) -> Query:
    stems = list(dict.fromkeys(asked.stems))[:_ASKED]
    parts = [Query.term_query(schema, _WORD, one, "freq") for one in stems]
    if len(asked.folded) <= _TERM:
        grams = trigrams(asked.folded)
        parts += [Query.term_query(schema, _TRIGRAM, gram, "freq") for gram in grams]
    return Query.boolean_query([(Occur.Should, part) for part in parts])
