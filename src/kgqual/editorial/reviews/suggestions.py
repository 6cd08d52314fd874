"""What a queue suggests: candidates for an item, as rows of an SSSOM file state them."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from kgqual.namespaces import SSSOM

NO_TERM = SSSOM.NoTermFound.value
"""The object of a suggestion that nothing fits."""


@dataclass(frozen=True)
class Extension:
    """A slot that a mapping set defines itself: the property it means, and its value.

    ``is_iri`` says that the value names something, otherwise it is a text, a number or a flag.
    """

    property: str
    value: Any
    is_iri: bool = False


@dataclass(frozen=True)
class Suggestion:
    """One row of a file: IRIs, labels, and the other slots by their SSSOM names.

    Values of slots that name things are IRIs. ``id`` is 0 before it is loaded.
    """

    subject: str
    predicate: str
    object: str
    justification: str
    subject_label: str = ""
    object_label: str = ""
    confidence: float | None = None
    slots: Mapping[str, Any] = field(default_factory=dict)
    extensions: Mapping[str, Extension] = field(default_factory=dict)
    id: int = 0

    @property
    def nothing_fits(self) -> bool:
        """Whether it says that what is mapped to has nothing that corresponds."""
        return self.object == NO_TERM

    @cached_property
    def digest(self) -> str:
        """The sha256 of everything it says: two suggestions with the same are the same."""
        said = vars(self) | {"extensions": {n: vars(e) for n, e in self.extensions.items()}}
        said.pop("id")
        text = json.dumps(said, ensure_ascii=False, sort_keys=True)
        return hashlib.sha256(text.encode()).hexdigest()


@dataclass(frozen=True)
class Offered:
    """A file of suggestions: what to call the queue, and what the file says of itself.

    ``about`` are slots of the set, such as ``subject_source``.
    """

    name: str
    file: str
    sha256: str
    title: str
    mapping_set: str
    suggestions: Sequence[Suggestion]
    about: Mapping[str, Any] = field(default_factory=dict)

    @cached_property
    def items(self) -> list[list[Suggestion]]:
        """The candidates of each item, the surest first; items as the file has them."""
        items: dict[str, dict[str, Suggestion]] = {}
        for one in self.suggestions:
            items.setdefault(one.subject, {})[one.digest] = one
        return [sorted(some.values(), key=_unsureness) for some in items.values()]


def _unsureness(suggestion: Suggestion) -> tuple[bool, float]:
    """Sort by confidence, what says that nothing fits last; otherwise as the file does."""
    return suggestion.nothing_fits, -(suggestion.confidence or 0.0)
