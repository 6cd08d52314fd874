"""Constraints on the text and the language of values."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import ClassVar

from pyoxigraph import BlankNode, Literal, NamedNode

from kgqual.namespaces import SH
from kgqual.validation.compiled.patterns import as_rust
from kgqual.validation.compiled.shape import Constraint, Judge, Scope, Shape, Sure, ValueConstraint
from kgqual.validation.graphs import Term
from kgqual.validation.paths import Path
from kgqual.validation.report import Result


@dataclass(frozen=True)
class Pattern(ValueConstraint):
    """``sh:pattern``, a regular expression of Python; blank nodes never match."""

    component: ClassVar[NamedNode] = SH.PatternConstraintComponent
    expression: re.Pattern[str]

    def holds(self, value: Term, judge: Judge) -> bool:
        """Tell whether the expression is found in the text of the value."""
        return not isinstance(value, BlankNode) and bool(self.expression.search(value.value))

    def sure_of(self, value: str, scope: Scope) -> Sure:
        """Return the same expression in SPARQL, when it means the same there."""
        rust = as_rust(self.expression)
        if rust is None:
            return Sure()
        text = Literal(rust)
        return Sure.exactly(f"COALESCE(REGEX(STR({value}), {text}), false)")


@dataclass(frozen=True)
class Length(ValueConstraint):
    """``sh:minLength`` and ``sh:maxLength``: how many characters the text may have."""

    component: NamedNode  # type: ignore[misc]
    limit: int

    def holds(self, value: Term, judge: Judge) -> bool:
        """Tell whether the text is long or short enough; that of a blank node never is."""
        if self.component == SH.MinLengthConstraintComponent and self.limit == 0:
            return True
        if isinstance(value, BlankNode):
            return False
        length = len(value.value)
        at_least = self.component == SH.MinLengthConstraintComponent
        return length >= self.limit if at_least else length <= self.limit

    def sure_of(self, value: str, scope: Scope) -> Sure:
        """Return a comparison of the length."""
        at_least = self.component == SH.MinLengthConstraintComponent
        if at_least and self.limit == 0:
            return Sure("true", "false")
        sign = ">=" if at_least else "<="
        return Sure.exactly(f"COALESCE(STRLEN(STR({value})) {sign} {self.limit}, false)")


@dataclass(frozen=True)
class LanguageIn(ValueConstraint):
    """``sh:languageIn``: the tag, or its first part, is one of the ranges; ``*`` is any tag."""

    component: ClassVar[NamedNode] = SH.LanguageInConstraintComponent
    ranges: frozenset[str]

    def holds(self, value: Term, judge: Judge) -> bool:
        """Tell whether the value is a literal with such a tag."""
        if not isinstance(value, Literal) or not value.language:
            return False
        tag = value.language.lower()
        return not self.ranges.isdisjoint({"*", tag, tag.split("-")[0]})

    def sure_of(self, value: str, scope: Scope) -> Sure:
        """Return a comparison of the tag."""
        if "*" in self.ranges:
            return Sure.exactly(f'COALESCE(LANG({value}) != "", false)')
        if any(not one.isalpha() for one in self.ranges):
            return Sure()
        matches = [f'LANGMATCHES(LANG({value}), "{one}")' for one in sorted(self.ranges)]
        return Sure.exactly(f"COALESCE({' || '.join(matches) or 'false'}, false)")


@dataclass(frozen=True)
class UniqueLang(Constraint):
    """``sh:uniqueLang true``: one result for each tag that two value nodes share."""

    component: ClassVar[NamedNode] = SH.UniqueLangConstraintComponent

    def results(
        self, shape: Shape, focus: Term, values: Collection[Term], judge: Judge
    ) -> Iterator[Result]:
        """Yield a result for each tag that is used more than once."""
        tags = Counter(
            value.language.lower()
            for value in values
            if isinstance(value, Literal) and value.language
        )
        for uses in tags.values():
            if uses > 1:
                yield shape.result(focus, self.component, None)

    def sure(self, focus: str, path: Path | None, scope: Scope) -> Sure:
        """Return a search for two different values with one tag."""
        one, two = scope.names.new(), scope.names.new()
        pattern = f"{focus} {path} {one} . {focus} {path} {two}"
        shared = f'LANG({one}) != "" && LCASE(LANG({one})) = LCASE(LANG({two}))'
        clash = f"!SAMETERM({one}, {two}) && COALESCE({shared}, false)"
        return Sure.exactly(f"!EXISTS {{ {pattern} FILTER({clash}) }}")
