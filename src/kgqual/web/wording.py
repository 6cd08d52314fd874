"""The interface's words in Kazakh, Russian and English, read from ``wording.json``.

Those of the translation team's pages are in ``translating/wording.json``. ``terms.json`` names the
properties and classes of vocabularies we reuse, which do not name themselves in all three.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType

from kgqual.namespaces import expand

_HERE = Path(__file__).parent
_FILES = ("wording.json", "translating/wording.json")

Texts = Mapping[str, Mapping[str, str]]


@cache
def wording() -> Texts:
    """Return key → language → text of everything the interface says."""
    said: dict[str, Mapping[str, str]] = {}
    for file in _FILES:
        said |= json.loads((_HERE / file).read_text(encoding="utf-8"))
    return MappingProxyType(said)


@cache
def terms() -> Texts:
    """Return IRI → language → label of reused terms."""
    listed = json.loads((_HERE / "terms.json").read_text(encoding="utf-8"))
    return MappingProxyType({expand(curie).value: labels for curie, labels in listed.items()})


def say(language: str, key: str, **values: object) -> str:
    """Return the text of ``key`` in ``language`` with ``{names}`` filled in.

    Raises KeyError for a key or a value that the table does not know.
    """
    return wording()[key][language].format_map(values)


def number(language: str, value: int) -> str:
    """Return a number grouped as the language groups it: 123,855 or 123 855."""
    grouped = f"{value:,}"
    return grouped if language == "en" else grouped.replace(",", "\N{NO-BREAK SPACE}")
