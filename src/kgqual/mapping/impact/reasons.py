"""Why a repair is proposed, in English, Kazakh and Russian: read from ``reasons.toml``."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from kgqual.answering import Named, Text
from kgqual.answering.sentences import filled


def reason(key: str, **values: Named) -> Text:
    """Return a sentence with names filled in. Raises KeyError for one that there is not."""
    return filled(_forms()[key], values)


@cache
def _forms() -> Mapping[str, Mapping[str, str]]:
    text = Path(__file__).with_suffix(".toml").read_text(encoding="utf-8")
    forms: dict[str, dict[str, str]] = tomllib.loads(text)
    return forms
