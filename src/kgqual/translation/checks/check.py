"""A check: a pure function over one subject, what it is called, and to what it applies."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace

from kgqual.editorial.translations.fields import Field
from kgqual.translation.checks.finding import Finding, Severity, Spot
from kgqual.translation.checks.seen import shows_nothing
from kgqual.translation.checks.subject import Subject
from kgqual.translation.checks.wording import title
from kgqual.translation.units.concept import Kind

Judge = Callable[[Subject], Iterable[Spot]]
"""What looks at the texts of a subject; it may rely on there being at least one."""
Glance = Callable[[str, Subject], Iterable[Spot]]
"""What looks at one text of a subject: the index of the spots it yields is filled in."""

ALL_FIELDS = frozenset(Field)
TERMS = frozenset(field for field in Field if field.is_term)
ONE_TEXT = frozenset(field for field in Field if not field.many)
"""Fields whose translation is that of one text: terms of a list have no counterparts."""
KAZAKH = frozenset({"kk"})


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that can be wrong. ``languages`` None: it applies to every target language.

    ``judge`` is None where concepts are compared with each other: see ``across``.
    """

    id: str
    severity: Severity
    judge: Judge | None
    fields: frozenset[Field] = ALL_FIELDS
    languages: frozenset[str] | None = None
    kinds: frozenset[Kind] | None = None

    def title(self, language: str) -> str:
        """Return what it is called in ``language``: en, kk or ru. Raises KeyError for another."""
        return title(self.id, language)

    def applies(self, subject: Subject) -> bool:
        """Whether it has something to say of a subject."""
        return self.applies_to(subject.field, subject.language, subject.kind)

    def applies_to(self, field: Field, language: str, kind: Kind) -> bool:
        """Whether it has something to say of such subjects."""
        return (
            field in self.fields
            and (self.languages is None or language in self.languages)
            and (self.kinds is None or kind in self.kinds)
        )

    def findings(self, subject: Subject) -> Iterator[Finding]:
        """Yield what it finds in a subject to which it applies."""
        if self.judge:
            for spot in self.judge(subject):
                yield self.found(subject, spot)

    def found(self, subject: Subject, spot: Spot) -> Finding:
        """Return a spot in a subject as a finding of this check."""
        return Finding(
            check=self.id,
            severity=self.severity,
            concept=subject.concept,
            language=subject.language,
            field=subject.field,
            index=spot.index,
            text=subject.texts[spot.index] if spot.end else "",
            start=spot.start,
            end=spot.end,
            values=spot.values,
            repaired=spot.repaired,
            others=spot.others,
        )


def each(glance: Glance, *, empty_ones: bool = False) -> Judge:
    """Return a judge that looks at each text of a subject with ``glance``.

    Texts without a letter or digit are one mistake, not several: they are shown to a glance only
    if it asks for ``empty_ones``.
    """

    def judge(subject: Subject) -> Iterator[Spot]:
        """Yield the spots in all texts."""
        for index, text in enumerate(subject.texts):
            if empty_ones or not shows_nothing(text):
                for spot in glance(text, subject):
                    yield replace(spot, index=index)

    return judge
