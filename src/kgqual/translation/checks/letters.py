"""Letters: the Kazakh alphabet, which script a letter is of, and which look the same in two."""

from __future__ import annotations

import re

KAZAKH_ALPHABET = "аәбвгғдеёжзийкқлмнңоөпрстуұүфхһцчшщъыіьэюя"
"""The 42 letters of the Cyrillic alphabet of Kazakh, in its order."""

LATIN_LOOK_ALIKES = {
    **dict(zip("aceiopxyəhkmt", "асеіорхуәһкмт", strict=True)),
    **dict(zip("ABCEHIKMOPTXƏ", "АВСЕНІКМОРТХӘ", strict=True)),
    **{"ë": "ё", "Ë": "Ё", "ɵ": "ө", "Ɵ": "Ө"},
}
"""Latin letters → the Cyrillic ones that stand in words of Kazakh where these were typed.

Small letters look the same, k, m and t nearly so. Latin Y is left out: it is У or Ү.
"""
CYRILLIC_LOOK_ALIKES = {cyrillic: latin for latin, cyrillic in LATIN_LOOK_ALIKES.items()}
"""The same the other way round."""

KAZAKH_LOOK_ALIKES = dict(zip("ҡӄҟҥӈӊѳҕӻїҠӃҞҤӇӉѲҔӺЇ", "қққңңңөғғіҚҚҚҢҢҢӨҒҒІ", strict=True))
"""Cyrillic letters of other languages → the Kazakh letters that they are hardly told from."""

_LATIN_LETTER = re.compile("[A-Za-zªºÀ-ÖØ-öø-ɏɐ-ʯᴀ-ᶿḀ-ỿⱠ-Ɀ꜠-ꟿＡ-Ｚａ-ｚ]")
_CYRILLIC_LETTER = re.compile("[Ѐ-ԯᲀ-᲏Ꙁ-ꚟ]")


def is_latin(letter: str) -> bool:
    """Whether it is a letter of the Latin script."""
    return bool(_LATIN_LETTER.match(letter))


def is_cyrillic(letter: str) -> bool:
    """Whether it is a letter of the Cyrillic script."""
    return bool(_CYRILLIC_LETTER.match(letter))


def has_latin(text: str) -> bool:
    """Whether a text has a letter of the Latin script."""
    return bool(_LATIN_LETTER.search(text))


def has_cyrillic(text: str) -> bool:
    """Whether a text has a letter of the Cyrillic script."""
    return bool(_CYRILLIC_LETTER.search(text))
