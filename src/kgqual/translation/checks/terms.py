"""What the terms of one concept are to each other."""

from __future__ import annotations

from collections.abc import Iterator

from kgqual.editorial.translations.fields import Field
from kgqual.folding import same_text
from kgqual.translation.checks.check import Check
from kgqual.translation.checks.finding import Severity, Spot
from kgqual.translation.checks.subject import Subject


def _one_preferred(subject: Subject) -> Iterator[Spot]:
    if len(subject.texts) > 1:
        yield Spot(values={"count": str(len(subject.texts)), "terms": " · ".join(subject.texts)})


def _repeated(subject: Subject) -> Iterator[Spot]:
    seen = {same_text(text) for text in subject.beside.get(Field.PREFERRED, ())}
    for index, text in enumerate(subject.texts):
        key = same_text(text)
        if key in seen and key:
            yield Spot(index, 0, len(text), {"term": text})
        seen.add(key)


ONE_PREFERRED = Check(
    "one-preferred", Severity.BLOCKING, _one_preferred, fields=frozenset({Field.PREFERRED})
)
REPEATED_TERM = Check(
    "repeated-term",
    Severity.WARNING,
    _repeated,
    fields=frozenset({Field.ALTERNATIVE, Field.HIDDEN}),
)
