"""All checks by their id, and running them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType

from kgqual.translation.checks.characters import EMPTY, ENCODING, INVISIBLE, NORMAL_FORM, SPACES
from kgqual.translation.checks.check import Check
from kgqual.translation.checks.comparing import SAME_PREFERRED, same_preferred
from kgqual.translation.checks.finding import Finding
from kgqual.translation.checks.scripts import ALPHABET, MIXED_SCRIPTS
from kgqual.translation.checks.subject import Subject
from kgqual.translation.checks.terms import ONE_PREFERRED, REPEATED_TERM

CHECKS: Mapping[str, Check] = MappingProxyType(
    {
        check.id: check
        for check in (
            *(EMPTY, INVISIBLE, ENCODING, MIXED_SCRIPTS, ALPHABET, ONE_PREFERRED, SAME_PREFERRED),
            *(SPACES, NORMAL_FORM, REPEATED_TERM),
        )
    }
)
"""Id of a check → the check; those that block come first."""


def findings(subject: Subject) -> list[Finding]:
    """Return what is wrong with one field of one concept, in the order of CHECKS.

    A field without texts is untranslated, which is no mistake.
    """
    if not subject.texts:
        return []
    return [finding for check in CHECKS.values() for finding in check.findings(subject)]


def across(subjects: Iterable[Subject]) -> list[Finding]:
    """Return what is wrong between the concepts of a language: give it all that are translated."""
    return list(same_preferred(subjects))
