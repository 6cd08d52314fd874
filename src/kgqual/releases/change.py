"""The kinds of change between two releases, and one change of one concept."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal as Choice
from typing import get_args

from pyoxigraph import Literal, NamedNode

Value = NamedNode | Literal
Kind = Choice[
    "removed",
    "merged",
    "replaced",
    "split",
    "deprecated",
    "retyped",
    "renamed",
    "redefined",
    "moved",
    "recoded",
    "left",
    "added",
    "entered",
    "respelt",
    "relabelled",
    "relinked",
    "not-said",
]
"""What happened to a concept from the older release to the newer one.

It is gone: ``removed`` without a successor; ``merged`` into a concept that was there before or
that took the place of others as well; ``replaced`` by one that is new, such as the same one under
another IRI; ``split`` into several.
It is there: ``deprecated`` by its status; ``retyped`` to another class; ``renamed``; ``redefined``
in its description, definition or scope note; ``moved`` below another concept; ``recoded``;
``left`` or ``entered`` the scheme asked about; ``respelt`` in spelling only; ``relabelled`` in its
other labels; ``relinked`` to other skills. It is new: ``added``. ``not-said``: a partial release
lacks the table that would say whether it is there.
"""
ORDER: tuple[Kind, ...] = get_args(Kind)
GONE: frozenset[Kind] = frozenset({"removed", "merged", "replaced", "split"})
"""The concept is no longer described by the newer release."""
DETAILS: frozenset[Kind] = frozenset({"relabelled", "relinked"})
"""Kinds of which there are thousands between two releases: compared only when asked for."""


@dataclass(frozen=True)
class Change:
    """What happened to one concept.

    ``before`` and ``after`` are what the releases state: labels, codes, parents; successors are
    in ``after``. ``confidence`` (0 to 1) is how sure a successor is; ``official`` says that a
    release itself names it. ``similarity`` (0 to 1) is how alike two names or texts are, letter by
    letter. ``mentioned`` says that the newer release does not describe the concept but still
    refers to it.
    """

    kind: Kind
    concept: str
    before: tuple[Value, ...] = ()
    after: tuple[Value, ...] = ()
    confidence: float | None = None
    official: bool = False
    similarity: float | None = None
    mentioned: bool = False
