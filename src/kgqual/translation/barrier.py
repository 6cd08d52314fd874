"""What checks hold back of changes: texts that would go further than a draft, or into the graph."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from kgqual.editorial.translations import Act, Change, Field, Standing, State, Translation
from kgqual.translation.checking import Checking, Judged
from kgqual.translation.checks import Finding
from kgqual.translation.units import Units

_MANY = 15
"""Concepts from which on it is sooner to check all of a language than each of them."""
Fields = Mapping[str, Collection[Field]]
_DRAFTS = (State.UNTRANSLATED, State.DRAFT)


def held_back(
    units: Units, changes: Sequence[Change], before: Standing, after: Standing
) -> list[Finding]:
    """Return what blocks texts that changes bring further, and is not waived.

    ``before`` and ``after`` say what stands without the changes and with them. A text is brought
    further that is offered for review, reviewed, approved or published after them and was not so
    before, by whatever act.

    What an undo brings back had come as far before, and was judged then. So it is held back where
    others have come since, such as one with the same name, or where what let it pass is undone:
    each of these can be put right first, and a text that does not stand could not be.
    """
    concepts: dict[str, dict[str, bool]] = {}
    for change in changes:
        of_language = concepts.setdefault(change.language, {})
        undone = change.act is Act.UNDO and of_language.get(change.concept, True)
        of_language[change.concept] = undone
    return [
        finding
        for language, changed in concepts.items()
        for finding in _in_language(units, language, changed, before(language), after(language))
    ]


def blocking(
    units: Units, language: str, concepts: Fields, standing: Mapping[str, Translation]
) -> Iterator[Finding]:
    """Yield what blocks fields of concepts in ``standing`` and is not waived."""
    checking = Checking(units, language, standing, blocking=True)
    judged: Iterable[Judged] = (one for iri in concepts for one in checking.standing(iri))
    if len(concepts) > _MANY:
        judged = checking.all()
    for one in judged:
        if one.blocks and one.finding.field in concepts.get(one.finding.concept, ()):
            yield one.finding


def _in_language(
    units: Units,
    language: str,
    concepts: Mapping[str, bool],
    before: Mapping[str, Translation],
    after: Mapping[str, Translation],
) -> Iterator[Finding]:
    """Yield what blocks texts that stand further than before, then texts that are published.

    ``concepts`` says of each whether nothing but undoing changes it.
    """
    nothing = Translation(language, "")
    standing: dict[str, Collection[Field]] = {}
    published: dict[str, Collection[Field]] = {}
    lost: dict[str, Collection[Field]] = {}
    for concept in concepts:
        old, new = before.get(concept, nothing), after[concept]
        passed = {one.waived.field for one in old.waivers if one not in new.waivers}
        lost[concept] = passed
        if fields := list(_standing_further(old, new, passed)):
            standing[concept] = fields
        if fields := list(_published_further(old, new, passed)):
            published[concept] = fields
    found = list(blocking(units, language, standing, after))
    if published:
        shown = {iri: _as_published(after[iri], of) for iri, of in published.items()}
        found += blocking(units, language, published, {**after, **shown})
    for one in found:
        if not concepts[one.concept] or one.others or one.field in lost[one.concept]:
            yield one


def _standing_further(
    old: Translation, new: Translation, lost: Collection[Field]
) -> Iterator[Field]:
    for field, entry in new.entries.items():
        further = entry.submitted or entry.state not in _DRAFTS
        if further and (field in lost or old.entries.get(field) != entry):
            yield field


def _published_further(
    old: Translation, new: Translation, lost: Collection[Field]
) -> Iterator[Field]:
    """Yield the fields of which something is published that was not, beside what stands."""
    for field, entry in new.published.items():
        changed = field in lost or old.published.get(field) != entry
        if changed and new.published_otherwise(field):
            yield field


def _as_published(translation: Translation, fields: Collection[Field]) -> Translation:
    shown = {field: translation.published[field] for field in fields}
    return replace(translation, entries={**translation.entries, **shown})
