"""Texts as words, and words as stems and character n-grams.

Words are compared in small letters, without the marks and letters that people leave out (see
``kgqual.folding``). A word that mixes alphabets is read in the one that most of its letters are of:
the others look the same and were typed by a slip of the keyboard (Unicode Technical Standard #39).
"""

from __future__ import annotations

import re
import threading
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

import Stemmer
from anyascii import anyascii

from kgqual.codes.lookalikes import TO_CYRILLIC, TO_LATIN
from kgqual.folding import fold

_WORD = re.compile(r"[^\W_]+[+#]*")
_APOSTROPHES = re.compile(r"['’ʼ`´\u00ad\u200b-\u200d\u2060\ufeff]")
_LATIN, _CYRILLIC = re.compile("[a-zA-Z]"), re.compile("[\u0400-\u04ff]")
_SNOWBALL = {
    **{"ar": "arabic", "ca": "catalan", "cs": "czech", "da": "danish", "de": "german"},
    **{"el": "greek", "en": "english", "eo": "esperanto", "es": "spanish", "et": "estonian"},
    **{"eu": "basque", "fa": "persian", "fi": "finnish", "fr": "french", "ga": "irish"},
    **{"hi": "hindi", "hu": "hungarian", "hy": "armenian", "id": "indonesian", "it": "italian"},
    **{"lt": "lithuanian", "nb": "norwegian", "ne": "nepali", "nl": "dutch", "nn": "norwegian"},
    **{"no": "norwegian", "pl": "polish", "pt": "portuguese", "ro": "romanian", "ru": "russian"},
    **{"sr": "serbian", "sv": "swedish", "ta": "tamil", "tr": "turkish", "yi": "yiddish"},
}
"""Language → its Snowball stemmer; Kazakh has none."""
_BEGINNING = 6
"""Letters of a word kept where no stemmer is known.

Cutting words to their beginning stems most languages nearly as well (McNamee and Mayfield,
*Character N-Gram Tokenization for European Language Text Retrieval*, 2004).
"""
_KEPT = 200_000
_LOCAL = threading.local()


def words(text: str) -> list[str]:
    """Return the words of ``text`` in order, in small letters, each of one alphabet."""
    if not text.isascii():
        text = unicodedata.normalize("NFKC", text)
    return [_repaired(word) for word in _WORD.findall(_APOSTROPHES.sub("", text).lower())]


def _repaired(word: str) -> str:
    if word.isascii():
        return word
    latin, cyrillic = len(_LATIN.findall(word)), len(_CYRILLIC.findall(word))
    if not latin or not cyrillic:
        return word
    return word.translate(TO_CYRILLIC if cyrillic >= latin else TO_LATIN)


def spoken(tag: str) -> str:
    """Return the language of a BCP 47 tag, without its region or script: en of en-GB."""
    return tag.partition("-")[0].lower()


@lru_cache(maxsize=_KEPT)
def stem(word: str, language: str) -> str:
    """Return the folded stem of a word of a language (BCP 47), or its beginning."""
    name = _SNOWBALL.get(spoken(language))
    if name is None:
        return fold(word)[:_BEGINNING]
    stemmed = fold(_stemmer(name).stemWord(word))
    return stemmed or fold(word)


def _stemmer(name: str) -> Stemmer.Stemmer:
    """Return a stemmer of this thread: none may be used by two threads at once."""
    known: dict[str, Stemmer.Stemmer] = _LOCAL.__dict__.setdefault("stemmers", {})
    if name not in known:
        known[name] = Stemmer.Stemmer(name, 0)
    return known[name]


def grams(word: str, shortest: int, longest: int) -> Iterator[str]:
    """Yield the runs of ``shortest`` to ``longest`` Latin letters of a word and its ends.

    Words of other alphabets are transcribed: an inzhener is much like an engineer.
    """
    padded = f" {anyascii(fold(word)).lower()} "
    for size in range(shortest, longest + 1):
        if size >= len(padded):
            yield padded
            return
        for start in range(len(padded) - size + 1):
            yield padded[start : start + size]
