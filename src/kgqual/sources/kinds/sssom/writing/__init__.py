"""Mapping sets written as SSSOM: a table, JSON-LD, or RDF."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType

from kgqual.atomic import replacing
from kgqual.errors import BadUsage
from kgqual.sources.kinds.sssom.document import Document
from kgqual.sources.kinds.sssom.writing import json_ld, rdf, table

FORMATS: Mapping[str, Callable[[Document], str]] = MappingProxyType(
    {"tsv": table.written, "jsonld": json_ld.written, "ttl": rdf.written}
)
"""Name of a format → what writes it."""


def written(document: Document, format: str) -> str:
    """Return a mapping set in a format of ``FORMATS``. Raises BadUsage for another one."""
    if format not in FORMATS:
        raise BadUsage(f"--format {format!r} is unknown: {', '.join(FORMATS)}.")
    return FORMATS[format](document)


def save(document: Document, path: Path, format: str = "tsv") -> None:
    """Write a mapping set to a file, whole or not at all. Raises BadUsage when it cannot be."""
    save_text(written(document, format), path)


def save_apart(document: Document, path: Path) -> Path:
    """Write a table without its metadata, and these to a file beside it; return that file.

    Raises BadUsage when one of them cannot be written.
    """
    beside = path.with_name(f"{path.name.removesuffix('.tsv')}.yml")
    save_text(table.metadata(document), beside)
    save_text(table.rows(document), path)
    return beside


def save_text(text: str, path: Path) -> None:
    """Write a text to a file, whole or not at all. Raises BadUsage when it cannot be."""
    try:
        with replacing(path) as partial:
            partial.write_text(text, encoding="utf-8", newline="")
    except OSError as error:
        raise BadUsage(f"{path} cannot be written ({error.strerror}).") from error
