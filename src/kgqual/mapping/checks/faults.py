"""What can be wrong with a mapping set: rules, how grave they are, and where they are broken."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from kgqual.model import Location


class Rule(StrEnum):
    """What a mapping set is checked for, by the name that reports and the documentation use."""

    UNREADABLE = "unreadable"
    BUILTIN_PREFIX = "builtin-prefix"
    UNKNOWN_PREFIX = "unknown-prefix"
    REPEATED = "repeated"
    ITSELF = "maps-to-itself"
    LEVELS = "levels-equal"
    NOT_READ = "column-not-read"
    MISSING_END = "missing-end"
    LABEL = "label-differs"
    CLASH = "clash"
    EXACT_TWICE = "exact-twice"
    HIERARCHY = "hierarchy"
    CARDINALITY = "cardinality"


class Severity(StrEnum):
    """How grave a fault is: an error makes the set wrong, a warning asks for a look."""

    ERROR = "error"
    WARNING = "warning"


MEANINGS: Mapping[Rule, str] = MappingProxyType(
    {
        Rule.UNREADABLE: "SSSOM does not allow what stands there.",
        Rule.BUILTIN_PREFIX: "A prefix that SSSOM defines is given another meaning.",
        Rule.UNKNOWN_PREFIX: "A CURIE has a prefix that the set's curie_map does not define.",
        Rule.REPEATED: "The same mapping stands in the set twice, on the same sources.",
        Rule.ITSELF: "A thing is mapped to itself.",
        Rule.LEVELS: "Levels of two frameworks are said to be equal; they correspond at most.",
        Rule.NOT_READ: "A column is neither SSSOM's nor defined by the set, and is not read.",
        Rule.MISSING_END: "An end of a mapping is not in the graph.",
        Rule.LABEL: "A label is none that the graph has for the thing.",
        Rule.CLASH: "One pair of things is mapped in two ways.",
        Rule.EXACT_TWICE: "Something is said to be the same as two things of one scheme.",
        Rule.HIERARCHY: "A mapping contradicts which things stand above which.",
        Rule.CARDINALITY: "The cardinality that a row states is not that of the set.",
    }
)
"""Rule → what breaking it means, as a sentence."""


@dataclass(frozen=True)
class Fault:
    """A rule that is broken at a place, how grave that is, and why, with what to do."""

    rule: Rule
    severity: Severity
    where: Location
    reason: str

    def __str__(self) -> str:
        return f"{self.where}: {self.severity} {self.rule}: {self.reason}"


def error(rule: Rule, where: Location, reason: str) -> Fault:
    """Return a fault that makes the set wrong."""
    return Fault(rule, Severity.ERROR, where, reason)


def warning(rule: Rule, where: Location, reason: str) -> Fault:
    """Return a fault that asks for a look."""
    return Fault(rule, Severity.WARNING, where, reason)
