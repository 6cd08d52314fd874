"""The memory of one target language, which follows what is added, removed and approved."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import datetime
from threading import Lock

from kgqual.editorial import Editorial
from kgqual.editorial.references import Kind, Reference
from kgqual.editorial.translations import Translation
from kgqual.editorial.translations.fields import SOURCE_LANGUAGE
from kgqual.translation.memory.index import Index, Origin, Remembered


class Memory:
    """An index for each source language, and what of the database is in it."""

    def __init__(self, editorial: Editorial, language: str) -> None:
        self._editorial = editorial
        self._language = language
        self._indexes: dict[str, Index] = {}
        self._files: dict[int, list[str]] = {}
        self._last_approval = 0
        self._lock = Lock()

    def index(self, source_language: str) -> Index:
        """Return the index of the segments of a source language as the database is now."""
        self.follow()
        with self._lock:
            return self._index(source_language)

    def follow(self) -> None:
        """Read what has come and gone since the last time."""
        with self._lock:
            if self._editorial.exists():
                self._follow_files()
                self._follow_approvals()

    def _index(self, source_language: str) -> Index:
        return self._indexes.setdefault(source_language, Index(source_language))

    def _follow_files(self) -> None:
        used = self._editorial.references.in_use(Kind.MEMORY, self._language)
        for gone in sorted(self._files.keys() - {one.id for one in used}):
            for source_language in self._files.pop(gone):
                self._index(source_language).replace([str(gone)])
        for new in used:
            if new.id not in self._files:
                self._files[new.id] = self._added(new)

    def _added(self, memory: Reference) -> list[str]:
        """Add the segments of a file to the indexes of their languages; return these."""
        owner, origin = str(memory.id), Origin(memory.name, memory.person, _day(memory.added))
        segments: dict[str, list[tuple[str, Remembered]]] = defaultdict(list)
        for language, source, target in self._editorial.references.segments(memory):
            segments[language].append((owner, Remembered(source, target, origin)))
        for language, some in segments.items():
            self._index(language).replace((), some)
        return list(segments)

    def _follow_approvals(self) -> None:
        changed = self._editorial.translations.published_since(self._last_approval)
        concepts = [concept for language, concept in changed if language == self._language]
        if concepts:
            standing = self._editorial.translations.all(self._language)
            segments = self._approved(standing[concept] for concept in concepts)
            self._index(SOURCE_LANGUAGE).replace(concepts, segments)
        self._last_approval = max(changed.values(), default=self._last_approval)

    def _approved(self, translations: Iterable[Translation]) -> Iterator[tuple[str, Remembered]]:
        """Yield what is approved of each concept, with the English text that it was made from.

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
                origin = Origin("", by.person, _day(by.at), concept, field)
                yield concept, Remembered(source[0], entry.texts[0], origin)


def _day(moment: datetime) -> str:
    return f"{moment:%Y-%m-%d}"
