"""What thing a text names: an IRI, a CURIE, ``DQR 6``, a code, or a label in any language.

The first way that finds something of the right class counts. Several things are candidates for
the person who asks to choose among, and so are those with a similar name or code when nothing has
just that one; none is ever guessed.

Labels are looked up in the index of the snapshot. It holds what is current, so for another day, and
for a snapshot without an index, a label counts only as it is written.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode

from kgqual.answering.arguments import Of
from kgqual.answering.envelope import Thing
from kgqual.answering.graph import Graph
from kgqual.answering.query import Query
from kgqual.answering.scheme_names import SchemeNames, folded, plain_code
from kgqual.codes.lookalikes import TO_CYRILLIC, TO_LATIN
from kgqual.namespaces import DCTERMS, ESCO, ESCO_OCCUPATION, FOAF, KQ, RDFS, SKOS, expand
from kgqual.search import Index, Match, NoIndex
from kgqual.store.dataset import AS_CURRENT
from kgqual.versions import first_day, last_day

_THINGS = Query.beside(__file__)
_TYPES = Query.beside(__file__, "types")
_EDITIONS = Query.beside(__file__, "editions")
_CITED = Query.beside(__file__, "cited")
_CODES = Query.beside(__file__, "codes")
_WITHIN = Query.beside(__file__, "within")
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


class Resolver:
    """Finds the things that texts name in a graph."""

    def __init__(self, graph: Graph) -> None:
        self._graph = graph
        self._schemes = SchemeNames(graph)

    def resolve(self, text: str, of: Of, within: Thing | None = None) -> Resolution:
        """Return the things of the classes ``of`` that ``text`` names.

        A code is one of the scheme ``within`` when there is one. A framework without levels of
        its own, such as ``NQF``, is its edition that holds on the day of the graph. What a graph
        only cites counts where its IRI says what it is, such as an occupation of ESCO or O*NET.
        """
        text = " ".join(text.split())
        if things := self._named(text, of, within):
            return Resolution(tuple(things))
        cited = tuple(self._cited(self._by_iri(text), of))
        return Resolution(cited, () if cited else tuple(self._similar(text, of, within)))

    def _named(self, text: str, of: Of, within: Thing | None) -> list[Thing]:
        """Return what the first way finds that finds anything fitting."""
        scheme = within.iri if within else of.scheme or None
        ways: tuple[Callable[[], list[str]], ...] = (
            lambda: self._by_iri(text),
            lambda: self._by_code(text, scheme),
            lambda: self._schemes.named(text),
            lambda: self._by_scheme_and_code(text),
            lambda: self._by_label(text, Match.PREFERRED),
            lambda: self._by_label(text, Match.OTHER),
        )
        for way in ways:
            if things := self.things(self._within(way(), within), of):
                return [self._edition(thing) for thing in things]
        return []

    def _within(self, iris: list[str], within: Thing | None) -> list[str]:
        """Leave out what is not in the scheme asked for, however it was named."""
        if within is None or not iris:
            return iris
        return [row["thing"] for row in self._graph.rows(_WITHIN, thing=iris, scheme=within)]

    def _similar(self, text: str, of: Of, within: Thing | None) -> list[Thing]:
        """Return what ``text`` names in letters that look the same, or else what is like it."""
        for letters in (TO_LATIN, TO_CYRILLIC):
            if things := self._named(text.translate(letters), of, within):
                return things
        return self._near(text, of)

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
        """Return what has a code; that of a scheme in whatever case and with whatever spaces."""
        found = self._having([Literal(text)], [SKOS.notation], scheme)
        if found or not scheme:
            return found
        wanted = folded(plain_code(text))
        rows = self._graph.rows(_CODES, scheme=scheme) if wanted else ()
        return [row["thing"] for row in rows if folded(row["code"]) == wanted]

    def _by_scheme_and_code(self, text: str) -> list[str]:
        for schemes, code in self._schemes.with_code(text):
            editions = map(self._edition, self.things(schemes, Of(SKOS.ConceptScheme)))
            if found := [iri for edition in editions for iri in self._by_code(code, edition.iri)]:
                return found
        return []

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
