"""What the graph says of things that a reviewer compares, asked for all of them together."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from pydantic import Field

from kgqual.answering import Graph, Named, Query, Text
from kgqual.answering.envelope import Frozen
from kgqual.model import Strength
from kgqual.namespaces import DCTERMS, RDF, RDFS, SKOS, SSSOM, thing
from kgqual.store.interface import Term

_FACTS, _ABOVE, _BELOW, _MAPPED = (
    Query.beside(__file__, part) for part in ("facts", "above", "below", "mapped")
)
_DESCRIBING = tuple(
    term.value for term in (SKOS.definition, DCTERMS.description, RDFS.comment, SKOS.scopeNote)
)
"""Properties whose texts say what a thing is, the most telling first."""
_STRENGTHS = {thing("strength", strength).value: strength for strength in Strength}
LADDERS = 3
"""Ways up from one thing, at most."""
BELOW = 6
"""Things right below one, at most; ``narrower_count`` says how many there are."""


class Stated(Frozen):
    """A mapping that the graph has already, and what it rests on.

    ``denied`` says that its source states that it does not hold, ``disputed`` that reviewers
    disagree. ``confidence`` is None and ``date`` '' where nobody says.
    """

    mapping: str
    subject: Named
    predicate: Named
    object: Named
    denied: bool = False
    disputed: bool = False
    strength: Strength | None = None
    confidence: float | None = None
    date: str = ""
    set: Named | None = None
    sources: tuple[Named, ...] = ()


class Described(Named):
    """A thing as one compares it with another.

    ``texts`` say what it is, the most telling first; ``ladders`` are ways down to it from the top
    of its classification, without itself.
    """

    kinds: tuple[str, ...] = ()
    other_names: Mapping[str, tuple[str, ...]] = Field(default_factory=dict)
    texts: tuple[Text, ...] = ()
    ladders: tuple[tuple[Named, ...], ...] = ()
    narrower: tuple[Named, ...] = ()
    narrower_count: int = 0
    mappings: tuple[Stated, ...] = ()


def described(graph: Graph, iris: Iterable[str]) -> dict[str, Described]:
    """Return what the graph says of each thing; of one that it does not know, nothing."""
    wanted = list(dict.fromkeys(iris))
    if not wanted:
        return {}
    facts = _facts(graph, wanted)
    ways = _Ways.of(graph, wanted)
    below = _below(graph, wanted)
    stated = _stated(graph, wanted)
    listed = {iri: sorted(lower)[:BELOW] for iri, lower in below.items()}
    ladders = {iri: list(ways.up(iri)) for iri in wanted}
    named = graph.named(
        [
            *wanted,
            *(iri for lower in listed.values() for iri in lower),
            *(iri for ways_up in ladders.values() for ladder in ways_up for iri in ladder),
        ]
    )
    return {
        iri: Described(
            iri=iri,
            label=named[iri].label,
            code=named[iri].code,
            kinds=tuple(sorted(facts[iri].kinds)),
            other_names={
                language: tuple(sorted(names, key=str.casefold))
                for language, names in sorted(facts[iri].names.items())
            },
            texts=facts[iri].in_order(),
            ladders=tuple(tuple(named[step] for step in ladder) for ladder in ladders[iri]),
            narrower=tuple(named[lower] for lower in listed.get(iri, ())),
            narrower_count=len(below.get(iri, ())),
            mappings=tuple(stated.get(iri, ())),
        )
        for iri in wanted
    }


@dataclass
class _Facts:
    """What is said of one thing: classes, other names by language, texts by property."""

    kinds: set[str] = field(default_factory=set)
    names: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    texts: dict[str, dict[str, str]] = field(default_factory=lambda: defaultdict(dict))

    def note(self, property: str, value: Term) -> None:
        """Take in one value."""
        text, language = getattr(value, "value", ""), getattr(value, "language", None) or ""
        if property == RDF.type.value:
            self.kinds.add(text)
        elif property == SKOS.altLabel.value:
            self.names[language].add(text)
        else:
            texts = self.texts[property]
            texts[language] = min(texts.get(language, text), text)

    def in_order(self) -> tuple[Text, ...]:
        """Return the texts by language, those of the most telling property first."""
        return tuple(dict(sorted(self.texts[p].items())) for p in _DESCRIBING if p in self.texts)


def _facts(graph: Graph, iris: Sequence[str]) -> dict[str, _Facts]:
    found = {iri: _Facts() for iri in iris}
    for row in graph.solutions(_FACTS, thing=iris):
        found[_iri(row["thing"])].note(_iri(row["property"]), row["value"])
    return found


@dataclass
class _Ways:
    """Steps upwards: thing → what stands right above it."""

    above: dict[str, list[str]]

    @classmethod
    def of(cls, graph: Graph, iris: Sequence[str]) -> _Ways:
        """Read all that stands above things."""
        above: dict[str, set[str]] = defaultdict(set)
        for row in graph.rows(_ABOVE, thing=iris):
            above[row["lower"]].add(row["upper"])
        return cls({lower: sorted(uppers) for lower, uppers in above.items()})

    def up(self, iri: str) -> Iterator[tuple[str, ...]]:
        """Yield one way from the top down to each of the first things right above ``iri``.

        Where a way forks higher up it goes on by the first IRI; it ends where it would meet itself.
        """
        for parent in self.above.get(iri, ())[:LADDERS]:
            way = [parent]
            while further := [up for up in self.above.get(way[-1], ()) if up not in (*way, iri)]:
                way.append(further[0])
            yield tuple(reversed(way))


def _below(graph: Graph, iris: Sequence[str]) -> dict[str, set[str]]:
    below: dict[str, set[str]] = defaultdict(set)
    for row in graph.rows(_BELOW, thing=iris):
        below[row["thing"]].add(row["lower"])
    return below


def _stated(graph: Graph, iris: Sequence[str]) -> dict[str, list[Stated]]:
    """Return the mappings of each thing, the strongest first."""
    rows: dict[tuple[str, str], Mapping[str, str]] = {}
    sources: dict[str, set[str]] = defaultdict(set)
    for row in graph.rows(_MAPPED, thing=iris):
        rows[row["thing"], row["mapping"]] = row
        if "source" in row:
            sources[row["mapping"]].add(row["source"])
    mentioned = ("subject", "predicate", "object", "set")
    named = graph.named(
        [
            *(row[name] for row in rows.values() for name in mentioned if name in row),
            *(source for listed in sources.values() for source in listed),
        ]
    )
    found: dict[str, list[Stated]] = defaultdict(list)
    for (iri, mapping), row in rows.items():
        read_from = tuple(named[source] for source in sorted(sources[mapping]))
        found[iri].append(_mapping(row, named, read_from))
    for listed in found.values():
        listed.sort(key=_order)
    return found


def _mapping(
    row: Mapping[str, str], named: Mapping[str, Named], sources: tuple[Named, ...]
) -> Stated:
    return Stated(
        mapping=row["mapping"],
        subject=named[row["subject"]],
        predicate=named[row["predicate"]],
        object=named[row["object"]],
        denied=row.get("modifier") == SSSOM.NegatedPredicate.value,
        disputed=row.get("disputed") == "true",
        strength=_STRENGTHS.get(row.get("strength", "")),
        confidence=float(row["confidence"]) if "confidence" in row else None,
        date=row.get("date", ""),
        set=named[row["set"]] if "set" in row else None,
        sources=sources,
    )


def _order(stated: Stated) -> tuple[int, str]:
    return (stated.strength.rank if stated.strength else len(Strength), stated.mapping)


def _iri(term: Term) -> str:
    return str(getattr(term, "value", ""))
