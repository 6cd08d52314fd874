"""What checks can put right of what is chosen of the queue: as a page, and as programs are told."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from uuid import uuid4

from starlette.responses import HTMLResponse

from kgqual.answering.envelope import Frozen
from kgqual.editorial.translations import Edit, Field
from kgqual.translation.checks import CHECKS
from kgqual.translation.differences import Piece, differences
from kgqual.translation.repairs import Repair, edits, repairable, repairs
from kgqual.web.links import with_query
from kgqual.web.translating.addresses import REPAIRS, batch_addresses
from kgqual.web.translating.batches import noted_batch
from kgqual.web.translating.texts import in_one
from kgqual.web.translating.visit import TranslatingVisit

PER_PAGE = 50
"""Concepts on one page."""


class RepairAnswer(Frozen):
    """What can be put right of a concept: the texts as they would be, and the checks by which."""

    concept: str
    texts: Mapping[Field, tuple[str, ...]]
    checks: tuple[str, ...]


class RepairsAnswer(Frozen):
    """One page of the concepts in which something can be put right, in the order of the queue."""

    language: str
    total: int
    page: int
    repairs: tuple[RepairAnswer, ...]


@dataclass(frozen=True)
class RepairView:
    """What would change in a concept, by field, and what the checks are called."""

    address: str
    source: str
    code: str
    fields: tuple[tuple[Field, tuple[Piece, ...]], ...]
    checks: tuple[str, ...]


@dataclass(frozen=True)
class Repairing:
    """What can be put right of what a request chooses; of one check, where it names one."""

    visit: TranslatingVisit

    @cached_property
    def concepts(self) -> Sequence[str]:
        """The concepts in which something can be put right, in the order of the queue."""
        judged, only = self.visit.judged, self._only
        return [one.iri for one in self.visit.way if repairable(judged.get(one.iri, ()), only)]

    def of(self, concepts: Sequence[str]) -> list[Repair]:
        """Return what can be put right of some of them."""
        judged = self.visit.judged
        found = (one for iri in concepts for one in judged.get(iri, ()))
        return list(repairs(self.visit.checking, found, self._only))

    def listed(self, page: int) -> list[Repair]:
        """Return what stands on a page."""
        return self.of(self.concepts[(page - 1) * PER_PAGE : page * PER_PAGE])

    def edits(self, batch: str) -> list[Edit]:
        """Return what is to be saved to put all of it right; ``batch`` begins the keys."""
        return edits(self.visit.checking, self.of(self.concepts), batch)

    @property
    def _only(self) -> Sequence[str]:
        return [self.visit.filters.check] if self.visit.filters.check else []


def repairs_answer(found: Repairing, page: int) -> RepairsAnswer:
    """Return one page of what can be put right, for programs."""
    return RepairsAnswer(
        language=found.visit.target,
        total=len(found.concepts),
        page=page,
        repairs=tuple(
            RepairAnswer(concept=one.standing.concept, texts=one.texts, checks=one.checks)
            for one in found.listed(page)
        ),
    )


def repairs_page(found: Repairing, page: int, done: str) -> HTMLResponse:
    """Return the page; ``done`` is the batch that the reader has recorded right before, or ''."""
    visit = found.visit
    return visit.render(
        "translate_repairs.html",
        target=visit.target,
        target_name=visit.target_name,
        queue=visit.queue_address,
        here=here(visit),
        rows=[_view(visit, one) for one in found.listed(page)],
        total=len(found.concepts),
        page=page,
        pages=-(-len(found.concepts) // PER_PAGE),
        check=visit.filters.check and CHECKS[visit.filters.check].title(visit.language),
        may=visit.may,
        key=f"repair-{uuid4()}",
        done=noted_batch(visit, done),
        undo=batch_addresses(visit.target).undo,
    )


def here(visit: TranslatingVisit) -> str:
    """Return the address of the page, with what is chosen of the queue."""
    return with_query(REPAIRS, to=visit.target, **visit.chosen)


def _view(visit: TranslatingVisit, one: Repair) -> RepairView:
    concept = visit.units.concepts[one.standing.concept]
    return RepairView(
        address=visit.address(concept.iri),
        source=concept.term,
        code=concept.code,
        fields=tuple(
            (field, differences(in_one(field, one.standing.texts(field)), in_one(field, texts)))
            for field, texts in one.texts.items()
        ),
        checks=tuple(CHECKS[check].title(visit.language) for check in one.checks),
    )
