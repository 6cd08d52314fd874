"""Asking the index of a snapshot: by label or code, whole or begun, mistyped or misread."""

from __future__ import annotations

import os
from collections.abc import Collection, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

import tantivy

from kgqual.errors import KgqualError
from kgqual.search.building import readable
from kgqual.search.finding import Asked, Finding, exactly
from kgqual.search.hits import Hit, Hits
from kgqual.search.reader import Reader

LONGEST = 250
"""Characters of a text that count; longer labels are found by their beginning."""


class NoIndex(KgqualError):
    """The snapshot has no index that this kgqual can read."""


class Index:
    """The index of one snapshot. Any number of threads may ask it at once."""

    def __init__(self, index: tantivy.Index) -> None:
        self._reader = Reader(index)

    @classmethod
    def open(cls, path: Path) -> Index:
        """Open the index in the folder ``path``, which takes a millisecond. Raises NoIndex."""
        if not readable(path):
            raise NoIndex(
                "This snapshot has no index of labels that this kgqual can search. "
                "Run `kgqual build` to make it."
            )
        try:
            return cls(_opened(path))
        except ValueError as error:
            raise NoIndex(
                f"The index {path} cannot be opened ({error}). Run `kgqual build` to make a "
                "sound snapshot."
            ) from error

    @property
    def classes(self) -> Mapping[str, int]:
        """The classes of what can be found, by IRI, and how many things each has."""
        return self._reader.classes

    def search(
        self,
        text: str,
        *,
        types: Collection[str] = (),
        language: str = "",
        limit: int = 20,
        offset: int = 0,
    ) -> Hits:
        """Return the things that ``text`` finds, from the ``offset``-th on, at most ``limit``.

        They are of one of ``types``, IRIs of classes or schemes, when there are any; first come
        those that match best (see ``Match``), of these the more central ones. ``language`` says
        in which language they are called.
        """
        finding = Finding(self._reader, Asked(_cut(text), types, language))
        found = finding.slice(offset, offset + limit)
        hits = tuple(self._reader.thing(one.number).hit(one, language) for one in found)
        return Hits(finding.total, hits)

    def suggest(
        self, text: str, *, types: Collection[str] = (), language: str = "", limit: int = 10
    ) -> list[Hit]:
        """Return what may be meant by the beginning of a text, as ``search`` does."""
        return list(self.search(text, types=types, language=language, limit=limit).hits)

    def exact(self, text: str, *, types: Collection[str] = ()) -> list[Hit]:
        """Return the things with just that label, in any language, or that code or IRI.

        Only where nothing has it in the letters that were typed do those of another alphabet
        count that look like them.
        """
        found = exactly(self._reader, Asked(_cut(text), types))
        things = [(one, self._reader.thing(one.number)) for one in found]
        typed = [(one, thing) for one, thing in things if thing.closeness(one, "")[0]]
        return [thing.hit(one, "") for one, thing in typed or things]


def _opened(path: Path) -> tantivy.Index:
    """Open the index; where the folder cannot be written, from a folder of links to its files.

    To open a folder tantivy locks a file in it, which takes the right to write.
    """
    if os.access(path, os.W_OK):
        return tantivy.Index.open(str(path))
    with TemporaryDirectory() as links:
        for file in path.iterdir():
            if file.suffix != ".lock":
                Path(links, file.name).symlink_to(file.resolve())
        return tantivy.Index.open(links)


def _cut(text: str) -> str:
    return text.strip()[:LONGEST]
