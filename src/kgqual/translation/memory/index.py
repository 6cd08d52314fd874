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
_HEAP = 64 << 20
"""Bytes of memory for writing, at most."""
_NUMBER, _WORD, _TRIGRAM = "number", "word", "trigram"
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
    """Segments of one source language; any number of threads may search while one adds."""

    def __init__(self, language: str) -> None:
        self._language = language
        self._index = tantivy.Index(_schema())
        for name, cut in _CUTS.items():
            self._index.register_tokenizer(name, tantivy.TextAnalyzerBuilder(cut).build())
        self._segments: list[Remembered | None] = []
        self._normal: list[Normal] = []
        self._searcher = self._index.searcher()
        self._changing = Lock()

    def add(self, segments: Iterable[Remembered]) -> range:
        """Add segments; return their numbers, by which they are forgotten."""
        with self._changing:
            first = len(self._segments)
            writer = self._index.writer(heap_size=_HEAP, num_threads=1)
            for segment in segments:
                text = normal(segment.source, self._language)
                writer.add_document(_document(len(self._segments), text))
                self._segments.append(segment)
                self._normal.append(text)
            writer.commit()
            writer.wait_merging_threads()
            self._index.reload()
            self._searcher = self._index.searcher()
            return range(first, len(self._segments))

    def forget(self, numbers: Iterable[int]) -> None:
        """Find these segments no more."""
        for number in numbers:
            self._segments[number] = None

    def like(self, text: str, least: float) -> list[tuple[float, Remembered]]:
        """Return segments whose source is at least ``least`` like a text, most alike first.

        Of equally like ones those that were added last come first.
        """
        asked = normal(text, self._language)
        found = [
            (score, number, segment)
            for number in self._candidates(asked)
            if (score := likeness(asked, self._normal[number])) >= least
            and (segment := self._segments[number]) is not None
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
    for name in _CUTS:
        fields.add_text_field(name, tokenizer_name=name, index_option="freq")
    return fields.build()


def _document(number: int, text: Normal) -> tantivy.Document:
    document = tantivy.Document()
    document.add_unsigned(_NUMBER, number)
    document.add_text(_WORD, " ".join(text.stems))
    if len(text.folded) <= _TERM:
        document.add_text(_TRIGRAM, f" {text.folded} ")
    return document


def _query(schema: tantivy.Schema, asked: Normal) -> Query:
    parts = [Query.term_query(schema, _WORD, one, "freq") for one in dict.fromkeys(asked.stems)]
    if len(asked.folded) <= _TERM:
        grams = trigrams(asked.folded)
        parts += [Query.term_query(schema, _TRIGRAM, gram, "freq") for gram in grams]
    return Query.boolean_query([(Occur.Should, part) for part in parts])
