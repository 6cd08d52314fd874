"""When two texts count as the same: letters folded so that what people type meets what is written.

``fold`` drops what people leave out — case, diacritics, punctuation, the letters that only Kazakh
has. ``skeleton`` also takes a Cyrillic letter for the Latin one that looks like it (Unicode
Technical Standard #39, section 4: two texts with one skeleton are confusable): codes are often
typed with both, as in 6В06 for 6B06.
"""

from __future__ import annotations

import re
import unicodedata

_KAZAKH = dict(zip("әғқңөұүһі", "агкноуухи", strict=True))
"""Letters of the Kazakh alphabet that Russian has not → what is typed on a Russian keyboard."""
_UNDIVIDED = {
    **{"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i"},
    **{"ə": "а", "ѳ": "о", "ɵ": "о", "є": "е", "ґ": "г"},
}
"""Letters that Unicode does not divide into a base letter and a mark; ə and ɵ stand for ә and ө."""
_LETTERS = str.maketrans({**_KAZAKH, **_UNDIVIDED})
_LOOK_ALIKE = str.maketrans("авекмнорстухиѕј", "abekmhopctyxisj")
"""Folded Cyrillic letters → the Latin ones that their capitals look like; и, for і is folded so."""
_UNHEARD = re.compile(r"['’ʼ`´]|\u00ad|[\u200b-\u200d\u2060\ufeff]")
"""Apostrophes, soft hyphens and characters without width: they part no words."""
_BETWEEN = re.compile(r"(?:[^\w+#]|_)+")
"""What parts words. The signs of C++ and C# are part of the word."""
_SPACE = re.compile(r"\s+")
_SEPARATORS = re.compile(r"[\W_]+")


def fold(text: str) -> str:
    """Return ``text`` in small letters without diacritics, Kazakh letters as typed in Russian.

    Words are parted by one space each. A text without a letter or digit becomes ''.
    """
    if text.isascii():  # the same for these, and labels of ESCO are: a third of the time
        letters = text.lower().replace("'", "").replace("`", "")
    else:
        small = unicodedata.normalize("NFKD", text).casefold()
        divided = unicodedata.normalize("NFKD", small)
        marked = (c for c in divided if not unicodedata.combining(c))
        letters = _UNHEARD.sub("", "".join(marked).translate(_LETTERS))
    return _BETWEEN.sub(" ", letters).strip()


def skeleton(folded: str) -> str:
    """Return a folded text with Latin letters for the Cyrillic ones that look like them."""
    return folded if folded.isascii() else folded.translate(_LOOK_ALIKE)


def same_text(text: str) -> str:
    """Return what texts are compared by where letters count, but neither case nor white space."""
    return " ".join(text.casefold().split())


def label_key(text: str) -> str:
    """Return what labels are compared by: their folded skeleton."""
    return skeleton(fold(text))


def code_key(text: str) -> str:
    """Return what codes are compared by: no case, no white space, look-alikes as Latin letters."""
    return skeleton(_SPACE.sub("", unicodedata.normalize("NFKC", text)).casefold())


def bare_code(text: str) -> str:
    """Return the key of a code without the points and dashes in it: 15-1254.00 is 15125400."""
    return _SEPARATORS.sub("", code_key(text))


def trigrams(key: str) -> list[str]:
    """Return the different runs of three characters of a key, with a space at either end."""
    padded = f" {key} "
    return sorted({padded[i : i + 3] for i in range(len(padded) - 2)})
