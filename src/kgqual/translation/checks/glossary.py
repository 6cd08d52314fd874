"""Terms that the glossary asks for, and those that it forbids."""

from __future__ import annotations

from collections.abc import Iterator

from kgqual.editorial.translations.fields import BRIDGE_LANGUAGE, SOURCE_LANGUAGE
from kgqual.translation.checks.check import ONE_TEXT, Check, each
from kgqual.translation.checks.finding import Severity, Spot
from kgqual.translation.checks.subject import Subject


def _sources(subject: Subject) -> Iterator[tuple[str, str]]:
    """Yield the languages of the source with their texts: English, and Russian where there is."""
    yield SOURCE_LANGUAGE, "\n".join(subject.source)
    if subject.russian:
        yield BRIDGE_LANGUAGE, "\n".join(subject.russian)


def _missing(text: str, subject: Subject) -> Iterator[Spot]:
    named = set()
    for language, source in _sources(subject):
        for hit in subject.glossary.missing(source, text, language):
            if hit.entry.translations not in named:
                named.add(hit.entry.translations)
                values = {"term": hit.term, "translations": " / ".join(hit.entry.translations)}
                yield Spot(0, 0, len(text), values)


def _forbidden(text: str, subject: Subject) -> Iterator[Spot]:
    named = set()
    for language, source in _sources(subject):
        for use in subject.glossary.forbidden(source, text, language):
            if (use.start, use.end) not in named:
                named.add((use.start, use.end))
                values = {"term": text[use.start : use.end]}
                values["translations"] = " / ".join(use.entry.translations) or "—"
                yield Spot(0, use.start, use.end, values)


GLOSSARY_MISSING = Check("glossary-missing", Severity.WARNING, each(_missing), fields=ONE_TEXT)
GLOSSARY_FORBIDDEN = Check("glossary-forbidden", Severity.WARNING, each(_forbidden))
