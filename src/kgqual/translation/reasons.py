"""Why a row of a file becomes what it becomes, in English, Kazakh and Russian: ``reasons.json``.

The Kazakh texts are drafts.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType


@cache
def reasons() -> Mapping[str, Mapping[str, str]]:
    """Return id of a reason → language → text, with ``{names}`` to fill in."""
    path = Path(__file__).with_suffix(".json")
    return MappingProxyType(json.loads(path.read_text(encoding="utf-8")))


def reason(why: str, language: str, values: Mapping[str, str]) -> str:
    """Return a reason by its id in ``language`` (en, kk or ru), filled in from ``values``.

    Raises KeyError for an id, a language or a name that is not known.
    """
    return reasons()[why][language].format_map(values)
