"""Kazakh in Latin letters, to be read: a display that goes one way and is stored nowhere.

The letters are those of the draft decree "On some questions of the transfer of the alphabet of the
Kazakh language from Cyrillic to Latin script", published with a table of 31 letters on 22 April
2021 (https://legalacts.egov.kz/npa/view?id=8243312); no source was found that says it was signed.
The table itself was not at hand: the correspondences are as Wikipedia gives them ("Kazakh
alphabets"), ә ө ү ұ ғ ш also as the government announced them on 28 January 2021 (Kazinform),
ң as ñ as Tengrinews reported the draft; their 31 letters are those that Unicode lists (CLDR,
``kk_Latn``).

The table has a letter for 33 of the 42 letters of today's alphabet. For ё ц ч щ ъ ь э ю я, which
are in borrowed words, it has none; the draft leaves spelling to rules that the government makes.
They stay as they are and are told apart, so that nobody takes them for Latin ones.
"""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple

LETTERS = {
    "А": "A", "Ә": "Ä", "Б": "B", "В": "V", "Г": "G", "Ғ": "Ğ", "Д": "D", "Е": "E", "Ж": "J",
    "З": "Z", "И": "İ", "Й": "İ", "К": "K", "Қ": "Q", "Л": "L", "М": "M", "Н": "N", "Ң": "Ñ",
    "О": "O", "Ө": "Ö", "П": "P", "Р": "R", "С": "S", "Т": "T", "У": "U", "Ұ": "Ū", "Ү": "Ü",
    "Ф": "F", "Х": "H", "Һ": "H", "Ш": "Ş", "Ы": "Y", "І": "I",
}  # fmt: skip
"""Capital letter → capital letter. In small letters İ is i, and I is ı, as in Turkish."""
_SMALL = {"İ": "i", "I": "ı"}
_TABLE = str.maketrans(
    LETTERS
    | {cyrillic.lower(): _SMALL.get(latin, latin.lower()) for cyrillic, latin in LETTERS.items()}
)
_CYRILLIC = re.compile("([\u0400-\u052f\u1c80-\u1c8f\u2de0-\u2dff\ua640-\ua69f]+)")


class Piece(NamedTuple):
    """A part of a displayed text; ``kept`` where the table has no letters for it."""

    text: str
    kept: bool


def in_latin(text: str) -> tuple[Piece, ...]:
    """Return a Kazakh text in Latin letters, in order; what is not Cyrillic is as it was.

    Together the pieces are the text, letter for letter.
    """
    displayed = unicodedata.normalize("NFC", text).translate(_TABLE)
    parts = enumerate(_CYRILLIC.split(displayed))
    return tuple(Piece(part, bool(number % 2)) for number, part in parts if part)
