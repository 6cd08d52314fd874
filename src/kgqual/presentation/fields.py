"""What the fields of items are called, and their few fixed values: read from ``fields.json``.

It has field → language → text, and ``field=value`` → language → text.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType

from kgqual.answering import Text


@cache
def field_names() -> Mapping[str, Text]:
    """Return field, or ``field=value``, → language → text."""
    path = Path(__file__).with_suffix(".json")
    return MappingProxyType(json.loads(path.read_text(encoding="utf-8")))


def field_name(field: str, language: str) -> str:
    """Return what a field is called. Raises KeyError for a field that has no name."""
    return field_names()[field][language]


def chosen(field: str, value: str, language: str) -> str:
    """Return what one of the few values of a field is called; any other value as it is."""
    texts = field_names().get(f"{field}={value}")
    return texts[language] if texts else value
