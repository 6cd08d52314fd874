"""What a partial release cannot say: a table that is absent does not say that anything is gone.

The catalogue states of a partial release what it lacks (``kq:KnownGap``). A gap about a class or a
scheme leaves open whether things of it are there, and everything that the release does not state
of those that other tables mention. A gap that is also about a property leaves open only its values
for things of that class. A partial release that does not say what it lacks leaves open everything.
"""

from __future__ import annotations

from collections.abc import Set

from kgqual.model import Gap
from kgqual.namespaces import ESCO, SKOS
from kgqual.store.manifest import GraphEntry

PROPERTIES = frozenset(
    node.value for node in (SKOS.broader, ESCO.relatedEssentialSkill, ESCO.relatedOptionalSkill)
)
"""The properties whose tables a release may lack as a whole."""


class Silence:
    """What one release leaves open."""

    def __init__(self, entry: GraphEntry) -> None:
        self._complete = entry.complete
        self._gaps = [gap for gap in entry.gaps if gap.about]
        self._unknown = Gap(entry.name, entry.title, (entry.iri,))

    def on(self, kinds: Set[str], property: str = "") -> Gap | None:
        """Return the gap that leaves open if a thing of these classes and schemes is there.

        With a ``property``: if the thing has values of it that the release does not state. None
        when the release says it.
        """
        if self._complete:
            return None
        if not self._gaps:
            return self._unknown
        for gap in self._gaps:
            about = frozenset(gap.about)
            if not about.isdisjoint(kinds) and (about.isdisjoint(PROPERTIES) or property in about):
                return gap
        return None
