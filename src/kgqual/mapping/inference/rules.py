"""The rules by which mappings are not inferred, as ``rules.toml`` explains them."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from enum import StrEnum
from functools import cache
from pathlib import Path

from kgqual.answering.envelope import Frozen
from kgqual.answering.sentences import LANGUAGES


class Contradicted(StrEnum):
    """Why what follows from a chain is refused nevertheless: because of what the graph says."""

    ONE_SCHEME = "one-scheme"
    LEVELS = "levels"
    ENDED = "ended"
    DENIED = "denied"
    NO_TERM = "no-term"
    CLASH = "clash"
    TWO_EXACT = "two-exact"


class Explained(Frozen):
    """What a rule says, in each language, and the source that it rests on."""

    source: str
    text: Mapping[str, str]


@cache
def explained() -> Mapping[str, Explained]:
    """Return rule → what it says, in the order in which they are tried."""
    path = Path(__file__).with_name("rules.toml")
    read: dict[str, dict[str, str]] = tomllib.loads(path.read_text(encoding="utf-8"))
    return {
        rule: Explained(source=row["source"], text={lang: row[lang] for lang in LANGUAGES})
        for rule, row in read.items()
    }
