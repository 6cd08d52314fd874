"""One side of a suggestion as its page shows it to a reader of one language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from kgqual.answering import Named
from kgqual.presentation.decimals import decimal
from kgqual.web.answer_values import in_words, named, strength
from kgqual.web.links import local_address
from kgqual.web.negotiation import LANGUAGES
from kgqual.web.reviewing.terms import Described, Stated
from kgqual.web.showing import Basis, Shown

OTHER_NAMES = 12
"""Other names that are shown, at most."""
BEGINNING = 420
"""Characters of a text that are shown at once; a little more where it would be all."""
_SLACK = 120


@dataclass(frozen=True)
class StatedView:
    """A mapping that is there already, seen from one of its ends.

    ``backwards`` says that it is read towards this end.
    """

    predicate: Shown
    other: Shown
    backwards: bool
    denied: bool
    disputed: bool
    basis: Basis


@dataclass(frozen=True)
class TermView:
    """A thing to be compared: heading, names by language, what it is, where it stands.

    ``names`` has Kazakh, Russian and English, '' where there is no name, then other languages.
    ``known`` is False when the graph says nothing of it.
    """

    heading: Shown
    kind: str
    names: tuple[tuple[str, str], ...]
    other_names: tuple[Shown, ...]
    other_names_count: int
    said: Shown | None
    said_further: Shown
    ladders: tuple[tuple[Shown, ...], ...]
    narrower: tuple[Shown, ...]
    narrower_count: int
    stated: tuple[StatedView, ...]
    known: bool


class TermViews:
    """Turns what the graph says of things into what a reader of ``language`` sees.

    ``kinds`` is what classes are called, ``sizes`` how many members each has: of the classes of a
    thing the smallest is the most telling.
    """

    def __init__(self, language: str, kinds: Mapping[str, str], sizes: Mapping[str, int]) -> None:
        self._language, self._kinds, self._sizes = language, kinds, sizes

    def term(self, one: Described, label: str, label_language: str = "") -> TermView:
        """Return the view of a thing, under ``label`` when the graph has no name for it."""
        ours = dict.fromkeys(LANGUAGES, "") | dict(one.label)
        others = [
            Shown(text, language)
            for language in sorted(one.other_names, key=self._nearness)
            for text in one.other_names[language]
        ]
        text = in_words(one.texts[0] if one.texts else {}, self._language)
        beginning, further = (Shown(part, text.language) for part in split(text.text))
        known = bool(one.label or one.kinds or one.code)
        heading = named(one, self._language) if known else Shown(label, label_language)
        return TermView(
            heading=heading,
            kind=self._kind(one),
            names=tuple((language, text) for language, text in ours.items() if language),
            other_names=tuple(others[:OTHER_NAMES]),
            other_names_count=len(others),
            said=beginning if one.texts else None,
            said_further=further,
            ladders=tuple(tuple(map(self._named, ladder)) for ladder in one.ladders),
            narrower=tuple(map(self._named, one.narrower)),
            narrower_count=one.narrower_count,
            stated=tuple(self.stated(mapping, one.iri) for mapping in one.mappings),
            known=known,
        )

    def stated(self, mapping: Stated, seen_from: str) -> StatedView:
        """Return a mapping as one sees it from one of its ends."""
        backwards = mapping.object.iri == seen_from
        sure = mapping.confidence
        record = Shown("", "", "", local_address(mapping.mapping), mapping.mapping)
        return StatedView(
            predicate=self._named(mapping.predicate),
            other=self._named(mapping.subject if backwards else mapping.object),
            backwards=backwards,
            denied=mapping.denied,
            disputed=mapping.disputed,
            basis=Basis(
                record=record,
                strength=strength(mapping.strength, self._language) if mapping.strength else None,
                confidence="" if sure is None else decimal(sure, self._language),
                sources=tuple(map(self._named, mapping.sources)),
                locator="",
                date=mapping.date,
            ),
        )

    def _named(self, one: Named) -> Shown:
        return named(one, self._language)

    def _kind(self, one: Described) -> str:
        telling = [iri for iri in one.kinds if iri in self._kinds]
        if not telling:
            return ""
        return self._kinds[min(telling, key=lambda iri: (self._sizes.get(iri, 0), iri))]

    def _nearness(self, language: str) -> tuple[bool, str]:
        return language != self._language, language


def split(text: str) -> tuple[str, str]:
    """Return how a text begins, and the rest: whole lines or sentences if it has short ones."""
    if len(text) <= BEGINNING + _SLACK:
        return text, ""
    start = text[:BEGINNING]
    end = max(start.rfind("\n"), start.rfind(". ") + 1)
    if end < BEGINNING // 3:
        end = start.rfind(" ") if " " in start else BEGINNING
    return text[:end].rstrip(), text[end:].lstrip()
