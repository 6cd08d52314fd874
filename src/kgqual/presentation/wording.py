"""What is said around answers, in English, Kazakh and Russian: read from ``wording.json``.

Kazakh texts that no source states are drafts.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType

from kgqual.answering import Text
from kgqual.errors import BadUsage

LANGUAGES = ("en", "kk", "ru")


@cache
def wording() -> Mapping[str, Text]:
    """Return key → language → text."""
    path = Path(__file__).with_suffix(".json")
    return MappingProxyType(json.loads(path.read_text(encoding="utf-8")))


def say(language: str, key: str, **values: object) -> str:
    """Return the text of ``key`` in ``language`` with ``{names}`` filled in.

    Raises KeyError for a key or a value that the table does not know.
    """
    return wording()[key][language].format_map(values)


def in_language(text: Text, language: str) -> str:
    """Return a text in ``language``, else in English, else in any; '' when there is none."""
    for wanted in (language, *LANGUAGES, *sorted(text)):
        if found := text.get(wanted):
            return found
    return ""


def known_language(language: str) -> str:
    """Return a language that is spoken here. Raises BadUsage for another."""
    if language not in LANGUAGES:
        raise BadUsage(f"{language!r} is no language of answers: {', '.join(LANGUAGES)}.")
    return language
