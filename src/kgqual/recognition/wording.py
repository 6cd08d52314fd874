"""What the look-up says itself, in English, Kazakh and Russian: ``wording.toml``."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from kgqual.answering.envelope import Named, Text
from kgqual.answering.sentences import filled


@cache
def _texts() -> Mapping[str, Any]:
    return tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))


@cache
def _said(key: str) -> Text:
    """Return a text without anything to fill in."""
    return filled(_forms(key), {})


def _forms(key: str) -> Mapping[str, str]:
    found = _texts()
    for part in key.split("."):
        found = found[part]
    return found


def say(key: str, **values: Named | str | Text) -> Text:
    """Return the text of a key such as ``reason.unmatched``, its ``{names}`` filled in.

    Raises KeyError for a key or a name that the table does not have.
    """
    return filled(_forms(key), values) if values else _said(key)
