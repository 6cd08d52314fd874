"""Why a row of a file becomes what it becomes, in English, Kazakh and Russian: ``wording.json``.

The Kazakh texts are drafts. What a reader of a format says of a row, or the store of a text, is
said in English only.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType

from kgqual.answering import Text


@cache
def wording() -> Mapping[str, Text]:
    """Return id of a reason → language → text, with ``{names}`` to fill in."""
    path = Path(__file__).with_suffix(".json")
    return MappingProxyType(json.loads(path.read_text(encoding="utf-8")))
