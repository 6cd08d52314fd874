"""Twenty ways in which Kazakh texts are damaged that a check must stop, and six that it may not.

A way returns the damaged text, or None where a title has nothing that it could damage. Chance is
seeded with the way and the title, so that it is the same in every run.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from dataclasses import dataclass

from anyascii import anyascii

Damage = Callable[[str, random.Random], str | None]
"""A title and chance → the damaged title."""


@dataclass(frozen=True)
class Way:
    """A way of damaging: its id, how it comes about, and which check must find it.

    ``check`` is '' where no blocking check may find anything; ``also`` are those that may as well.
    """

    id: str
    happens: str
    check: str
    damage: Damage
    also: frozenset[str] = frozenset()

    def damaged(self, title: str) -> str | None:
        """Return a title damaged in this way, always the same."""
        return self.damage(title, random.Random(f"{self.id}:{title}"))


def _each(table: dict[str, str], most: int = 1000) -> Damage:
    """Replace up to ``most`` letters by those of a table, at random places."""

    def damage(title: str, chance: random.Random) -> str | None:
        """Return the title with other letters."""
        places = [place for place, letter in enumerate(title) if letter in table]
        if not places:
            return None
        letters = list(title)
        for place in chance.sample(places, min(most, len(places))):
            letters[place] = table[letters[place]]
        return "".join(letters)

    return damage


def _within_word(title: str, chance: random.Random) -> int | None:
    """Return a place between two letters."""
    places = [found.start() + 1 for found in re.finditer(r"\w(?=\w)", title)]
    return chance.choice(places) if places else None


def _inserted(characters: str) -> Damage:
    def damage(title: str, chance: random.Random) -> str | None:
        """Return the title with one of the characters in a word."""
        place = _within_word(title, chance)
        if place is None:
            return None
        return title[:place] + chance.choice(characters) + title[place:]

    return damage


def _wrapped(title: str, chance: random.Random) -> str:
    marks = [("\u202a", "\u202c"), ("\u202b", "\u202c"), ("\u2066", "\u2069"), ("\u200e", "\u200f")]
    opening, closing = chance.choice(marks)
    return opening + title + closing


_ALL_ALIKE = dict(zip("асеіорхуһә", "aceiopxyhə", strict=True))
_CAPITALS = dict(zip("АВСЕНІКМОРТХ", "ABCEHIKMOPTX", strict=True))


def _whole_word(title: str, chance: random.Random) -> str | None:
    """Replace every look-alike in a word that keeps a letter of its own."""
    words = [w for w in re.findall(r"\w+", title) if 0 < sum(c in _ALL_ALIKE for c in w) < len(w)]
    if not words:
        return None
    word = chance.choice(words)
    return title.replace(word, "".join(_ALL_ALIKE.get(c, c) for c in word), 1)


def _first_capital(title: str, chance: random.Random) -> str | None:
    return _CAPITALS[title[0]] + title[1:] if title[0] in _CAPITALS else None


def _transliterated(title: str, chance: random.Random) -> str | None:
    words = [word for word in re.findall(r"\w+", title) if len(word) > 2 and not word.isupper()]
    word = chance.choice(words) if words else ""
    return title.replace(word, anyascii(word), 1) if word else None


def _as_cp1251(title: str, chance: random.Random) -> str | None:
    try:
        return title.encode().decode("cp1251")
    except UnicodeDecodeError:  # one of its bytes, 0x98, is no letter there
        return None


def _lost(title: str, chance: random.Random) -> str | None:
    there = title.encode("cp1251", "replace").decode("cp1251")
    return there if re.search(r"\?\w", there) else None


def _blank(title: str, chance: random.Random) -> str:
    return chance.choice(["", " ", "\t", "\u00a0", "\u200b", "\u3164", "—", "...", "\u2800 "])


def _as_other(title: str, chance: random.Random) -> str:
    return chance.choice([title, title.upper(), f" {title}", title.replace(" ", "  ")])


WAYS = (
    Way("latin-i", "і typed on a Latin keyboard, everywhere", "mixed-scripts", _each({"і": "i"})),
    Way(
        *("latin-vowel", "one а, е or о typed on a Latin keyboard", "mixed-scripts"),
        _each({"а": "a", "е": "e", "о": "o"}, 1),
    ),
    Way(
        *("latin-consonant", "one с, р, х or у typed on a Latin keyboard", "mixed-scripts"),
        _each({"с": "c", "р": "p", "х": "x", "у": "y"}, 1),
    ),
    Way(
        "latin-capital",
        "the first letter typed on a Latin keyboard",
        "mixed-scripts",
        _first_capital,
    ),
    Way(
        *("latin-schwa", "ə and h of the alphabets of Azeri and Tatar", "mixed-scripts"),
        _each({"ә": "ə", "һ": "h", "Ә": "Ə"}),
    ),
    Way("latin-word", "every letter of a word that looks Latin", "mixed-scripts", _whole_word),
    Way("transliterated", "a word in Latin letters", "alphabet", _transliterated),
    Way(
        *("ukrainian", "ї and є of the Ukrainian keyboard", "alphabet"),
        _each({"і": "ї", "е": "є"}, 1),
    ),
    Way(
        *("bashkir", "letters of Bashkir, Yakut and Nivkh", "alphabet"),
        _each({"қ": "ҡ", "ң": "ҥ", "ғ": "ҕ", "з": "ҙ", "с": "ҫ"}, 1),
    ),
    Way("altai", "ӧ and ӱ of Altai for ө and ү", "alphabet", _each({"ө": "ӧ", "ү": "ӱ"})),
    Way("uzbek", "ў and ҳ of Uzbek", "alphabet", _each({"у": "ў", "ұ": "ў", "х": "ҳ"}, 1)),
    Way(
        *("greek", "letters of Greek that look alike", "alphabet"),
        _each({"о": "ο", "а": "α", "р": "ρ"}, 1),
    ),
    Way(
        "zero-width",
        "a character without width",
        "invisible",
        _inserted("\u200b\u200c\u200d\u2060\ufeff"),
    ),
    Way("soft-hyphen", "the soft hyphen of a word processor", "invisible", _inserted("\u00ad")),
    Way("bidirectional", "marks that turn the writing", "invisible", _wrapped),
    Way(
        "control",
        "control characters, tabs and line ends",
        "invisible",
        _inserted("\x00\x07\t\n\x1b\x85\u2028"),
    ),
    Way(
        *("misread", "UTF-8 read as Windows-1251", "encoding", _as_cp1251),
        frozenset({"alphabet", "mixed-scripts", "invisible"}),
    ),
    Way("lost", "saved as Windows-1251: Kazakh letters become ?", "encoding", _lost),
    Way("blank", "nothing that can be read", "empty", _blank, frozenset({"invisible"})),
    Way("taken", "the term of another concept of the scheme", "same-preferred", _as_other),
    Way("russian-i", "и typed for і", "", _each({"і": "и"})),
    Way(
        *("russian-letters", "Kazakh letters typed on a Russian keyboard", ""),
        _each(dict(zip("әғқңөұүһ", "агкноуух", strict=True))),
    ),
    Way("spaces", "double and non-breaking spaces", "", lambda title, _: f" {title}\u00a0 "),
    Way("capitals", "all in capitals", "", lambda title, _: title.upper()),
    Way("full-stop", "a full stop at the end", "", lambda title, _: f"{title}."),
    Way("plural", "in the plural", "", lambda title, _: f"{title}лар"),
)
"""Those with a check are the twenty; the others are warned of, and must not be stopped."""
