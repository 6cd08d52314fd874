"""The surroundings of one concept: above, below and beside it, what uses it and what it uses."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from kgqual.answering import Graph, Query
from kgqual.editorial.translations import Translation
from kgqual.namespaces import ESCO
from kgqual.translation.context.elsewhere import Elsewhere, elsewhere
from kgqual.translation.context.neighbour import Neighbour
from kgqual.translation.units import Concept, Units

_USES = Query.beside(__file__, "uses")
SHOWN = 30
"""So many of a listing are shown: a group may have hundreds of members."""
_ESSENTIAL = ESCO.relatedEssentialSkill.value


@dataclass(frozen=True, slots=True)
class Listing:
    """The first of some concepts, those first that have a term already, and how many there are."""

    shown: tuple[Neighbour, ...] = ()
    total: int = 0


@dataclass(frozen=True, slots=True)
class Context:
    """What surrounds a concept in its release, and what it is called elsewhere.

    ``siblings`` share a broader concept with it. ``essential_for`` and ``optional_for`` are the
    occupations and skills that need it, ``essential`` and ``optional`` the skills that it needs.
    """

    broader: Listing
    narrower: Listing
    siblings: Listing
    essential_for: Listing
    optional_for: Listing
    essential: Listing
    optional: Listing
    elsewhere: tuple[Elsewhere, ...]


def context(
    graph: Graph, units: Units, translations: Mapping[str, Translation], concept: Concept
) -> Context:
    """Return what surrounds a concept of ``units``; terms are those of ``translations``."""

    def listing(iris: Iterable[str]) -> Listing:
        """Return the neighbours of these IRIs that the release describes."""
        places = units.places
        known = sorted({iri for iri in iris if iri in places}, key=places.__getitem__)
        order = sorted(known, key=lambda iri: iri not in translations)
        found = (units.concepts[iri] for iri in order[:SHOWN])
        shown = tuple(Neighbour.of(one, translations.get(one.iri)) for one in found)
        return Listing(shown, len(known))

    uses = _uses(graph, units, concept.iri)
    siblings = {iri for up in concept.broader for iri in units.narrower.get(up, ())}
    return Context(
        broader=listing(concept.broader),
        narrower=listing(units.narrower.get(concept.iri, ())),
        siblings=listing(siblings - {concept.iri}),
        essential_for=listing(uses["for", True]),
        optional_for=listing(uses["for", False]),
        essential=listing(uses["of", True]),
        optional=listing(uses["of", False]),
        elsewhere=elsewhere(graph, concept),
    )


def _uses(graph: Graph, units: Units, iri: str) -> Mapping[tuple[str, bool], list[str]]:
    """Return what needs a concept (``for``) and what it needs (``of``), essential or not."""
    found: dict[tuple[str, bool], list[str]] = defaultdict(list)
    for row in graph.rows(_USES, concept=iri, graph=units.graph):
        found[row["direction"], row["property"] == _ESSENTIAL].append(row["other"])
    return found
