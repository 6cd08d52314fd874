"""Subjects and findings, for tests of single checks."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from kgqual.editorial.translations.fields import Field
from kgqual.translation.checks import Finding, Subject, findings
from kgqual.translation.units.concept import Kind

CONCEPT = "http://data.europa.eu/esco/skill/1"


def subject(*texts: str, **other: Any) -> Subject:
    """A preferred Kazakh term of a group of skills, unless ``other`` says otherwise."""
    stated = {
        "concept": CONCEPT,
        "language": "kk",
        "kind": Kind.SKILL_GROUP,
        "field": Field.PREFERRED,
        **other,
    }
    return Subject(texts=texts, **stated)


def found(asked: Subject) -> dict[str, list[Finding]]:
    """What the checks find, by their ids."""
    by_check: dict[str, list[Finding]] = defaultdict(list)
    for finding in findings(asked):
        by_check[finding.check].append(finding)
    return dict(by_check)
