"""Terms found in texts, however they are inflected: which words of a text are those of a term."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

from kgqual.matching.words import spoken, stem, words
from kgqual.translation.glossary.inflection import inflected, sure_letters

_WORD = re.compile(r"[^\W_](?:['’ʼ]?[^\W_])*[+#]*")
_PLURAL = re.compile(r"(?:(?<=..)ies|(?<=ss|sh|ch)es|(?<=x)es|(?<=..[^siu])s)$")
_KEY = 3
"""Letters of a Kazakh word by which terms are found, at most."""


class Word(NamedTuple):
    """A word of a text, in small letters of one alphabet, and where it stands."""

    text: str
    start: int
    end: int


class Place(NamedTuple):
    """Where a term stands in a text: from the character ``start`` up to, without, ``end``."""

    start: int
    end: int


@lru_cache(maxsize=2_000)
def placed_words(text: str) -> tuple[Word, ...]:
    """Return the words of a text in their order."""
    return tuple(
        Word(_plain(found.group()), found.start(), found.end()) for found in _WORD.finditer(text)
    )


@lru_cache(maxsize=50_000)
def _plain(word: str) -> str:
    """Return a word in small letters of one alphabet, without apostrophes."""
    return "".join(words(word))


def places(term: str, text: str, language: str) -> Iterator[Place]:
    """Yield where a term of a language (BCP 47) stands in a text, inflected or not, as whole words.

    Kazakh words are held against the forms that they have (see ``inflection``), others by ``root``.
    """
    asked = [word.text for word in placed_words(term)]
    found = placed_words(text)
    same = _same(language)
    for start in range(len(found) - len(asked) + 1) if asked else ():
        run = found[start : start + len(asked)]
        if all(same(mine, theirs.text) for mine, theirs in zip(asked, run, strict=True)):
            yield Place(run[0].start, run[-1].end)


class Terms:
    """Terms of a language that are looked for together: few of many are held against a word."""

    def __init__(self, terms: Iterable[str], language: str) -> None:
        self._language = language
        self._by_key: dict[str, list[str]] = defaultdict(list)
        for term in dict.fromkeys(terms):
            if first := placed_words(term)[:1]:
                self._by_key[self._key(first[0].text)].append(term)

    def in_text(self, text: str) -> Iterator[tuple[str, Place]]:
        """Yield the terms that stand in a text, and where."""
        keys = {key for word in placed_words(text) for key in self._keys(word.text)}
        for key in sorted(keys & self._by_key.keys()):
            for term in self._by_key[key]:
                yield from ((term, place) for place in places(term, text, self._language))

    def _key(self, word: str) -> str:
        """Return what all forms of a term's word have in common: one of the ``_keys`` of each."""
        if spoken(self._language) == "kk":
            return word[: min(sure_letters(word), _KEY)]
        return root(word, self._language)

    def _keys(self, form: str) -> tuple[str, ...]:
        if spoken(self._language) == "kk":
            return tuple(form[:size] for size in range(1, _KEY + 1))
        return (root(form, self._language),)


@lru_cache(maxsize=50_000)
def root(word: str, language: str) -> str:
    """Return what a word of a language other than Kazakh has in common with its forms.

    An English word loses its plural alone, after Harman's S-stemmer (*How effective is
    suffixing?*, 1991): to a Snowball stemmer *skill* and *skilled* are one word, to a glossary not.
    Other languages have their Snowball stemmer, or the beginning of the word.
    """
    if spoken(language) != "en":
        return stem(word, language)
    found = _PLURAL.search(word)
    if not found:
        return word
    return word[: found.start()] + ("y" if found.group() == "ies" else "")


def _same(language: str) -> Callable[[str, str], bool]:
    if spoken(language) == "kk":
        return inflected
    return lambda word, form: root(word, language) == root(form, language)
