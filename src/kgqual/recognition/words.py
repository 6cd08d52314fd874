"""Titles as they are compared: folded, in one script, without empty words."""

from __future__ import annotations

import re
import tomllib
from functools import cache, lru_cache
from pathlib import Path

from anyascii import anyascii
from rapidfuzz.distance import Indel

from kgqual.folding import fold

_WORDS = Path(__file__).parent / "tables" / "words.toml"
_MARKS = re.compile(r"[^0-9a-z]+")
_CYRILLIC = re.compile(r"[а-яёіїєґ]+")
_BRACKETS = re.compile(r"\([^)]*\)")
_ROMAN = frozenset({"i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii"})
_SHORT = 3


@cache
def _listed(kind: str) -> frozenset[str]:
    lists = tomllib.loads(_WORDS.read_text(encoding="utf-8"))
    return frozenset(lists[kind])


@cache
def _respelled() -> dict[str, str]:
    lists = tomllib.loads(_WORDS.read_text(encoding="utf-8"))
    return {fold(word): spelled for word, spelled in lists["respelled"].items()}


@lru_cache(maxsize=65_536)
def words(text: str) -> tuple[str, ...]:
    """Return the words of a text folded as the search folds them, and in Latin letters.

    Scripts other than Latin are transliterated by anyascii: ``Бакалавр`` is ``bakalavr``. What
    would become another word by it is respelled: ``Мастер`` is a craftsman and no ``master``.
    """
    spelled = _CYRILLIC.sub(lambda word: _respelled().get(word[0], word[0]), fold(text))
    return tuple(_MARKS.sub(" ", anyascii(spelled).lower()).split())


def variants(title: str) -> frozenset[tuple[str, ...]]:
    """Return the ways to read a title: whole, without brackets, and each side of a slash."""
    readings = [title, _BRACKETS.sub(" ", title), *title.split(" / ")]
    return frozenset(found for reading in readings if (found := words(reading)))


def telling(found: tuple[str, ...]) -> tuple[str, ...]:
    """Return the words that tell which qualification it is, or all when none would be left."""
    return tuple(word for word in found if word not in _listed("empty")) or found


def bare(mine: tuple[str, ...], theirs: tuple[str, ...]) -> tuple[str, ...]:
    """Return ``mine`` without words such as *diploma*, unless ``theirs`` has another such word."""
    documents = _listed("documents")
    if not documents.isdisjoint(theirs) and not documents.isdisjoint(mine):
        return mine
    return tuple(word for word in mine if word not in documents) or mine


def numbers(found: tuple[str, ...]) -> frozenset[str]:
    """Return the numbers among words, in digits or Roman: two that differ are two levels."""
    return frozenset(word for word in found if word.isdigit() or word in _ROMAN)


def reserved(printed: tuple[str, ...], known: tuple[str, ...]) -> bool:
    """Return whether a printed title has a word that makes it something else than the award."""
    return not _listed("reservations").isdisjoint(set(printed) - set(known))


def parts(found: tuple[str, ...]) -> frozenset[str]:
    """Return the parts of a country that are named among words."""
    return _listed("parts") & set(found)


def opens(printed: tuple[str, ...], known: tuple[str, ...]) -> bool:
    """Return whether a title names an award and then its subject: *Master* in *Master of Arts*."""
    size = len(known)
    return (
        len(printed) > size + 1
        and printed[:size] == known
        and printed[size] in _listed("connectives")
    )


def likeness(mine: tuple[str, ...], theirs: tuple[str, ...]) -> tuple[float, float]:
    """Return how alike two titles are word by word, 0 to 1: on average, and in the worst word.

    Each word is held against the most similar one of the other title, by the normalised Indel
    similarity (twice the longest common subsequence, by both lengths together); words of up to
    three letters are alike only when they are equal. The order of words does not matter.
    """
    best = [
        max(_alike(word, other) for other in others)
        for ours, others in ((mine, theirs), (theirs, mine))
        for word in ours
    ]
    return sum(best) / len(best), min(best)


@lru_cache(maxsize=65_536)
def _alike(word: str, other: str) -> float:
    if word == other:
        return 1.0
    if min(len(word), len(other)) <= _SHORT:
        return 0.0
    return Indel.normalized_similarity(word, other)
