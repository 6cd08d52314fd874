"""Checks that compare the translations of several concepts with each other."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from kgqual.editorial.translations.fields import Field
from kgqual.folding import same_text
from kgqual.translation.checks.check import Check
from kgqual.translation.checks.finding import Finding, Severity, Spot
from kgqual.translation.checks.subject import Subject

SAME_PREFERRED = Check(
    "same-preferred", Severity.BLOCKING, None, fields=frozenset({Field.PREFERRED})
)
INCONSISTENT = Check(
    "inconsistent",
    Severity.WARNING,
    None,
    fields=frozenset({Field.PREFERRED, Field.DESCRIPTION, Field.SCOPE_NOTE}),
)


def same_preferred(subjects: Iterable[Subject]) -> Iterator[Finding]:
    """Yield the preferred terms that two concepts of one scheme share, but not in English.

    A term that is published holds as long as it is, whatever is drafted in its place. Where the
    English terms are the same, the source does not tell the concepts apart: ESCO names 156 groups
    of ISCED-F as it names their only part.
    """
    holders: dict[tuple[str, str], list[Subject]] = defaultdict(list)
    for subject in subjects:
        if SAME_PREFERRED.applies(subject):
            held = (same_text(texts[0]) for texts in (subject.texts, subject.published) if texts)
            for text in dict.fromkeys(held):
                holders[subject.language, text].append(subject)
    for (_, key), alike in holders.items():
        for subject in alike if key and len(alike) > 1 else ():
            if not subject.texts or same_text(subject.texts[0]) != key:
                continue
            others = sorted({other.concept for other in alike if _confused(subject, other)})
            if others:
                text = subject.texts[0]
                values = {"term": text, "count": str(len(others))}
                yield SAME_PREFERRED.found(
                    subject, Spot(0, 0, len(text), values, others=tuple(others))
                )


def _confused(one: Subject, other: Subject) -> bool:
    """Whether two subjects are concepts of one scheme that their English terms tell apart."""
    if one.concept == other.concept or not set(one.schemes) & set(other.schemes):
        return False
    return set(map(same_text, one.source)) != set(map(same_text, other.source))


def inconsistent(subjects: Iterable[Subject]) -> Iterator[Finding]:
    """Yield the translations of a source text that is translated otherwise elsewhere.

    Letters of another case and other white space make no other text.
    """
    translated: dict[tuple[str, str], list[tuple[Subject, str]]] = defaultdict(list)
    for subject in subjects:
        if INCONSISTENT.applies(subject) and subject.texts and len(subject.source) == 1:
            source = same_text(subject.source[0])
            translated[subject.language, source].append((subject, same_text(subject.texts[0])))
    for alike in translated.values():
        for subject, key in alike:
            others = sorted({other.concept for other, text in alike if text != key})
            if others:
                text = subject.texts[0]
                shown = next(other.texts[0] for other, of in alike if of != key)
                values = {"term": text, "source": subject.source[0], "other": shown}
                yield INCONSISTENT.found(
                    subject, Spot(0, 0, len(text), values, others=tuple(others))
                )
