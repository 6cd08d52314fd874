"""What mappings state about pairs of things, apart from where and how they state it."""

from __future__ import annotations

from dataclasses import dataclass, replace

from kgqual.model import Location
from kgqual.namespaces import SKOS
from kgqual.sources.mappings import NO_TERM_FOUND, Mapping

INVERSES = {
    SKOS.broadMatch.value: SKOS.narrowMatch.value,
    SKOS.narrowMatch.value: SKOS.broadMatch.value,
    **{
        match.value: match.value
        for match in (*(SKOS.exactMatch, SKOS.closeMatch, SKOS.relatedMatch, SKOS.mappingRelation),)
    },
}
"""Predicate → the one that holds the other way round (SKOS Reference, S43 and S44)."""


@dataclass(frozen=True)
class Statement:
    """That one thing is, or is not, so related to another, according to a set and its sources.

    ``where`` is the row that states it; None for what is in the graph already.
    """

    subject: str
    predicate: str
    object: str
    denied: bool
    mapping_set: str
    sources: frozenset[str]
    where: Location | None = None

    @classmethod
    def of(cls, mapping: Mapping, where: Location) -> Statement:
        """Return what a mapping states."""
        return cls(
            mapping.subject.value,
            mapping.predicate.value,
            mapping.object.value,
            mapping.negated,
            mapping.mapping_set.value,
            frozenset(source.value for source in mapping.sources),
            where,
        )

    @property
    def finds_none(self) -> bool:
        """Whether it states that there is nothing to map to."""
        return NO_TERM_FOUND.value in (self.subject, self.object)

    @property
    def claim(self) -> tuple[str, frozenset[str]]:
        """Who states it: the set and its sources. Other sources may well state something else."""
        return self.mapping_set, self.sources

    def turned(self) -> Statement:
        """Return the same with subject before object in the order of IRIs.

        What is no mapping relation of SKOS has no known inverse and stays as it is.
        """
        inverse = INVERSES.get(self.predicate)
        if inverse is None or self.subject <= self.object:
            return self
        return replace(self, subject=self.object, predicate=inverse, object=self.subject)
