"""The form in which Kazakh names occupations and skills."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kgqual.editorial.translations.fields import Field
from kgqual.translation.checks.check import KAZAKH, Check, each
from kgqual.translation.checks.finding import Severity, Spot
from kgqual.translation.checks.subject import Subject
from kgqual.translation.checks.words import Word, vocabulary, words
from kgqual.translation.glossary.inflection import inflected
from kgqual.translation.units.concept import Kind

_NAMES = frozenset({Field.PREFERRED, Field.ALTERNATIVE})
_PLURAL = re.compile(r"(.{2,})[лдт][ае]р", re.DOTALL)
_BRACKETED = re.compile(r"[\s,]*[(\[][^()\[\]]*[)\]]\s*$")
_SINGULAR = frozenset(
    ("билдер", "бодибилдер", "гендер", "дилер", "киллер", "мистер", "селлер", "тендер", "фуникулер")
)
"""Words from other languages that end as a plural might."""


def head(text: str) -> Word | None:
    """Return the last word of a term, which is what it names; a qualifier in brackets is left out.

    None where the term has no word, or does not end in one.
    """
    bare = _BRACKETED.sub("", text)
    last = next(reversed(words(bare)), None)
    return last if last and last.end == len(bare.rstrip()) else None


def is_plural(word: str) -> bool:
    """Whether a Kazakh word ends in -лар, -лер, -дар, -дер, -тар or -тер as its sounds demand.

    Words such as бухгалтер, кондитер and санитар do not: after л, и and и stand д, л and л.
    """
    small = word.casefold()
    found = _PLURAL.fullmatch(small)
    return found is not None and small not in _SINGULAR and inflected(found[1], small)


def _plural(text: str, subject: Subject) -> Iterator[Spot]:
    last = head(text)
    if last and is_plural(last.text) and last.text.casefold() not in vocabulary(subject.russian):
        repaired = text[: last.end - 3] + text[last.end :]
        yield Spot(
            0, last.end - 3, last.end, {"word": last.text, "ending": last.text[-3:]}, repaired
        )


def _verbal_noun(text: str, subject: Subject) -> Iterator[Spot]:
    last = head(text)
    if last and not last.text.casefold().endswith(("у", "ю")):
        yield Spot(0, last.start, last.end, {"word": last.text})


PLURAL = Check(
    "plural",
    Severity.WARNING,
    each(_plural),
    fields=_NAMES,
    languages=KAZAKH,
    kinds=frozenset({Kind.OCCUPATION}),
)
VERBAL_NOUN = Check(
    "verbal-noun",
    Severity.WARNING,
    each(_verbal_noun),
    fields=_NAMES,
    languages=KAZAKH,
    kinds=frozenset({Kind.SKILL}),
)
