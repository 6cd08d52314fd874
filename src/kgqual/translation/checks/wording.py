"""What the checks say, in English, Kazakh and Russian: read from ``wording.json``.

The Kazakh texts are drafts.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType

from kgqual.answering import Text


@cache
def wording() -> Mapping[str, Mapping[str, Text]]:
    """Return id of a check → ``title`` and ``message`` → language → text."""
    path = Path(__file__).with_suffix(".json")
    return MappingProxyType(json.loads(path.read_text(encoding="utf-8")))


def title(check: str, language: str) -> str:
    """Return what a check is called. Raises KeyError for one, or a language, that is not known."""
    return wording()[check]["title"][language]


def message(check: str, language: str, values: Mapping[str, str]) -> str:
    """Return what a check says of what it found, with ``{names}`` filled in from ``values``.

    Raises KeyError for a check, a language or a name that is not known.
    """
    return wording()[check]["message"][language].format_map(values)
