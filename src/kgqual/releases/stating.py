"""What two releases state otherwise of one concept, as changes with a meaning."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode
from rapidfuzz.distance import Indel

from kgqual.folding import label_key
from kgqual.namespaces import DCTERMS, ESCO, ISO_THES, OWL, RDF, SKOS
from kgqual.releases.change import Change, Kind, Value
from kgqual.releases.reading import Described, Difference, Values
from kgqual.releases.silence import Silence

_TEXTS = (DCTERMS.description, SKOS.definition, SKOS.scopeNote)
_PLACES = (SKOS.broader, ESCO.memberOfISCOGroup)
PROPERTIES = (
    *(RDF.type, SKOS.prefLabel, SKOS.notation, ISO_THES.status, OWL.deprecated),
    *_PLACES,
    *_TEXTS,
)
_OTHER_LABELS = (SKOS.altLabel, SKOS.hiddenLabel)
_LINKS = (ESCO.relatedEssentialSkill, ESCO.relatedOptionalSkill)
DETAIL_PROPERTIES = (*_OTHER_LABELS, *_LINKS)
_NO_LONGER = frozenset({"deprecated", "obsolete", "retired", "withdrawn"})
"""What the status of a concept is that should not be used any more."""


@dataclass(frozen=True)
class Stating:
    """Turns differences into changes, for one pair of releases.

    ``same`` is concept → what took its place: who refers to it now instead has not changed.
    """

    old: Silence
    new: Silence
    same: Mapping[str, str]

    def differs(self, difference: Difference) -> bool:
        """Whether anything but the IRIs of what is referred to is stated otherwise."""
        return any(
            {self._identity(value) for value in difference.old.get(property, ())}
            != difference.new.get(property, set())
            for property in difference.old.keys() | difference.new.keys()
        )

    def changes(
        self, concept: Described, difference: Difference, properties: tuple[NamedNode, ...]
    ) -> Iterator[Change]:
        """Yield what happened to a concept; ``concept`` is what the newer release states of it."""
        if properties is DETAIL_PROPERTIES:
            yield from self._several(concept, difference, "relabelled", _OTHER_LABELS)
            yield from self._several(concept, difference, "relinked", _LINKS)
            return
        if _withdrawn(difference):
            yield Change("deprecated", concept.iri)
        yield from self._several(concept, difference, "retyped", (RDF.type,))
        yield from self._renamed(concept, difference)
        yield from self._redefined(concept, difference)
        yield from self._several(concept, difference, "moved", _PLACES)
        yield from self._recoded(concept, difference)

    def _several(
        self,
        concept: Described,
        difference: Difference,
        kind: Kind,
        properties: tuple[NamedNode, ...],
    ) -> Iterator[Change]:
        """Yield a change of properties that may have several values."""
        before: set[Value] = set()
        after: set[Value] = set()
        for property in properties:
            lost, gained = self._values(concept, difference, property.value)
            before |= lost
            after |= gained
        if before or after:
            yield Change(kind, concept.iri, _sorted(before), _sorted(after))

    def _values(
        self, concept: Described, difference: Difference, property: str
    ) -> tuple[set[Value], set[Value]]:
        """Return the values lost and gained, without what a release does not say of them."""
        old = {self._identity(value) for value in difference.old.get(property, ())}
        new = difference.new.get(property, set())
        lost = set() if self.new.on(concept.kinds, property) else old - new
        gained = set() if self.old.on(concept.kinds, property) else new - old
        return lost, gained

    def _identity(self, value: Value) -> Value:
        return NamedNode(self.same.get(value.value, value.value)) if _is_node(value) else value

    def _recoded(self, concept: Described, difference: Difference) -> Iterator[Change]:
        """Yield a change of the code of a concept that had one."""
        before = difference.old.get(SKOS.notation.value, set())
        after = difference.new.get(SKOS.notation.value, set())
        if before and (after or not self.new.on(concept.kinds, SKOS.notation.value)):
            yield Change("recoded", concept.iri, _sorted(before), _sorted(after))

    def _renamed(self, concept: Described, difference: Difference) -> Iterator[Change]:
        """Yield a change of the preferred label in the languages in which both have one."""
        before = _by_language(difference.old, SKOS.prefLabel)
        after = _by_language(difference.new, SKOS.prefLabel)
        pairs = [(before[lang], after[lang]) for lang in sorted(before.keys() & after.keys())]
        if not pairs:
            return
        kind: Kind = "respelt" if all(_alike(*pair) == 1 for pair in pairs) else "renamed"
        yield Change(
            kind,
            concept.iri,
            tuple(pair[0] for pair in pairs),
            tuple(pair[1] for pair in pairs),
            similarity=min(_alike(*pair) for pair in pairs),
        )

    def _redefined(self, concept: Described, difference: Difference) -> Iterator[Change]:
        """Yield a change of what it means, in languages of which both releases have its name."""
        new_names = _by_language(difference.new, SKOS.prefLabel).keys()
        old_names = _by_language(difference.old, SKOS.prefLabel).keys()
        shared = concept.preferred.keys() - (new_names - old_names)
        alike: list[float] = []
        for property in _TEXTS:
            before = _by_language(difference.old, property)
            after = _by_language(difference.new, property)
            for language in (before.keys() | after.keys()) & shared:
                one, other = before.get(language), after.get(language)
                unsaid = self.new if other is None else self.old
                if one and other:
                    alike.append(_alike(one, other))
                elif not unsaid.on(concept.kinds, property.value):
                    alike.append(0.0)
        if alike and min(alike) < 1:
            yield Change("redefined", concept.iri, similarity=min(alike))


def _withdrawn(difference: Difference) -> bool:
    status = {value.value.casefold() for value in difference.new.get(ISO_THES.status.value, ())}
    flags = {value.value for value in difference.new.get(OWL.deprecated.value, ())}
    return not status.isdisjoint(_NO_LONGER) or not flags.isdisjoint({"true", "1"})


def _by_language(values: Values, property: NamedNode) -> dict[str, Literal]:
    """Return language → the value of a property that has one in each."""
    found: dict[str, Literal] = {}
    for value in _sorted(values.get(property.value, set())):
        if isinstance(value, Literal):
            found.setdefault(value.language or "", value)
    return found


def _alike(one: Literal, other: Literal) -> float:
    """Return how alike two texts are, from 0 to 1; case, accents and punctuation do not count."""
    likeness = Indel.normalized_similarity(label_key(one.value), label_key(other.value))
    return round(likeness, 2) if likeness < 1 else 1.0


def _is_node(value: Value) -> bool:
    return isinstance(value, NamedNode)


def _sorted(values: set[Value]) -> tuple[Value, ...]:
    return tuple(sorted(values, key=str))
