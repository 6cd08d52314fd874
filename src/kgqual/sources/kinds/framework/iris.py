"""The IRIs of frameworks and their levels, and finding the level that a row means."""

from __future__ import annotations

import re
from collections.abc import Iterable

from pyoxigraph import NamedNode

from kgqual.namespaces import expand, prefixes, thing
from kgqual.sources.collection import CellError, node_named
from kgqual.sources.log import Log
from kgqual.sources.template import Row


def framework_iri(framework: str, edition: str) -> NamedNode:
    """Return the node of a framework named by our id or by an IRI, or of one of its editions.

    Raises ValueError for a prefix that is not in the prefix list.
    """
    if ":" in framework and not edition:
        return expand(framework)
    return below(framework, edition)


def below(framework: str, edition: str, *parts: str) -> NamedNode:
    """Return our own IRI for a part of a framework: ``id/nqf/2016/level/4``.

    What belongs to a framework with an IRI elsewhere lies below ``id/framework/<its name>``.
    """
    path = _own_path(framework)
    return thing(*path, edition, *parts) if edition else thing(*path, *parts)


def _own_path(framework: str) -> tuple[str, ...]:
    if ":" not in framework:
        return (framework,)
    iri = expand(framework).value
    own = prefixes()["kqid"]
    if iri.startswith(own):
        return tuple(iri.removeprefix(own).split("/"))
    return ("framework", name_of(framework))


def name_of(framework: str) -> str:
    """Return the id of a framework, or the last part of its IRI."""
    return re.split(r"[/#:]", framework.rstrip("/#"))[-1]


class Levels:
    """The levels that a source defines, to find those its other tables mean."""

    def __init__(self, rows: Iterable[Row], log: Log) -> None:
        self._nodes: dict[tuple[str, str, str], NamedNode] = {}
        for row in rows:
            try:
                self._nodes[_key(row)] = _level_iri(row)
            except CellError as refused:
                log.refuse(row.at(refused.column), refused.reason)
        self._frameworks = {key[:2] for key in self._nodes}

    def __contains__(self, row: Row) -> bool:
        """Tell whether a row of the ``levels`` table was accepted."""
        return _key(row) in self._nodes

    def find(self, row: Row) -> NamedNode:
        """Return the level that ``framework``, ``edition`` and ``level`` of a row name.

        A level may be named by its IRI. A level of a framework whose levels another source
        defines has our own IRI. Raises CellError for a level missing among those defined here,
        and for the notation of one in a framework that has an IRI elsewhere.
        """
        key = _key(row)
        if key in self._nodes:
            return self._nodes[key]
        if ":" in row["level"]:
            return node_named("level", row["level"])
        if key[:2] in self._frameworks:
            raise CellError("level", f"{row['level']!r} is not in the levels table.")
        if ":" in row["framework"]:
            raise CellError(
                "framework",
                f"the levels of {row['framework']} have IRIs elsewhere: name the level by its "
                "IRI, or list them in the levels table.",
            )
        return below(*key[:2], "level", row["level"])


def _key(row: Row) -> tuple[str, str, str]:
    return row["framework"], row["edition"], row["level"]


def _level_iri(row: Row) -> NamedNode:
    if row["iri"]:
        return node_named("iri", row["iri"])
    return below(row["framework"], row["edition"], "level", row["level"])
