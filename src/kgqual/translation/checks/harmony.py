"""How Kazakh endings follow the word they are put to: its last vowel and its last sound.

The rules are those of every grammar of Kazakh: an ending has a back or a front vowel as the last
one of the word has, and begins as the last sound of the word wants: бала-лар, үй-лер, қыз-дар,
дос-тар.
"""

from __future__ import annotations

BACK = frozenset("аоұыуяёюэ")
FRONT = frozenset("әеөүі")
VOWELS = BACK | FRONT | frozenset("иу")
_SONOROUS = frozenset("йру") | VOWELS
_VOICED = frozenset("лмнңзж")
"""After these the plural begins with д; after vowels, й, р, у with л; after others with т."""


def takes_front(stem: str) -> bool | None:
    """Whether endings of a word have front vowels; None where both are written.

    у is as the vowel before it. и, and к and г after a back vowel, are those of words from other
    languages, whose endings differ: банктер, токсиндер, but педагогтар.
    """
    for letter in reversed(stem):
        if letter in FRONT:
            return True
        if letter in BACK:
            return None if stem[-1] in "кг" else False
        if letter == "и":
            return None
    return None


def plural_begins(stem: str) -> str:
    """Return the consonant that the ending of the plural begins with after a word."""
    last = stem.rstrip("ьъ")[-1:]
    if last in _SONOROUS:
        return "л"
    return "д" if last in _VOICED else "т"
