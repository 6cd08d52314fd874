"""Review queues as their pages show them: what is mapped to what, how far it has come, the list."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from kgqual.answering import Graph, Named
from kgqual.editorial import Person
from kgqual.editorial.reviews import Progress, Queue, State, Summary
from kgqual.presentation.decimals import decimal
from kgqual.web.answer_values import Measure, named
from kgqual.web.links import with_query
from kgqual.web.reviewing.addresses import item_address, queue_address
from kgqual.web.reviewing.item_view import moment
from kgqual.web.showing import Shown
from kgqual.web.wording import number, say


@dataclass(frozen=True)
class ProgressView:
    """How far a queue has come; parts are of 1, ``yours`` what the reader has decided."""

    total: int
    decided: int
    yours: int | None
    later: int
    disputed: int
    part: float
    part_with_later: float
    disputed_address: str

    def text(self, language: str) -> str:
        """Return it in words."""
        parts = [say(language, "review.progress", **self._numbers(language))]
        if self.yours is not None:
            parts.append(say(language, "review.progress.yours", count=number(language, self.yours)))
        if self.later:
            parts.append(say(language, "review.progress.later", count=number(language, self.later)))
        return " · ".join(parts)

    def _numbers(self, language: str) -> Mapping[str, str]:
        return {"done": number(language, self.decided), "total": number(language, self.total)}


def progress_view(queue: str, progress: Progress, person: Person | None) -> ProgressView:
    """Return the view of how far a queue has come, for ``person`` where somebody is signed in."""
    disputed = progress.states[State.DISPUTED]
    decided = progress.states[State.DECIDED] + disputed
    later = progress.states[State.LATER]
    total = progress.items
    return ProgressView(
        total=total,
        decided=decided,
        yours=progress.reviewers.get(person.name, 0) if person else None,
        later=later,
        disputed=disputed,
        part=decided / total if total else 1.0,
        part_with_later=(decided + later) / total if total else 1.0,
        disputed_address=with_query(queue_address(queue), show=State.DISPUTED),
    )


@dataclass(frozen=True)
class QueueView:
    """A queue: its title, where it is, what is mapped to what, how much."""

    name: str
    title: str
    address: str
    ends: tuple[Shown, ...]
    loaded: str
    items: int
    suggestions: int
    progress: ProgressView


@dataclass(frozen=True)
class ItemRow:
    """An item in a list: what is mapped, the surest candidate, how far it has come."""

    number: int
    address: str
    subject: Shown
    best: Shown | None
    confidence: Measure | None
    candidates: int
    state: State
    people: tuple[str, ...]


def queue_views(
    graph: Graph,
    queues: Iterable[tuple[Queue, Progress]],
    person: Person | None,
    language: str,
) -> tuple[QueueView, ...]:
    """Return the views of queues for ``person``, who reads ``language``."""
    listed = list(queues)
    ends = {queue.name: _ends(queue) for queue, _ in listed}
    names = graph.named(dict.fromkeys(iri for iris in ends.values() for iri in iris))
    return tuple(
        QueueView(
            name=queue.name,
            title=queue.title or queue.name,
            address=queue_address(queue.name),
            ends=tuple(named(names[iri], language) for iri in ends[queue.name]),
            loaded=moment(queue.loaded),
            items=queue.items,
            suggestions=queue.suggestions,
            progress=progress_view(queue.name, progress, person),
        )
        for queue, progress in listed
    )


def item_rows(
    graph: Graph, queue: str, items: Sequence[Summary], language: str, show: str | None
) -> tuple[ItemRow, ...]:
    """Return items of a list, under the names that the graph has for them."""
    iris = [iri for one in items for iri in (one.subject, one.object) if iri]
    names = graph.named(dict.fromkeys(iris))
    return tuple(
        ItemRow(
            number=one.number,
            address=item_address(queue, one.number, show),
            subject=_called(names[one.subject], one.label, language),
            best=_called(names[one.object], "", language) if one.object else None,
            confidence=_measure(one.confidence, language),
            candidates=one.candidates,
            state=one.state,
            people=one.people,
        )
        for one in items
    )


def _ends(queue: Queue) -> list[str]:
    given = (queue.about.get("subject_source"), queue.about.get("object_source"))
    return [str(iri) for iri in given if iri]


def _called(one: Named, label: str, language: str) -> Shown:
    return named(one, language) if one.label or one.code else Shown(label or one.iri)


def _measure(value: float | None, language: str) -> Measure | None:
    return None if value is None else Measure(decimal(value, language), value)
