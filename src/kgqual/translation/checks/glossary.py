"""Terms that the glossary asks for, and those that it forbids."""

from __future__ import annotations

from collections.abc import Iterator

from kgqual.translation.checks.check import ONE_TEXT, Check, each
from kgqual.translation.checks.finding import Severity, Spot
from kgqual.translation.checks.subject import Subject

_LANGUAGES = ("en", "ru")


def _missing(text: str, subject: Subject) -> Iterator[Spot]:
    named = set()
    for language, sources in zip(_LANGUAGES, (subject.source, subject.russian), strict=True):
        for hit in subject.glossary.missing(" ".join(sources), text, language):
            if hit.entry.translations not in named:
                named.add(hit.entry.translations)
                values = {"term": hit.term, "translations": " / ".join(hit.entry.translations)}
                yield Spot(0, 0, len(text), values)


def _forbidden(text: str, subject: Subject) -> Iterator[Spot]:
    named = set()
    for language, sources in zip(_LANGUAGES, (subject.source, subject.russian), strict=True):
        for use in subject.glossary.forbidden(" ".join(sources), text, language):
            if (use.start, use.end) not in named:
                named.add((use.start, use.end))
                values = {"term": text[use.start : use.end]}
                values["translations"] = " / ".join(use.entry.translations) or "—"
                yield Spot(0, use.start, use.end, values)


GLOSSARY_MISSING = Check("glossary-missing", Severity.WARNING, each(_missing), fields=ONE_TEXT)
GLOSSARY_FORBIDDEN = Check("glossary-forbidden", Severity.WARNING, each(_forbidden))
