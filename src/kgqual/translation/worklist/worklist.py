"""The worklist of a release: every field that it changes, and what carried over by itself."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import chain

from kgqual.answering import Graph
from kgqual.editorial.translations import Entry, Field, Translation, Translations
from kgqual.translation.standing import stale
from kgqual.translation.units import Concept, Unit, Units
from kgqual.translation.worklist.item import Item, Offer, Outcome
from kgqual.translation.worklist.successions import Successions, esco_pair, successions


@dataclass(frozen=True)
class Worklist:
    """What the release ``new`` asks of the translators into a language, compared with ``old``.

    ``items`` are in the order of outcomes, then of impact. What carried over is among them; what
    nobody has translated and no release has changed is not.
    """

    language: str
    old: str
    new: str
    items: tuple[Item, ...]

    @property
    def counts(self) -> Mapping[Outcome, int]:
        """How many fields there are of each outcome."""
        counted = Counter(item.outcome for item in self.items)
        return {outcome: counted[outcome] for outcome in Outcome}

    @property
    def concepts(self) -> Mapping[Outcome, int]:
        """How many concepts there are of each outcome; one may have several."""
        found = {(item.outcome, item.concept.iri) for item in self.items}
        counted = Counter(outcome for outcome, _ in found)
        return {outcome: counted[outcome] for outcome in Outcome}


def worklist(
    graph: Graph, translations: Translations, language: str, old: str, new: str
) -> Worklist:
    """Return the worklist for the way from one release of ESCO to another, by their versions.

    Raises BadUsage where there are no such releases.
    """
    releases = esco_pair(graph, old, new)
    before, after = (Units.of_release(graph, one) for one in (releases.old, releases.new))
    kept = graph.once(("worklist", before.graph, after.graph), _Kept)
    comparing = _Comparing(
        before, after, translations, language, successions(graph, releases), kept
    )
    listed: dict[Outcome, list[Item]] = {outcome: [] for outcome in Outcome}
    for item in comparing.items():
        listed[item.outcome].append(item)
    items = tuple(chain.from_iterable(listed.values()))
    return Worklist(language, before.release, after.release, items)


_Kept = dict[tuple[str, str], tuple[Translation | None, tuple[Item, ...]]]
"""What there was to say of a concept in a language, and its translation then.

Without a translation that is the same in every language, and is kept under none: anyone may ask for
any. That of one which the older release has not depends on others as well, and is worked out anew.
"""


class _Comparing:
    """Two releases, and what stands of their concepts."""

    def __init__(
        self,
        before: Units,
        after: Units,
        translations: Translations,
        language: str,
        successions: Successions,
        kept: _Kept,
    ) -> None:
        self._before = before
        self._after = after
        self._translations = translations
        self._standing = translations.all(language)
        self._successions = successions
        self._kept = kept

    def items(self) -> Iterator[Item]:
        """Yield every field that there is something to say of, in the order of impact."""
        for concept in self._after.by_impact:
            translation = self._standing.get(concept.iri)
            was = self._before.concepts.get(concept.iri)
            key = (translation.language if translation else "", concept.iri)
            kept = self._kept.get(key)
            if kept is None or was is None or kept[0] is not translation:
                kept = translation, tuple(self._of(concept, was, translation))
                self._kept[key] = kept
            yield from kept[1]
        for concept in self._before.by_impact:
            if concept.iri not in self._after.concepts:
                yield from self._removed(concept)

    def _of(
        self, concept: Concept, was: Concept | None, translation: Translation | None
    ) -> Iterator[Item]:
        """Yield the fields of a concept of the newer release that there is something to say of."""
        entries = translation.entries if translation else {}
        for field in Field:
            if field in concept.units or field in entries:
                item = self._present(concept, was, field, entries.get(field))
                if item:
                    yield item

    def _present(
        self, concept: Concept, was: Concept | None, field: Field, entry: Entry | None
    ) -> Item | None:
        """Return what a field of the newer release asks for, None where it is as it was."""
        unit, old = concept.source(field), was.source(field) if was else None
        after = unit.texts
        if entry and entry.texts:
            if not stale(concept, field, entry):
                return Item(Outcome.CARRIED, concept, field, after, after, entry)
            return Item(Outcome.STALE, concept, field, self._source(old, entry), after, entry)
        if not after:
            return None
        if old is None:
            return self._added(concept, unit)
        if old.hash != unit.hash:
            return Item(Outcome.CHANGED, concept, field, old.texts, after)
        return None

    def _added(self, concept: Concept, unit: Unit) -> Item:
        """Return what a field of a concept that the older release has not asks for."""
        for iri, confidence, official in self._successions.predecessors.get(concept.iri, ()):
            predecessor = self._before.concepts.get(iri)
            entry = self._entry(iri, unit.field)
            if predecessor and entry:
                before = self._source(predecessor.source(unit.field), entry)
                offer = Offer(predecessor, confidence, official, entry)
                return Item(Outcome.OFFERED, concept, unit.field, before, unit.texts, offer=offer)
        return Item(Outcome.NEW, concept, unit.field, (), unit.texts)

    def _removed(self, concept: Concept) -> Iterator[Item]:
        successors = self._successions.successors.get(concept.iri, ())
        for field in Field:
            entry, before = self._entry(concept.iri, field), concept.source(field).texts
            if entry or before:
                yield Item(
                    Outcome.REMOVED, concept, field, before, (), entry, successors=successors
                )

    def _entry(self, iri: str, field: Field) -> Entry | None:
        """Return a field that is translated, None for one that is not or was emptied."""
        translation = self._standing.get(iri)
        entry = translation.entries.get(field) if translation else None
        return entry if entry and entry.texts else None

    def _source(self, unit: Unit | None, entry: Entry) -> tuple[str, ...]:
        """Return the text that a translation was made from; ``unit`` is where it should be."""
        if unit and unit.hash == entry.source_hash:
            return unit.texts
        return self._translations.source(entry.source_hash)
