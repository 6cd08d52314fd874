"""Where else the same English text is to be translated, and how it was translated there.

A term may have two meanings (a homograph), so a translation is offered, never taken over.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from kgqual.editorial.translations import Field, State, Translation
from kgqual.editorial.translations.fields import Texts
from kgqual.folding import same_text
from kgqual.translation.standing import stale_fields
from kgqual.translation.units import Units


@dataclass(frozen=True)
class Repeat:
    """Another concept that has the same English text, in which field, and what stands there.

    ``texts`` are the translations in that field; of one that holds many, any may be that of
    ``source``.
    """

    concept: str
    field: Field
    source: str
    texts: tuple[str, ...]
    state: State

    @property
    def may_take(self) -> bool:
        """Whether a translation of ``source`` can be saved there: untranslated, of one text."""
        return self.state is State.UNTRANSLATED and not self.field.many


def repeats(
    units: Units, translations: Mapping[str, Translation], iri: str
) -> Mapping[Field, tuple[Repeat, ...]]:
    """Return where else the English texts of a concept stand, by its fields that have such texts.

    What is translated comes first, then in the order of impact. Empty for a concept that is not
    in the release.
    """
    concept = units.concepts.get(iri)
    found: dict[Field, tuple[Repeat, ...]] = {}
    for field, unit in concept.units.items() if concept else ():
        held = [
            _repeat(translations.get(other), other, its_field, source)
            for source in unit.texts
            for other, its_field in units.repeated.get(same_text(source), ())
            if other != iri
        ]
        if held:
            held.sort(key=lambda one: (not one.texts, units.places[one.concept]))
            found[field] = tuple(held)
    return found


def takers(units: Units, translations: Mapping[str, Translation], iri: str) -> Mapping[str, Texts]:
    """Return the texts of a concept that can be saved elsewhere: concept → field → texts.

    Only where nothing is translated, so that nothing is overwritten, and only what was made from
    the English text of today: it would be taken for a translation of that.
    """
    stands, concept = translations.get(iri), units.concepts.get(iri)
    if stands is None or concept is None:
        return {}
    old = stale_fields(concept, stands)
    found: dict[str, dict[Field, tuple[str, ...]]] = defaultdict(dict)
    for field, repeated in repeats(units, translations, iri).items():
        texts = stands.texts(field)
        for one in repeated if texts and not field.many and field not in old else ():
            if one.may_take:
                found[one.concept][one.field] = texts
    return found


def _repeat(translation: Translation | None, iri: str, field: Field, source: str) -> Repeat:
    entry = translation.entries.get(field) if translation else None
    if entry is None:
        return Repeat(iri, field, source, (), State.UNTRANSLATED)
    return Repeat(iri, field, source, entry.texts, entry.state)
