"""Writing the index of a snapshot from the files of its current graphs."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from math import log1p
from pathlib import Path

import tantivy

from kgqual.folding import bare_code, code_key, label_key
from kgqual.search import fields
from kgqual.search.things import Thing, read

FORMAT = "3"
"""What is written into the file ``format``; an index with another is for another kgqual."""
FORMAT_FILE = "format"
_LONG_CODE = 6
_HEAP = 1 << 30
"""Bytes of memory for writing, at most: so much that one segment is enough for ESCO."""


def build(path: Path, graphs: Iterable[Path]) -> None:
    """Write the index of the things in files of N-Quads into the new folder ``path``.

    Built again from the same files it answers the same, though its bytes differ. Raises OSError
    when it cannot be written.
    """
    things = read(graphs)
    path.mkdir(parents=True)
    try:
        _write(things, path)
    except ValueError as error:  # what tantivy raises for everything
        raise OSError(f"the index {path} cannot be written: {error}") from error
    (path / FORMAT_FILE).write_text(FORMAT, encoding="ascii")
    _readable_by_all(path)


def readable(path: Path) -> bool:
    """Return whether there is an index in the folder ``path`` that this kgqual can read."""
    file = path / FORMAT_FILE
    return file.is_file() and file.read_text(encoding="ascii") == FORMAT


def _write(things: Sequence[Thing], path: Path) -> None:
    index = tantivy.Index(fields.schema(), path=str(path))
    fields.register_tokenizers(index)
    # One thread: with several, which of two equally similar labels comes first would be chance.
    writer = index.writer(heap_size=_HEAP, num_threads=1)
    largest = log1p(things[0].degree) if things else 0.0
    for number, thing in enumerate(things):
        centrality = log1p(thing.degree) / largest if largest else 0.0
        _add(writer, number, thing, centrality)
    writer.commit()
    writer.wait_merging_threads()


def _readable_by_all(path: Path) -> None:
    """Give each file the rights that files get here; tantivy keeps some for their owner alone."""
    rights = (path / FORMAT_FILE).stat().st_mode
    for file in path.iterdir():
        file.chmod(rights)


def _add(writer: tantivy.IndexWriter, number: int, thing: Thing, centrality: float) -> None:
    document = tantivy.Document()
    document.add_unsigned(fields.NUMBER, number)
    document.add_text(fields.IRI, thing.iri)
    document.add_boolean(fields.ABOUT_THE_GRAPH, thing.about_the_graph)
    _add_types(document, thing)
    for code in thing.codes:
        document.add_text(fields.CODE, code_key(code))
        document.add_text(fields.BARE_CODE, bare_code(code))
    keys: dict[str, None] = {}
    for text, _, preferred in thing.labels:
        if key := label_key(text):
            keys[key] = None
            document.add_text(fields.PREFERRED if preferred else fields.OTHER, key)
    document.add_text(fields.WORD, " ".join([*keys, *map(label_key, thing.codes)]))
    document.add_bytes(fields.STORED, _stored(thing, centrality))
    writer.add_document(document)
    for key in (*keys, *filter(_is_long, map(code_key, thing.codes))):
        label = tantivy.Document()
        label.add_unsigned(fields.OF, number)
        label.add_text(fields.TRIGRAM, f" {key} ")
        _add_types(label, thing)
        label.add_bytes(fields.STORED, key.encode())
        writer.add_document(label)


def _add_types(document: tantivy.Document, thing: Thing) -> None:
    for iri in thing.classes:
        document.add_text(fields.CLASS, iri)
    for iri in thing.schemes:
        document.add_text(fields.SCHEME, iri)


def _is_long(code: str) -> bool:
    """Say whether a code can be mistyped and still be known; 2513 for 2514 cannot."""
    return len(code) >= _LONG_CODE


def _stored(thing: Thing, centrality: float) -> bytes:
    values = {
        "iri": thing.iri,
        "labels": thing.labels,
        "codes": thing.codes,
        "classes": thing.classes,
        "centrality": round(centrality, 4),
    }
    return json.dumps(values, ensure_ascii=False, separators=(",", ":")).encode()
