"""The IRIs of programmes and of their parts."""

from __future__ import annotations

import re

from pyoxigraph import NamedNode

from kgqual.namespaces import thing
from kgqual.sources.kinds.he.tables import PROGRAMMES as HE_PROGRAMMES
from kgqual.sources.template import Row

HE_CODE = re.compile(HE_PROGRAMMES.by_name["code"].pattern)


def programme_iri(institution: str, code: str) -> NamedNode:
    """Return the node of a programme; of a higher-education one, that of the classifier.

    Institutions number their programmes independently, so the institution is part of it.
    """
    if HE_CODE.fullmatch(code):
        return thing("he", "programme", institution, code)
    return thing("programme", institution, code)


def whole(row: Row) -> NamedNode:
    """Return the node of the programme that a row of another table belongs to."""
    return programme_iri(row["institution"], row["programme"])


def module_iri(row: Row, number: str) -> NamedNode:
    """Return the node of a module of the row's programme."""
    return part(whole(row), "module", number)


def part(of: NamedNode, *path: str) -> NamedNode:
    """Return the node of a part of something: its IRI and the path below it."""
    return NamedNode("/".join((of.value, *path)))
