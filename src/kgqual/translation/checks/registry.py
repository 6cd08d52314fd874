"""All checks by their id, and running them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache
from types import MappingProxyType

from kgqual.editorial.translations.fields import Field
from kgqual.translation.checks.characters import EMPTY, ENCODING, INVISIBLE, NORMAL_FORM, SPACES
from kgqual.translation.checks.check import Check
from kgqual.translation.checks.comparing import (
    INCONSISTENT,
    SAME_PREFERRED,
    inconsistent,
    same_preferred,
)
from kgqual.translation.checks.finding import Finding, Severity
from kgqual.translation.checks.glossary import GLOSSARY_FORBIDDEN, GLOSSARY_MISSING
from kgqual.translation.checks.kazakh import PLURAL, VERBAL_NOUN
from kgqual.translation.checks.punctuation import ACRONYMS, BRACKETS, FINAL_PUNCTUATION, NUMBERS
from kgqual.translation.checks.scripts import ALPHABET, MIXED_SCRIPTS
from kgqual.translation.checks.source import (
    CAPITAL,
    SAME_AS_ENGLISH,
    SAME_AS_RUSSIAN,
    STALE,
    TOO_LONG,
)
from kgqual.translation.checks.spelling import (
    RUSSIAN_ENDING,
    RUSSIAN_I,
    RUSSIAN_LETTERS,
    TURKIC,
)
from kgqual.translation.checks.subject import Subject
from kgqual.translation.checks.terms import ONE_PREFERRED, REPEATED_TERM
from kgqual.translation.units.concept import Kind

CHECKS: Mapping[str, Check] = MappingProxyType(
    {
        check.id: check
        for check in (
            *(EMPTY, INVISIBLE, ENCODING, MIXED_SCRIPTS, ALPHABET, ONE_PREFERRED, SAME_PREFERRED),
            *(RUSSIAN_I, RUSSIAN_LETTERS, RUSSIAN_ENDING, TURKIC, PLURAL, VERBAL_NOUN),
            *(SPACES, NORMAL_FORM, CAPITAL, FINAL_PUNCTUATION, BRACKETS, NUMBERS, ACRONYMS),
            *(SAME_AS_ENGLISH, SAME_AS_RUSSIAN, REPEATED_TERM, INCONSISTENT),
            *(GLOSSARY_MISSING, GLOSSARY_FORBIDDEN, TOO_LONG, STALE),
        )
    }
)
"""Id of a check → the check; those that block come first."""


def findings(subject: Subject, *, blocking: bool = False) -> list[Finding]:
    """Return what is wrong with one field of one concept, in the order of CHECKS.

    A field without texts is untranslated, which is no mistake. ``blocking`` asks no other checks
    than those that block.
    """
    if not subject.texts:
        return []
    checks = _applying(subject.field, subject.language, subject.kind, blocking)
    return [finding for check in checks for finding in check.findings(subject)]


@lru_cache
def _applying(field: Field, language: str, kind: Kind, blocking: bool) -> tuple[Check, ...]:
    """Return the checks of one subject that apply to such ones."""
    return tuple(
        check
        for check in CHECKS.values()
        if check.judge
        and check.applies_to(field, language, kind)
        and (check.severity is Severity.BLOCKING or not blocking)
    )


def across(subjects: Iterable[Subject], *, blocking: bool = False) -> list[Finding]:
    """Return what is wrong between the concepts of a language: give it all that are translated.

    ``blocking`` asks no other checks than those that block.
    """
    asked = list(subjects)
    return [*same_preferred(asked), *(() if blocking else inconsistent(asked))]
