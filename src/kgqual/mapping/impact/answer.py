"""What a release does to mappings: each one that is affected, why, and what may be done."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal as Choice
from typing import get_args

from kgqual.answering import Named, Text
from kgqual.answering.envelope import Frozen
from kgqual.model import Strength
from kgqual.releases import Kind

Severity = Choice["broken", "doubtful", "open", "cosmetic"]
"""How much a mapping is affected, the most first.

``broken``: an end is gone or should no longer be used, or neither release describes it.
``doubtful``: an end has another name, definition, place or class, so it may mean something else.
``open``: a partial release does not say what became of an end. ``cosmetic``: the spelling of a name
or a code has changed.
"""

Way = Choice["successor", "parent", "label", "keep"]
"""How a repair was found: ``successor`` is what took the place of the end that is gone; ``parent``
what stands above it; ``label`` what is called most alike; ``keep`` the mapping as it is, for a
person to confirm."""
WAYS: tuple[Way, ...] = get_args(Way)


class End(Frozen):
    """An end of a mapping that something happened to: what, and in words."""

    side: Choice["subject", "object"]
    concept: Named
    changes: tuple[Kind | Choice["missing"], ...]
    statements: tuple[Text, ...]


class Repair(Frozen):
    """A mapping proposed instead, with the reason.

    ``confidence`` (0 to 1) is how sure it is that it holds if the old one did; None for a mapping
    that is kept, since nobody can tell that from what changed.
    """

    way: Way
    subject: Named
    predicate: str
    object: Named
    mapping_justification: str
    confidence: float | None = None
    reason: Text


class Affected(Frozen):
    """A mapping of which an end has changed, with the proposed repairs, successors first.

    ``mapping`` is its IRI; ``row`` the row of the file that it is in, where it is not in the graph.
    """

    mapping: str
    mapping_set: str
    row: str | None = None
    subject: Named
    predicate: str
    object: Named
    denied: bool = False
    strength: Strength | None = None
    confidence: float | None = None
    severity: Severity
    ends: tuple[End, ...]
    repairs: tuple[Repair, ...] = ()


class SetImpact(Frozen):
    """How many mappings of a set there are, and how many are affected, by severity."""

    mapping_set: str
    title: str
    mappings: int
    affected: Mapping[Severity, int]


class Impact(Frozen):
    """What the way from one release to another does to the mappings of the graph and of files.

    ``sets`` are those of which a mapping has an end in the releases.
    """

    older: Named
    newer: Named
    scheme: Named | None = None
    as_of: str
    snapshot: str
    date: str
    mappings: int
    counts: Mapping[Severity, int]
    sets: tuple[SetImpact, ...]
    affected: tuple[Affected, ...]
