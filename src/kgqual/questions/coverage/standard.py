"""The sections of a WorldSkills standard: their weights, and what there is of their texts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from pyoxigraph import Literal, NamedNode

from kgqual.answering import Graph, Link, Named, Query, Thing
from kgqual.namespaces import KQ
from kgqual.store.interface import Term


@dataclass(frozen=True)
class Compared:
    """A text of a section that is compared: a statement, or the title where there is none.

    ``named`` has its words by language; ``kind`` is ``knowledge``, ``ability`` or ``title``.
    """

    named: Named
    kind: str


@dataclass
class Section:
    """A section of a standard; ``weight`` is in percent, None where the document shows none."""

    iri: str
    weight: Literal | None
    titles: dict[str, str] = field(default_factory=dict)
    statements: dict[str, dict[str, str]] = field(default_factory=dict)
    kinds: dict[str, str] = field(default_factory=dict)

    @property
    def percent(self) -> Decimal | None:
        """Its weight as a number."""
        return None if self.weight is None else Decimal(self.weight.value)

    @property
    def compared(self) -> Sequence[Compared]:
        """Its statements, as far as they are known; else its title."""
        if not self.statements:
            return [Compared(Named(iri=self.iri, label=self.titles), "title")]
        return [
            Compared(Named(iri=iri, label=texts), self.kinds[iri])
            for iri, texts in self.statements.items()
        ]

    def links(self, skill: Thing) -> list[Link]:
        """Return what states that it is a section of the skill, and its weight."""
        stated = [Link(skill.iri, KQ.hasSection, self.iri)]
        if self.weight is not None:
            stated.append(Link(self.iri, KQ.weight, self.weight))
        return stated


def sections(graph: Graph, query: Query, skill: Thing) -> list[Section]:
    """Return the sections of the standard of a skill, in their order."""
    found: dict[str, Section] = {}
    for row in graph.solutions(query, skill=skill):
        weight = row.get("weight")
        assert weight is None or isinstance(weight, Literal)
        section = found.setdefault(_iri(row["section"]), Section(_iri(row["section"]), weight))
        _add(section.titles, row["title"])
        if "statement" in row:
            statement = _iri(row["statement"])
            _add(section.statements.setdefault(statement, {}), row["text"])
            section.kinds[statement] = _words(row["kind"])
    return list(found.values())


def _add(texts: dict[str, str], text: Term) -> None:
    assert isinstance(text, Literal)
    texts[text.language or ""] = text.value


def _iri(term: Term) -> str:
    assert isinstance(term, NamedNode)
    return term.value


def _words(term: Term) -> str:
    assert isinstance(term, Literal)
    return term.value
