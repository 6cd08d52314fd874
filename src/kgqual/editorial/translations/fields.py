"""What of a concept is translated, how far that has come, and which source it was made from."""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Mapping, Sequence
from enum import StrEnum

SOURCE_LANGUAGE = "en"
"""The language that is translated from."""
BRIDGE_LANGUAGE = "ru"
"""The language whose texts help with that, where they are loaded."""


class Field(StrEnum):
    """A part of a concept that is translated, by the local name of its property.

    ``ALTERNATIVE`` and ``HIDDEN`` hold any number of terms, the others one text.
    """

    PREFERRED = "prefLabel"
    ALTERNATIVE = "altLabel"
    HIDDEN = "hiddenLabel"
    DESCRIPTION = "description"
    SCOPE_NOTE = "scopeNote"

    @property
    def many(self) -> bool:
        """Whether it holds any number of terms."""
        return self in (Field.ALTERNATIVE, Field.HIDDEN)

    @property
    def is_term(self) -> bool:
        """Whether it holds terms, not running text."""
        return self in _TERMS


Texts = Mapping[Field, tuple[str, ...]]
"""The texts of a concept in one language, by field."""


_TERMS = frozenset({Field.PREFERRED, Field.ALTERNATIVE, Field.HIDDEN})


class State(StrEnum):
    """How far the translation of a field has come.

    Whether its source has changed since is no state: a text of any state can be stale.
    """

    UNTRANSLATED = "untranslated"
    DRAFT = "draft"
    REVIEWED = "reviewed"
    APPROVED = "approved"


def source_hash(texts: Sequence[str]) -> str:
    """Return what tells a source text from others: 16 hexadecimal digits of a SHA-256.

    It is of the texts of a field in code point order, in Unicode form C and one a line, so that
    neither the order in which a release lists its terms nor their encoding matters.
    """
    lines = sorted(unicodedata.normalize("NFC", text) for text in texts)
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()[:16]


NO_SOURCE = source_hash(())
"""What is translated from, for a text that has no English one beside it."""
