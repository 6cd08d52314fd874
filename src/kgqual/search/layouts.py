"""What was meant when a text was typed with the keyboard in another layout: ghjuhfvvf, программа.

The layouts are those of Windows for Russian and Kazakh, by the keys of the US one. The Kazakh
layout is the Russian one with its own letters in place of digits and signs.
"""

from __future__ import annotations

_ENGLISH = "`qwertyuiop[]asdfghjkl;'zxcvbnm,."
_RUSSIAN = "ёйцукенгшщзхъфывапролджэячсмитьбю"
_ENGLISH_OF_KAZAKH = "234589" + "0-="
_KAZAKH = "әіңғүұ" + "қөһ"

_TO_RUSSIAN = str.maketrans(_ENGLISH, _RUSSIAN)
_TO_KAZAKH = str.maketrans(_ENGLISH + _ENGLISH_OF_KAZAKH, _RUSSIAN + _KAZAKH)
_TO_ENGLISH = str.maketrans(_RUSSIAN + _KAZAKH, _ENGLISH + _ENGLISH_OF_KAZAKH)


def to_russian(text: str) -> str:
    """Return what the keys of an English text write in the Russian layout, in small letters."""
    return text.lower().translate(_TO_RUSSIAN)


def to_kazakh(text: str) -> str:
    """Return what the keys of an English text write in the Kazakh layout, in small letters."""
    return text.lower().translate(_TO_KAZAKH)


def to_english(text: str) -> str:
    """Return what the keys of a Russian or Kazakh text write in the English layout."""
    return text.lower().translate(_TO_ENGLISH)


def slips(text: str) -> list[str]:
    """Return what else may have been meant by ``text``: none where no letter would change."""
    found = (to_russian(text), to_kazakh(text), to_english(text))
    return [meant for meant in dict.fromkeys(found) if meant != text.lower()]
