"""Giving many concepts to somebody at once."""

from __future__ import annotations

from collections.abc import Iterable

from kgqual.editorial.translations import Assignment


def assignments(
    language: str, concepts: Iterable[str], assignee: str | None, batch: str
) -> list[Assignment]:
    """Return the requests to give concepts, by their IRIs, to a person of that name or to nobody.

    ``batch`` begins the keys of the requests.
    """
    return [
        Assignment(f"{batch}.{number}", language, concept, assignee)
        for number, concept in enumerate(concepts)
    ]
