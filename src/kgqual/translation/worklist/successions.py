"""Which concepts of the newer release took the place of which of the older one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from pyoxigraph import NamedNode

from kgqual.answering import Graph
from kgqual.errors import BadUsage
from kgqual.releases import NoPair, Pair, compare, pair
from kgqual.releases.change import GONE

_WHY = {
    "no-version": "ESCO {text} is not in this data directory. There is: {known}.",
    "one-version": "Both releases are {text}: name two.",
    "no-concepts": "{text} describes no concepts: nothing can be compared.",
    "no-scheme": "There are no two releases of ESCO in this data directory. There is: {known}.",
}


@dataclass(frozen=True)
class Successions:
    """``successors`` of what is gone; ``predecessors`` of what there is, the surest first.

    A predecessor has how sure it is (0 to 1), and whether a release itself states it.
    """

    successors: Mapping[str, tuple[str, ...]]
    predecessors: Mapping[str, tuple[tuple[str, float, bool], ...]]


def esco_pair(graph: Graph, old: str, new: str) -> Pair:
    """Return two releases of ESCO by their versions. Raises BadUsage where there are none."""
    try:
        return pair(graph, "esco", old, new)
    except NoPair as none:
        text, known = none.text, ", ".join(none.known) or "none"
        raise BadUsage(_WHY[none.key].format(text=text, known=known)) from None


def successions(graph: Graph, releases: Pair) -> Successions:
    """Return what took the place of what; see ``releases.succession`` for how that is known."""
    successors: dict[str, tuple[str, ...]] = {}
    found: dict[str, list[tuple[str, float, bool]]] = defaultdict(list)
    for change in compare(graph, releases).changes:
        after = tuple(one.value for one in change.after if isinstance(one, NamedNode))
        if change.kind in GONE and after:
            successors[change.concept] = after
            for iri in after:
                found[iri].append((change.concept, change.confidence or 0.0, change.official))
    surest = {
        iri: tuple(sorted(some, key=lambda one: (-one[1], one[0]))) for iri, some in found.items()
    }
    return Successions(successors, surest)
