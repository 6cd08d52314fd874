"""Terms found in texts, however they are inflected: which words of a text are those of a term."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import NamedTuple

from kgqual.matching.words import spoken, stem, words
from kgqual.translation.glossary.inflection import inflected

_WORD = re.compile(r"[^\W_](?:['’ʼ]?[^\W_])*[+#]*")
_PLURAL = re.compile(r"(?:(?<=..)ies|(?<=ss|sh|ch)es|(?<=x)es|(?<=..[^siu])s)$")


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
        Word(one, found.start(), found.end())
        for found in _WORD.finditer(text)
        for one in ("".join(words(found.group())),)
    )


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
