"""What reports say of themselves in Kazakh, Russian and English, read from ``wording.json``."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType

from pyoxigraph import NamedNode

from kgqual.validation.demands import parameter

LANGUAGES = ("en", "ru", "kk")
"""The languages of reports; the first is the one to fall back on."""


@cache
def wording() -> Mapping[str, Mapping[str, str]]:
    """Return key → language → text."""
    text = (Path(__file__).parent / "wording.json").read_text(encoding="utf-8")
    return MappingProxyType(json.loads(text))


def say(language: str, key: str, **values: object) -> str:
    """Return the text of ``key`` in ``language`` with ``{names}`` filled in.

    Raises KeyError for a key, a language or a value that the table does not know.
    """
    return wording()[key][language].format_map(values)


def in_language(language: str, texts: Mapping[str, str]) -> str:
    """Return the text in ``language``, else in English, else any; empty when there is none."""
    order = (language, *LANGUAGES, "")
    return next((texts[one] for one in order if one in texts), next(iter(texts.values()), ""))


def fault(language: str, component: NamedNode) -> str:
    """Return what is wrong where ``component`` finds something, for shapes that do not say it."""
    key = f"component.{parameter(component)}"
    return say(language, key if key in wording() else "component.other")


def number(language: str, value: int) -> str:
    """Return a number grouped as the language groups it: 123,855 or 123 855."""
    grouped = f"{value:,}"
    return grouped if language == "en" else grouped.replace(",", "\N{NO-BREAK SPACE}")
