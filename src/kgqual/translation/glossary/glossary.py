"""The terms that translations into a language should use, and those that they must not."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from kgqual.editorial.references import Entry
from kgqual.editorial.translations.fields import SOURCE_LANGUAGE
from kgqual.translation.glossary.matching import Place, Terms, placed_words, places, root


class Hit(NamedTuple):
    """A term of the glossary in a source text: from ``start`` up to, without, ``end``."""

    entry: Entry
    term: str
    start: int
    end: int


class Use(NamedTuple):
    """A forbidden term in a translation: from ``start`` up to, without, ``end``."""

    entry: Entry
    term: str
    start: int
    end: int


class Glossary:
    """Entries for translations into one language; never changes, any number of threads may ask.

    Entries that call several things by one term are all right: each translation of any counts.
    """

    def __init__(self, language: str, entries: Iterable[Entry]) -> None:
        self.language = language
        self.entries: Sequence[Entry] = tuple(entries)
        always = [(term, e) for e in self.entries if not e.terms for term in e.forbidden]
        self._always: Mapping[str, Entry] = dict(reversed(always))
        self._always_terms = Terms(self._always, language)
        self._terms: dict[str, dict[str, list[_Term]]] = defaultdict(lambda: defaultdict(list))
        for entry in self.entries:
            for language_of_term, terms in entry.terms.items():
                for term in terms:
                    if roots := _roots(term, language_of_term):
                        self._terms[language_of_term][roots[0]].append(_Term(roots, term, entry))

    def hits(self, text: str, source_language: str = SOURCE_LANGUAGE) -> list[Hit]:
        """Return the terms in a text of a source language, by their place.

        A term inside of a longer one is not named: *labour market* is not about labour. All entries
        with the same words are.
        """
        found = sorted(self._all_hits(text, source_language), key=_longest_first)
        chosen: list[Hit] = []
        for hit in found:
            inside = (one.start < hit.end and hit.start < one.end for one in chosen)
            if not any(inside) or any(hit[2:] == one[2:] for one in chosen):
                chosen.append(hit)
        return sorted(chosen, key=lambda hit: (hit.start, hit.term))

    def missing(
        self, source: str, target: str, source_language: str = SOURCE_LANGUAGE
    ) -> list[Hit]:
        """Return the terms of a source of which no translation stands in its translation.

        Entries that say no translation ask for none. Of the entries that share a place in the
        source the first is named, if the translations of all are missing.
        """
        hits = [hit for hit in self.hits(source, source_language) if hit.entry.translations]
        by_place: dict[tuple[int, int], list[Hit]] = defaultdict(list)
        for hit in hits:
            by_place[hit.start, hit.end].append(hit)
        return [
            some[0]
            for some in by_place.values()
            if not any(self._has(target, word) for hit in some for word in hit.entry.translations)
        ]

    def forbidden(
        self, source: str, target: str, source_language: str = SOURCE_LANGUAGE
    ) -> list[Use]:
        """Return the forbidden terms in a translation, by their place.

        What an entry forbids is forbidden where the source has its term, or everywhere if it names
        no term of any language. Part of what another entry found there asks for is not named.
        """
        hits = self.hits(source, source_language)
        found = [
            Use(hit.entry, term, *place)
            for hit in hits
            for term in hit.entry.forbidden
            for place in places(term, target, self.language)
        ]
        found += [
            Use(self._always[term], term, *place)
            for term, place in self._always_terms.in_text(target)
        ]
        if not found:
            return []
        right = [
            place
            for hit in hits
            for term in hit.entry.translations
            for place in places(term, target, self.language)
        ]
        uses = {use[1:]: use for use in reversed(found) if not any(_within(use, p) for p in right)}
        return sorted(uses.values(), key=lambda use: (use.start, use.term))

    def _has(self, text: str, term: str) -> bool:
        return next(places(term, text, self.language), None) is not None

    def _all_hits(self, text: str, language: str) -> Iterator[Hit]:
        known = self._terms.get(language)
        if not known:
            return
        words = placed_words(text)
        roots = [root(word.text, language) for word in words]
        for first, one in enumerate(roots):
            for term in known.get(one, ()):
                last = first + len(term.roots) - 1
                if tuple(roots[first : last + 1]) == term.roots:
                    yield Hit(term.entry, term.text, words[first].start, words[last].end)


class _Term(NamedTuple):
    roots: tuple[str, ...]
    text: str
    entry: Entry


def _roots(term: str, language: str) -> tuple[str, ...]:
    return tuple(root(word.text, language) for word in placed_words(term))


def _longest_first(hit: Hit) -> tuple[int, int]:
    return hit.start - hit.end, hit.start


def _within(use: Use, place: Place) -> bool:
    return place.start <= use.start and use.end <= place.end


NO_GLOSSARY = Glossary("", ())
"""Finds nothing."""
