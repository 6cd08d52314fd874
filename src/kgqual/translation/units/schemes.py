"""The concept schemes of ESCO by the names that people use for them."""

from __future__ import annotations

from collections.abc import Collection

from kgqual.sources.kinds.esco.layout import COLLECTIONS as TABLES
from kgqual.sources.kinds.esco.layout import SCHEME

COLLECTIONS = {table.scheme: table.name.removesuffix("Collection") for table in TABLES}
"""ESCO's collections, such as the digital skills, by IRI → the name of their table."""


def short_name(scheme: str) -> str:
    """Return what a scheme is called in filters: ``digitalSkills``, ``skills-hierarchy``."""
    return COLLECTIONS.get(scheme, scheme.removeprefix(SCHEME))


def schemes_called(name: str, schemes: Collection[str]) -> list[str]:
    """Return those of the schemes that a name may mean, without regard to case.

    That is the one with that IRI or short name, else all whose short name begins so: ``digital``,
    ``language``, ``transversal``.
    """
    wanted = name.casefold()
    exact = [iri for iri in schemes if wanted in (iri.casefold(), short_name(iri).casefold())]
    return exact or sorted(iri for iri in schemes if short_name(iri).casefold().startswith(wanted))
