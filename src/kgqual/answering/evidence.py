"""The chains behind an answer: their links become steps, each with who states it and how strongly.

A chain is as strong as its weakest link. One with an ``unverified`` link becomes a lead, with what
would have to be confirmed, and is never an answer.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, partial
from typing import Generic, TypeVar

from pyoxigraph import Literal, NamedNode

from kgqual.answering.bases import Fact, bases, graph_source
from kgqual.answering.envelope import Basis, Candidate, Item, Lead, Named, Step, Text
from kgqual.answering.graph import Graph
from kgqual.answering.steps import named_in, step
from kgqual.errors import KgqualError
from kgqual.model import Strength

I = TypeVar("I", bound=Item)  # noqa: E741 - the item
Steps = Callable[[Iterable["Link"]], Mapping["Link", Step]]
"""What returns the step that each link is."""
NOT_LOADED = "not-loaded"


class Unfounded(KgqualError):
    """A question gave a link that nothing in the graph states: a fault of the question."""


@dataclass(frozen=True)
class Link:
    """A statement of a chain, in the direction in which it is stated.

    ``against`` says that the chain walks it backwards. ``computed_from`` are the graphs from
    which kgqual computed a statement that no graph holds; ``confidence`` (0 to 1) is its measure.
    ``assumed`` says that they only suggest it: it is unverified, and whatever rests on it a lead.
    ``statement`` says it in words where the words of its predicate do not do.
    """

    subject: str
    predicate: NamedNode
    object: str | NamedNode | Literal
    against: bool = False
    computed_from: tuple[str, ...] = ()
    confidence: float | None = None
    assumed: bool = False
    statement: Text | None = field(default=None, hash=False, compare=False)

    @cached_property
    def fact(self) -> Fact:
        """The triple."""
        object = NamedNode(self.object) if isinstance(self.object, str) else self.object
        return Fact(self.subject, self.predicate.value, object)


@dataclass(frozen=True)
class Reason:
    """Why a question abstains: a key of ``[reasons]`` in its documentation, and what fills it.

    A reason that several questions share is a sentence of the engine: see ``sentences.toml``.
    """

    key: str
    values: dict[str, Named | str | Text]

    def __init__(self, key: str, **values: Named | str | Text) -> None:
        object.__setattr__(self, "key", key)
        object.__setattr__(self, "values", values)

    @classmethod
    def not_loaded(cls, kind: str) -> Reason:
        """Return the reason that a kind of source was not added, of which kgqual ships nothing."""
        return cls(NOT_LOADED, source=kind.upper(), kind=kind)


@dataclass(frozen=True)
class Findings(Generic[I]):
    """What a question found: items with their steps, leads, and why there is nothing.

    ``candidates`` are what was probably meant by an argument that could not be understood.
    ``about`` are the IRIs of further things whose contradictions belong to the answer.
    """

    items: tuple[I, ...]
    steps: tuple[Step, ...] = ()
    leads: tuple[Lead[I], ...] = ()
    otherwise: Reason | None = None
    """Why there are no items, when there are none and no leads either."""
    candidates: tuple[Candidate, ...] = ()
    about: tuple[str, ...] = ()


def steps_of(graph: Graph, links: Iterable[Link]) -> dict[Link, Step]:
    """Return the step that each link is, with its bases. Raises Unfounded as ``findings`` does."""
    wanted = list(dict.fromkeys(links))
    stated = bases(graph, (link.fact for link in wanted if not link.computed_from))
    names = graph.named(named_in(link.fact for link in wanted))
    return {link: _step(graph, link, stated.get(link.fact, []), names) for link in wanted}


class Evidence(Generic[I]):
    """Collects the items of an answer with the links each rests on.

    ``steps`` returns the steps of links, where they are known already; else the graph is asked.
    """

    def __init__(self, graph: Graph, steps: Steps | None = None) -> None:
        self._steps = steps or partial(steps_of, graph)
        self._found: list[tuple[I, tuple[Link, ...]]] = []

    def answer(self, item: I, links: Iterable[Link]) -> None:
        """Take an item and the links that it rests on: at least one."""
        chain = tuple(dict.fromkeys(links))
        if not chain:
            raise Unfounded(f"{item!r} rests on nothing")
        self._found.append((item, chain))

    def findings(self, otherwise: Reason, about: tuple[str, ...] = ()) -> Findings[I]:
        """Return the items on solid ground as answers, the others as leads.

        ``otherwise`` is the reason to abstain when nothing was found; for ``about`` see
        ``Findings``. Raises Unfounded for a link that the graph does not state.
        """
        steps = self._steps(link for _, chain in self._found for link in chain)
        listed: dict[Link, int] = {}
        items: list[I] = []
        leads: list[Lead[I]] = []
        for item, chain in self._found:
            weakest = Strength.weakest(steps[link].strength for link in chain)
            if weakest is Strength.UNVERIFIED:
                leads.append(_lead(item, [steps[link] for link in chain]))
                continue
            at = tuple(listed.setdefault(link, len(listed)) for link in chain)
            items.append(item.model_copy(update={"steps": at, "strength": weakest}))
        return Findings(
            tuple(items),
            tuple(steps[link] for link in listed),
            tuple(leads),
            otherwise,
            about=about,
        )


def _step(graph: Graph, link: Link, stated: Sequence[Basis], names: dict[str, Named]) -> Step:
    found = _computed(graph, link) if link.computed_from else stated
    if not found:
        raise Unfounded(f"No graph states {link.fact}")
    return step(link.fact, found, names, link.statement, against=link.against)


def _computed(graph: Graph, link: Link) -> list[Basis]:
    entries = graph.snapshot.manifest.graphs
    strength = Strength.UNVERIFIED if link.assumed else Strength.COMPUTED
    return [
        Basis(strength=strength, confidence=link.confidence, source=graph_source(entry))
        for entry in entries
        if entry.iri in link.computed_from
    ]


def _lead(item: I, chain: Sequence[Step]) -> Lead[I]:
    unverified = (step for step in chain if step.strength is Strength.UNVERIFIED)
    marked = {"steps": tuple(range(len(chain))), "strength": Strength.UNVERIFIED}
    return Lead[I](
        answer=item.model_copy(update=marked),
        steps=tuple(chain),
        to_confirm=tuple(step.statement for step in unverified),
    )
