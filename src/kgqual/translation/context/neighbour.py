"""A concept beside the one that is translated, as a translator wants to see it."""

from __future__ import annotations

from dataclasses import dataclass

from kgqual.editorial.translations import Field, State, Translation
from kgqual.translation.standing import stale_fields
from kgqual.translation.units import Concept, Kind


@dataclass(frozen=True, slots=True)
class Neighbour:
    """A concept, its English term, and its term in the target language, '' while it has none.

    ``state`` says how far that term has come, ``stale`` whether its source has changed since.
    """

    iri: str
    kind: Kind
    code: str
    term: str
    translated: str
    state: State
    stale: bool

    @classmethod
    def of(cls, concept: Concept, translation: Translation | None) -> Neighbour:
        """Return the concept with what stands of its translation."""
        texts = translation.texts(Field.PREFERRED) if translation else ()
        return cls(
            iri=concept.iri,
            kind=concept.kind,
            code=concept.code,
            term=concept.term,
            translated=texts[0] if texts else "",
            state=translation.state if translation else State.UNTRANSLATED,
            stale=Field.PREFERRED in stale_fields(concept, translation),
        )
