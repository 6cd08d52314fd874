"""The memory of one target language, which follows what is added, removed and approved."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from threading import Lock

from kgqual.editorial import Editorial
from kgqual.editorial.references import Kind, Reference
from kgqual.editorial.translations import Translation
from kgqual.translation.memory.index import Index, Origin, Remembered

_ENGLISH = "en"
"""The language that concepts are translated from."""


class Memory:
    """An index for each source language, and what of the database is in it."""

    def __init__(self, editorial: Editorial, language: str) -> None:
        self._editorial = editorial
        self._language = language
        self._indexes: dict[str, Index] = {}
        self._files: dict[int, list[tuple[str, range]]] = {}
        self._approved: dict[str, list[int]] = {}
        self._last_approval = 0
        self._lock = Lock()

    def index(self, source_language: str) -> Index:
        """Return the index of the segments of a source language as the database is now."""
        with self._lock:
            if self._editorial.exists():
                self._follow_files()
                self._follow_approvals()
            return self._index(source_language)

    def _index(self, source_language: str) -> Index:
        return self._indexes.setdefault(source_language, Index(source_language))

    def _follow_files(self) -> None:
        used = self._editorial.references.in_use(Kind.MEMORY, self._language)
        for gone in self._files.keys() - {one.id for one in used}:
            for source_language, numbers in self._files.pop(gone):
                self._index(source_language).forget(numbers)
        for new in used:
            if new.id not in self._files:
                self._files[new.id] = list(self._added(new))

    def _added(self, memory: Reference) -> Iterator[tuple[str, range]]:
        """Add the segments of a file to the index of their language; yield their numbers there."""
        origin = Origin(memory.name, memory.person, f"{memory.added:%Y-%m-%d}")
        segments: dict[str, list[Remembered]] = defaultdict(list)
        for language, source, target in self._editorial.references.segments(memory):
            segments[language].append(Remembered(source, target, origin))
        for language, some in segments.items():
            yield language, self._index(language).add(some)

    def _follow_approvals(self) -> None:
        changed = self._editorial.translations.published_since(self._last_approval)
        if not changed:
            return
        standing = self._editorial.translations.all(self._language)
        concepts = [concept for language, concept in changed if language == self._language]
        index = self._index(_ENGLISH)
        for concept in concepts:
            index.forget(self._approved.pop(concept, ()))
        segments = list(self._segments(standing[concept] for concept in concepts))
        if segments:
            for number, segment in zip(index.add(segments), segments, strict=True):
                self._approved.setdefault(segment.origin.concept, []).append(number)
        self._last_approval = max(changed.values())

    def _segments(self, translations: Iterable[Translation]) -> Iterator[Remembered]:
        """Yield what is approved, with the English text that it was made from.

        Alternative and hidden terms are left out: they are not translated one by one.
        """
        entries = [
            (one.concept, field, entry)
            for one in translations
            for field, entry in one.published.items()
            if not field.many and entry.texts
        ]
        sources = self._editorial.translations.sources({entry.source_hash for *_, entry in entries})
        for concept, field, entry in entries:
            by = entry.approved
            if by and len(source := sources.get(entry.source_hash, ())) == 1:
                origin = Origin("", by.person, f"{by.at:%Y-%m-%d}", concept, field)
                yield Remembered(source[0], entry.texts[0], origin)
