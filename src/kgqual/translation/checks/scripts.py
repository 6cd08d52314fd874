"""Letters of another script or language: what readers do not see, and computers do not find."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator

from kgqual.translation.checks.check import KAZAKH, Check, each
from kgqual.translation.checks.finding import Severity, Spot
from kgqual.translation.checks.letters import (
    CYRILLIC_LOOK_ALIKES,
    KAZAKH_ALPHABET,
    KAZAKH_LOOK_ALIKES,
    LATIN_LOOK_ALIKES,
    has_cyrillic,
    has_latin,
    is_cyrillic,
    is_latin,
)
from kgqual.translation.checks.subject import Subject
from kgqual.translation.checks.words import Word, vocabulary, words

_KAZAKH = frozenset(KAZAKH_ALPHABET + KAZAKH_ALPHABET.upper())
_NAME_AND_ENDING = re.compile(r"([A-Za-z]{2,})([Ѐ-ӿ]+)")
_ABBREVIATION = re.compile(r"[A-Z]{1,6}")
_ROMAN = re.compile(r"[IXCM]+")
"""Numbers of letters that look Cyrillic."""
_SHORT = 3
"""Letters up to which a Latin abbreviation may have none but such as look Cyrillic: IT, ATM."""
_TO_CYRILLIC = str.maketrans(LATIN_LOOK_ALIKES)
_TO_LATIN = str.maketrans(CYRILLIC_LOOK_ALIKES)
_TO_KAZAKH = str.maketrans(KAZAKH_LOOK_ALIKES)


def _mixed(text: str, subject: Subject) -> Iterator[Spot]:
    if not (has_latin(text) and has_cyrillic(text)):
        return
    known = vocabulary(subject.source)
    wrong = [word for word in words(text) if _is_mixed(word.text, known)]
    meant = {word: _of_one_script(word.text, known) for word in wrong}
    repaired = _replaced(text, meant)
    for word in wrong:
        latin = [c for c in word.text if is_latin(c)]
        other = (
            latin if 2 * len(latin) <= len(word.text) else [c for c in word.text if is_cyrillic(c)]
        )
        values = {"word": word.text, "letters": ", ".join(dict.fromkeys(other))}
        yield Spot(0, word.start, word.end, values, repaired)


def _is_mixed(word: str, known: frozenset[str]) -> bool:
    """Whether letters of both scripts stand in a word that is no name with a Kazakh ending."""
    if not (has_latin(word) and has_cyrillic(word)):
        return False
    name = _NAME_AND_ENDING.fullmatch(word)
    return not (name and name[1].casefold() in known)


def _of_one_script(word: str, known: frozenset[str]) -> str | None:
    """Return the word that was meant, None where that is not sure."""
    latin = word.translate(_TO_LATIN)
    if latin.casefold() in known:
        return latin
    cyrillic = word.translate(_TO_CYRILLIC)
    return None if has_latin(cyrillic) else cyrillic


def _replaced(text: str, meant: dict[Word, str | None]) -> str | None:
    """Return a text with other words in place of some, None where one of them is not known."""
    for word, other in sorted(meant.items(), key=lambda item: -item[0].start):
        if other is None:
            return None
        text = text[: word.start] + other + text[word.end :]
    return text


def _begins_one(word: str, known: frozenset[str]) -> bool:
    """Whether a word is one of those known, or begins one, as web does in website."""
    small = word.casefold()
    return small in known or (len(word) > 2 and any(other.startswith(small) for other in known))


def _alphabet(text: str, subject: Subject) -> Iterator[Spot]:
    strange_words = [word for word in words(text) if not _KAZAKH.issuperset(word.text)]
    if not strange_words:
        return
    known = vocabulary((*subject.source, *subject.russian))
    letters = frozenset("".join(subject.source))
    repaired = text.translate(_TO_KAZAKH)
    for word in strange_words:
        if all(map(is_latin, word.text)):
            values = {"letters": word.text, "word": word.text}
            if _begins_one(word.text, known):
                continue
            if _is_disguised(word.text, subject.russian):
                meant = _replaced(text, {word: word.text.translate(_TO_CYRILLIC)})
                yield Spot(0, word.start, word.end, values, meant)
            elif not _ABBREVIATION.fullmatch(word.text) or _only_looks_cyrillic(word.text):
                yield Spot(0, word.start, word.end, values)
            continue
        composed = unicodedata.normalize("NFC", word.text)
        strange = [c for c in composed if c not in _KAZAKH and c not in letters and not is_latin(c)]
        if strange:
            values = {"letters": ", ".join(dict.fromkeys(strange)), "word": word.text}
            sure = repaired if all(c in KAZAKH_LOOK_ALIKES for c in strange) else None
            yield Spot(0, word.start, word.end, values, sure)


def _only_looks_cyrillic(word: str) -> bool:
    """Whether a word in Latin capitals is longer than names are that have such letters only."""
    alike = word.isupper() and LATIN_LOOK_ALIKES.keys() >= set(word)
    return alike and len(word) > _SHORT and not _ROMAN.fullmatch(word)


def _is_disguised(word: str, russian: Iterable[str]) -> bool:
    """Whether a word of Latin letters is surely one of Cyrillic ones: *COPT* for *СОРТ*.

    It is where the Russian text has that one. A short one must be written alike there: *OT* is no
    *от*. Capitals all around are no sign: *HTTP* has no other letters either.
    """
    cyrillic = word.translate(_TO_CYRILLIC)
    if has_latin(cyrillic):
        return False
    beside = {one.text for text in russian for one in words(text)}
    if len(word) > _SHORT:
        return cyrillic.casefold() in map(str.casefold, beside)
    return len(word) > 1 and cyrillic in beside


MIXED_SCRIPTS = Check("mixed-scripts", Severity.BLOCKING, each(_mixed))
ALPHABET = Check("alphabet", Severity.BLOCKING, each(_alphabet), languages=KAZAKH)
