"""The checks over the translations of a language: of one concept being written, and of all."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from kgqual.editorial.translations import Field, Translation
from kgqual.editorial.translations.fields import Texts
from kgqual.folding import same_text
from kgqual.translation.checks import Finding, Subject, across, findings
from kgqual.translation.glossary import NO_GLOSSARY, Glossary
from kgqual.translation.standing import stale_fields
from kgqual.translation.units import Concept, Units


@dataclass(frozen=True)
class Judged:
    """A finding, and whether somebody lets it pass for the texts as they stand."""

    finding: Finding
    waived: bool

    @property
    def blocks(self) -> bool:
        """Whether it stops the translation from being submitted, reviewed and approved."""
        return self.finding.blocks and not self.waived


@dataclass(frozen=True)
class Checking:
    """The checks over what is translated into one language; see ``Translations.all``.

    ``blocking`` asks no other checks than those that block, which know no glossary.
    """

    units: Units
    language: str
    translations: Mapping[str, Translation]
    glossary: Glossary = NO_GLOSSARY
    blocking: bool = False

    def of(self, iri: str, texts: Texts, stale: Iterable[Field] = ()) -> list[Finding]:
        """Return what is wrong with texts of a concept, saved or not, and beside other concepts.

        ``stale`` are the fields that were translated from another source. A concept that is not
        in the release has no source to compare with.
        """
        old = frozenset(stale)
        subjects = [*self._subjects(iri, texts, old), *self._comparable(iri, texts)]
        beside = across(subjects, blocking=self.blocking)
        found = self.alone(iri, texts, old)
        return found + [finding for finding in beside if finding.concept == iri]

    def alone(self, iri: str, texts: Texts, stale: Iterable[Field] = ()) -> list[Finding]:
        """Return what is wrong with texts of a concept whatever others have; see ``of``."""
        subjects = self._subjects(iri, texts, frozenset(stale))
        return [one for subject in subjects for one in findings(subject, blocking=self.blocking)]

    def standing(self, iri: str) -> list[Judged]:
        """Return what is wrong with what stands of a concept, and beside other concepts."""
        translation, concept = self.translations[iri], self.units.concepts.get(iri)
        stale = stale_fields(concept, translation) if concept else ()
        found = self.of(iri, translation.by_field, stale)
        return [Judged(one, translation.waives(one.field, one.check)) for one in found]

    def all(self) -> Iterator[Judged]:
        """Yield what is wrong with everything that is translated, in the order of impact."""
        subjects = [one for iri in self._written() for one in self._translated(iri)]
        beside: dict[tuple[str, Field], list[Finding]] = {}
        for finding in across(subjects, blocking=self.blocking):
            beside.setdefault((finding.concept, finding.field), []).append(finding)
        for subject in subjects:
            others = beside.get((subject.concept, subject.field), [])
            translation = self.translations[subject.concept]
            for finding in (*findings(subject, blocking=self.blocking), *others):
                yield Judged(finding, translation.waives(finding.field, finding.check))

    def by_concept(self) -> Mapping[str, frozenset[str]]:
        """Return the checks that find something not waived, by concept: what a queue filters by."""
        found: dict[str, set[str]] = {}
        for judged in self.all():
            if not judged.waived:
                found.setdefault(judged.finding.concept, set()).add(judged.finding.check)
        return {iri: frozenset(checks) for iri, checks in found.items()}

    def called_as_published(self, concepts: Iterable[str]) -> set[str]:
        """Return the concepts that have a name by which one of ``concepts`` is published still.

        No finding about that one says so where another name of it stands.
        """
        field = Field.PREFERRED
        found = (self.translations[iri] for iri in concepts if iri in self.translations)
        names = {same_text(text) for one in found for text in one.published_otherwise(field)}
        return {
            iri
            for iri, one in self.translations.items()
            if names and any(same_text(text) in names for text in one.texts(field))
        }

    def _written(self) -> list[str]:
        """Return the concepts of the release that have a translation, in the order of impact."""
        places = self.units.places
        return sorted((iri for iri in self.translations if iri in places), key=places.__getitem__)

    def _translated(self, iri: str) -> Iterator[Subject]:
        translation = self.translations[iri]
        stale = stale_fields(self.units.concepts[iri], translation)
        return self._subjects(iri, translation.by_field, frozenset(stale))

    def _subjects(self, iri: str, texts: Texts, stale: frozenset[Field]) -> Iterator[Subject]:
        concept = self.units.concepts.get(iri)
        translation = self.translations.get(iri)
        for field in Field:
            published = translation.published_otherwise(field) if translation else ()
            if concept and (texts.get(field) or published):
                yield self._subject(concept, field, texts, published, field in stale)

    def _subject(
        self,
        concept: Concept,
        field: Field,
        texts: Texts,
        published: tuple[str, ...],
        stale: bool,
    ) -> Subject:
        source = concept.source(field)
        return Subject(
            concept=concept.iri,
            language=self.language,
            kind=concept.kind,
            field=field,
            texts=texts.get(field, ()),
            source=source.texts,
            russian=source.russian,
            published=published,
            schemes=concept.schemes,
            beside={other: listed for other, listed in texts.items() if other is not field},
            stale=stale,
            glossary=self.glossary,
        )

    def _comparable(self, iri: str, texts: Texts) -> Iterator[Subject]:
        """Yield what other concepts have that shares a preferred term or a source with one."""
        terms = {same_text(text) for text in texts.get(Field.PREFERRED, ())}
        alike = {
            other
            for other, translation in self.translations.items()
            if any(same_text(text) in terms for text in _preferred(translation))
        }
        concept = self.units.concepts.get(iri)
        for unit in concept.units.values() if concept else ():
            for source in unit.texts:
                alike.update(other for other, _ in self.units.repeated.get(same_text(source), ()))
        for other in sorted(alike - {iri}):
            if other in self.translations and other in self.units.concepts:
                yield from self._translated(other)


def _preferred(translation: Translation) -> tuple[str, ...]:
    """Return the preferred terms that a concept has, as it stands and as it is published."""
    field = Field.PREFERRED
    return translation.texts(field) + translation.published_otherwise(field)
