"""Whether a Kazakh word is an inflected form of another: by a table of suffixes.

A Kazakh noun takes suffixes in one order: number, possession, case. Each has several forms; which
one stands is ruled by the sound before it and by vowel harmony. So the forms of a word can be
listed, and what this list lacks is another word: *кәсіптің* is a form of *кәсіп*, *кәсіптік* is
none. Verbal nouns in *-у* inflect as other nouns do.

The table is that of the appendix *Kazachski – końcówki rzeczowników* of the Polish Wiktionary,
completed where forms of the treebank UD Kazakh-KTB were missing. ADR 33 says how often it is right
there, and with what it was compared.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache

_BACK, _FRONT = str.maketrans("AYGQ", "аығқ"), str.maketrans("AYGQ", "еігк")
"""What the capitals in the table stand for after back and after front vowels."""
_VOWELS = "аәеоөұүыіяэё"
_CLASSES = {_VOWELS: "V", "риую": "R", "й": "R", "л": "L", "мнң": "N", "зж": "Z"}
"""Last letter → the class by which suffixes are chosen; all others are T, the voiceless ones.

*б, в, г, д*, which end loan words alone, count as voiceless.
"""
_PLURAL = {"V": "лAр", "R": "лAр", "L": "дAр", "N": "дAр", "Z": "дAр", "T": "тAр"}
_CASES = {
    "V": "нYң нY GA дA дAн мен дAGY",
    "R": "дYң дY GA дA дAн мен дAGY",
    "L": "дYң дY GA дA дAн мен дAGY",
    "N": "нYң дY GA дA нAн мен дAGY",
    "Z": "дYң дY GA дA дAн бен дAGY",
    "T": "тYң тY QA тA тAн пен тAGY",
    "3": "нYң н нA ндA нAн мен ндAGY",  # after the possessive of the third person
    "1": "нYң дY A дA нAн мен дAGY",  # after that of the first or second, singular
}
"""What is before → genitive, accusative, dative, locative, ablative, instrumental, attribute."""
_POSSESSIVE = {"Y": "3", "Yм": "1", "Yң": "1", "YмYз": "Z", "YңYз": "Z"}
"""The possessives after a consonant → what follows them as after ``_CASES`` of."""
_POSSESSIVE_OF_VOWEL = {"сY": "3", "м": "1", "ң": "1", "мYз": "Z", "ңYз": "Z"}

_VOICED = {"п": "б", "к": "г", "қ": "ғ"}
_VOICELESS = {voiced: voiceless for voiceless, voiced in _VOICED.items()}
_DROPPED = re.compile(rf"(?<=[^{_VOWELS}ию])[ыі](?=[^{_VOWELS}ию]$)")
"""The narrow vowel that some words lose before a vowel: *орын, орны; халық, халқы*."""
_LINKED = re.compile(r"(?:[кфх]т|[снрл]к|[рн]г)$")
"""How loan words end that take an *і* before their suffixes: *акт, актілер; диск, дискілер*."""
_POSSESSED_VOWEL = re.compile(rf"...+[{_VOWELS}]с[ыі]")
_POSSESSED = re.compile(rf"...+[^{_VOWELS}][ыі]")


def inflected(word: str, form: str) -> bool:
    """Tell whether ``form`` may be ``word`` or an inflected form of it; both in small letters.

    What is possessed counts as a form of what it would be unpossessed: *орталықтар* and *орталығы*
    are forms of one word.
    """
    return form.startswith(word[: sure_letters(word)]) and bool(_forms(word).fullmatch(form))


def sure_letters(word: str) -> int:
    """Return how many letters of ``word`` all its forms begin with, at least."""
    return max(len(word) - 3, 1)


@lru_cache(maxsize=20_000)
def _forms(word: str) -> re.Pattern[str]:
    stems = sorted({word, *_unpossessed(word)})
    every = (re.escape(stem) + rest for one in stems for stem, rest in _continued(one))
    return re.compile("|".join(every))


def _unpossessed(word: str) -> Iterator[str]:
    """Yield what a word may be that ends in the possessive of the third person."""
    if _POSSESSED_VOWEL.fullmatch(word):
        yield word[:-2]
    if _POSSESSED.fullmatch(word):
        yield word[:-1]
        if word[-2] in _VOICELESS:
            yield word[:-2] + _VOICELESS[word[-2]]


def _continued(word: str) -> Iterator[tuple[str, str]]:
    """Yield the stems of a word and the pattern of what may follow each."""
    kind, harmonies = _kind(word), _harmonies(word)
    yield word, _either(_after(kind).translate(each) for each in harmonies)
    for changed in _changed(word):
        yield changed, _either(_possessed(kind).translate(each) for each in harmonies)
    if _LINKED.search(word):
        yield f"{word}і", _after("V").translate(_FRONT)


def _changed(word: str) -> Iterator[str]:
    """Yield what a word may become before a suffix that begins with a vowel."""
    if word.endswith("ь"):
        yield word[:-1]
    shortened = _DROPPED.sub("", word)
    if shortened != word:
        yield shortened
    if voiced := _VOICED.get(word[-1:]):
        yield word[:-1] + voiced
        if shortened != word:
            yield shortened[:-1] + voiced


def _kind(word: str) -> str:
    last = word.rstrip("ьъ")[-1:]
    return next((kind for letters, kind in _CLASSES.items() if last and last in letters), "T")


def _harmonies(word: str) -> tuple[dict[int, int], ...]:
    """Return what the vowels of suffixes are: back or front, or either where letters do not say.

    The last vowel rules; *к* and *ь* at the end go with front vowels. *и*, *ә* at the end of old
    loan words and *у* inside of new ones go with both, and so does *г* at their end.
    """
    if word[-1:] in ("к", "ь"):
        return (_FRONT,)
    if word.endswith("г"):
        return (_BACK, _FRONT)
    for place in range(len(word) - 1, -1, -1):
        letter = word[place]
        if letter in "аоыұя":
            return (_BACK,)
        if letter in "еөүіэ":
            return (_FRONT,)
        if letter in "әиёю" or (letter == "у" and place < len(word) - 1):
            break
    return (_BACK, _FRONT)


def _either(patterns: Iterable[str]) -> str:
    return f"(?:{'|'.join(patterns)})"


@cache
def _after(kind: str) -> str:
    """Return the pattern, with the table's capitals, of all that may follow a class of sounds."""
    plural = _PLURAL[kind] + _either((_case("R"), _possessed("R")))
    return _either((_case(kind), _possessed(kind), plural))


@cache
def _possessed(kind: str) -> str:
    possessives = _POSSESSIVE_OF_VOWEL if kind == "V" else _POSSESSIVE
    return _either(suffix + _case(end) for suffix, end in possessives.items())


@cache
def _case(kind: str) -> str:
    return _either(_CASES[kind].split()) + "?"
