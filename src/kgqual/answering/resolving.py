"""What thing a text names: an IRI, a CURIE, ``DQR 6``, a code, or a label in any language.

The first way that finds something of the right class counts. Several things are candidates for
the person who asks to choose among, and so are those with a similar name or code when nothing has
just that one; none is ever guessed.

Labels are looked up in the index of the snapshot. It holds what is current, so for another day, and
for a snapshot without an index, a label counts only as it is written.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from pyoxigraph import Literal, NamedNode

from kgqual.answering.arguments import Of
from kgqual.answering.envelope import Thing
from kgqual.answering.graph import Graph
from kgqual.answering.query import Query
from kgqual.namespaces import DCTERMS, ESCO, ESCO_OCCUPATION, FOAF, KQ, RDFS, SKOS, expand
from kgqual.search import Index, Match, NoIndex
from kgqual.store.dataset import AS_CURRENT
from kgqual.versions import first_day, last_day

_THINGS = Query.beside(__file__)
_TYPES = Query.beside(__file__, "types")
_EDITIONS = Query.beside(__file__, "editions")
_CITED = Query.beside(__file__, "cited")
_CLASSES = {ESCO_OCCUPATION.iri: ESCO.Occupation}
_LABELS = {
    Match.PREFERRED: (SKOS.prefLabel, DCTERMS.title, RDFS.label, FOAF.name),
    Match.OTHER: (SKOS.altLabel, SKOS.hiddenLabel),
}
_NEAR = 8
"""Candidates shown for a text that nothing is called by."""
_LANGUAGES = ("en", "kk", "ru")
_FRAMEWORK = KQ.QualificationFramework.value


@dataclass(frozen=True)
class Resolution:
    """The things that a text names, the only one first; ``near`` are those with similar names."""

    things: tuple[Thing, ...]
    near: tuple[Thing, ...] = ()


@cache
def _schemes() -> dict[str, str]:
    """Return the names that people use for schemes which do not state them as codes."""
    text = Path(__file__).with_name("schemes.json").read_text(encoding="utf-8")
    names: dict[str, str] = json.loads(text)
    return {name.casefold(): iri for name, iri in names.items()}


class Resolver:
    """Finds the things that texts name in a graph."""

    def __init__(self, graph: Graph) -> None:
        self._graph = graph

    def resolve(self, text: str, of: Of, within: Thing | None = None) -> Resolution:
        """Return the things of the classes ``of`` that ``text`` names.

        A code is one of the scheme ``within`` when there is one. A framework without levels of
        its own, such as ``NQF``, is its edition that holds on the day of the graph. What a graph
        only cites counts where its IRI says what it is, such as an occupation of ESCO or O*NET.
        """
        text = " ".join(text.split())
        scheme = within.iri if within else of.scheme or None
        ways: tuple[Callable[[], list[str]], ...] = (
            lambda: self._by_iri(text),
            lambda: self._by_code(text, scheme),
            lambda: self._by_scheme_and_code(text),
            lambda: self._by_label(text, Match.PREFERRED),
            lambda: self._by_label(text, Match.OTHER),
        )
        for way in ways:
            if things := self.things(way(), of):
                return Resolution(tuple(self._edition(thing) for thing in things))
        cited = tuple(self._cited(self._by_iri(text), of))
        return Resolution(cited, () if cited else tuple(self._near(text, of)))

    def things(self, iris: Iterable[str], of: Of) -> list[Thing]:
        """Return the things of the classes ``of`` among ``iris``, in the order of their IRIs."""
        types: dict[str, set[str]] = defaultdict(set)
        wanted = sorted(set(iris))
        for row in self._graph.rows(_TYPES, thing=wanted) if wanted else ():
            types[row["thing"]].add(row["type"])
        fitting = [iri for iri, found in types.items() if of.takes(iri, found)]
        names = self._graph.named(fitting)
        return [
            Thing(**dict(names[iri]), types=tuple(sorted(types[iri]))) for iri in sorted(fitting)
        ]

    def _cited(self, iris: list[str], of: Of) -> Iterator[Thing]:
        """Yield what is cited only: the path of its IRI says what it is, nothing describes it."""
        for row in self._graph.rows(_CITED, thing=iris) if iris else ():
            iri = row["thing"]
            types = tuple(node.value for path, node in _CLASSES.items() if iri.startswith(path))
            if of.takes(iri, types):
                yield Thing(iri=iri, types=types)

    def _by_iri(self, text: str) -> list[str]:
        try:
            return [expand(text).value] if ":" in text and " " not in text else []
        except ValueError:  # a label with a colon in it
            return []

    def _by_code(self, text: str, scheme: str | None) -> list[str]:
        return self._having([Literal(text)], [SKOS.notation], scheme)

    def _by_scheme_and_code(self, text: str) -> list[str]:
        name, _, code = text.rpartition(" ")
        if not name:
            return []
        schemes = self._scheme(name)
        return [iri for scheme in schemes for iri in self._by_code(code, scheme)]

    def _scheme(self, name: str) -> list[str]:
        if known := _schemes().get(name.casefold()):
            return [edition.iri for edition in self._editions([known])]
        named = self._having([Literal(name)], [SKOS.notation], None) or self._by_label(
            name, Match.PREFERRED
        )
        return [edition.iri for edition in self._editions(named)]

    def _editions(self, iris: Iterable[str]) -> list[Thing]:
        return [self._edition(thing) for thing in self.things(iris, Of(SKOS.ConceptScheme))]

    def _by_label(self, text: str, match: Match) -> list[str]:
        if index := self._index():
            return [hit.iri for hit in index.exact(text) if hit.match is match]
        literals = [Literal(text), *(Literal(text, language=lang) for lang in _LANGUAGES)]
        return self._having(literals, list(_LABELS[match]), None)

    def _near(self, text: str, of: Of) -> list[Thing]:
        """Return the things with a name or code that is like ``text``, the likest first."""
        index = self._index()
        if not index:
            return []
        order = [hit.iri for hit in index.search(text, types=of.classes, limit=_NEAR).hits]
        return sorted(self.things(order, of), key=lambda thing: order.index(thing.iri))

    def _index(self) -> Index | None:
        """Return the index, if there is one and what it holds is what the graph asks."""
        with suppress(NoIndex):
            if self._graph.dataset == AS_CURRENT:
                return self._graph.snapshot.index
        return None

    def _having(
        self, values: list[Literal], properties: list[NamedNode], scheme: str | None
    ) -> list[str]:
        rows = self._graph.rows(_THINGS, text=values, property=properties, scheme=scheme)
        return [row["thing"] for row in rows]

    def _edition(self, thing: Thing) -> Thing:
        """Return the edition of a framework that holds on the day, or the thing itself."""
        if _FRAMEWORK not in thing.types:
            return thing
        day = self._graph.day
        holding = [
            (row.get("from", ""), row["edition"])
            for row in self._graph.rows(_EDITIONS, framework=thing)
            if ("from" not in row or first_day(row["from"]) <= day)
            and ("until" not in row or day <= last_day(row["until"]))
        ]
        return self.things([max(holding)[1]], Of())[0] if holding else thing
