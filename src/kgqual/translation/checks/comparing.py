"""Checks that compare the translations of several concepts with each other."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from kgqual.editorial.translations.fields import Field
from kgqual.translation.checks.check import TERMS, Check
from kgqual.translation.checks.finding import Finding, Severity, Spot
from kgqual.translation.checks.subject import Subject
from kgqual.translation.checks.terms import same_term

SAME_PREFERRED = Check(
    "same-preferred", Severity.BLOCKING, None, fields=frozenset({Field.PREFERRED})
)
INCONSISTENT = Check("inconsistent", Severity.WARNING, None, fields=TERMS)


def same_preferred(subjects: Iterable[Subject]) -> Iterator[Finding]:
    """Yield the preferred terms that two concepts of one scheme have in one language."""
    holders: dict[tuple[str, str, str], list[Subject]] = defaultdict(list)
    kept = [subject for subject in subjects if SAME_PREFERRED.applies(subject) and subject.texts]
    for subject in kept:
        for scheme in subject.schemes:
            holders[subject.language, scheme, same_term(subject.texts[0])].append(subject)
    for subject in kept:
        key = same_term(subject.texts[0])
        others = {
            other.concept
            for scheme in subject.schemes
            for other in holders[subject.language, scheme, key]
        } - {subject.concept}
        if others and key:
            text = subject.texts[0]
            values = {"term": text, "count": str(len(others))}
            yield SAME_PREFERRED.found(
                subject, Spot(0, 0, len(text), values, others=tuple(sorted(others)))
            )
