"""Cells as ESCO writes them: cleaning labels and texts, splitting lists of labels and URIs."""

from __future__ import annotations

import re

from kgqual.sources.characters import CONTROL

INVISIBLE = dict.fromkeys(map(ord, "\u200b\ufeff\u00ad"))
"""Zero-width space, byte order mark, soft hyphen: characters nobody sees or types."""

_BETWEEN_URIS = re.compile(r"[\s,;|]+")


def clean_label(text: str) -> str:
    """Return a label on one line, single-spaced, trimmed, without invisible characters."""
    if not text.isascii():
        text = text.translate(INVISIBLE)
    return " ".join(CONTROL.sub("", text).split())


def clean_text(text: str) -> str:
    """Return a text trimmed, with plain spaces and line feeds, without control characters."""
    return CONTROL.sub("", text).replace("\u00a0", " ").replace("\r\n", "\n").strip()


def split_labels(cell: str, separator: str) -> list[str]:
    """Return the labels of a cell as they are written, without blank ones."""
    return [label for label in cell.split(separator) if label and not label.isspace()]


def split_uris(cell: str) -> list[str]:
    """Return the URIs of a cell; releases separate them by comma, line end, both, or a bar."""
    return [uri for uri in _BETWEEN_URIS.split(cell) if uri]
