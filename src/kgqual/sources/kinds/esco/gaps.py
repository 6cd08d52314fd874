"""What a partial release lacks, as known gaps of its graph: read from ``gaps.json``.

A gap is about the class or scheme whose things the missing table describes; where the table
relates things, about the class of those it relates and the properties that it states.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from kgqual.model import Gap
from kgqual.namespaces import expand
from kgqual.sources.kinds.esco.layout import WHOLE
from kgqual.sources.kinds.esco.release import Contents


def gaps(version: str, found: Contents) -> Iterator[Gap]:
    """Yield a gap for each table of a whole release that is not in the files."""
    if found.complete or not found.tables:
        return
    given = {table.layout.name for table in found.tables}
    for table in sorted(WHOLE - given):
        said = _said()[table]
        about = tuple(expand(term).value for term in said["about"])
        yield Gap(f"esco-{version}-{table}", said["label"], about)


@cache
def _said() -> Mapping[str, Mapping[str, Any]]:
    """Return table → what its absence leaves open, and how that is said by language."""
    text = Path(__file__).with_suffix(".json").read_text(encoding="utf-8")
    said: dict[str, dict[str, Any]] = json.loads(text)
    return said
