"""The page to exchange files: what is written of the queue, a file handed in, what came of it."""

from __future__ import annotations

from dataclasses import dataclass

from starlette.responses import HTMLResponse

from kgqual.translation.exchange import Aim, Outcome
from kgqual.translation.formats import FORMATS
from kgqual.web.links import with_query
from kgqual.web.translating.addresses import (
    FILES,
    TRANSLATIONS,
    batch_addresses,
    concept_address,
    queue_address,
)
from kgqual.web.translating.batches import noted_batch
from kgqual.web.translating.files import ImportAnswer, RowAnswer
from kgqual.web.translating.visit import TranslatingVisit

MOST_SHOWN = 200
"""Rows of a file that the page lists; programs are given all."""


@dataclass(frozen=True)
class RowView:
    """A row of a file, the English term of its concept, and where that is translated, or ''."""

    told: RowAnswer
    term: str
    address: str


def files_page(
    visit: TranslatingVisit, answer: ImportAnswer | None = None, stopped: Aim | None = None
) -> HTMLResponse:
    """Return the page; ``answer`` is what came of a file.

    ``stopped`` is what the file was to become, where rows of it stopped that: then the others may
    be imported without them. The address of an import chooses nothing of the queue.
    """
    base = f"{TRANSLATIONS}/{visit.target}"
    aims = [*Aim] if visit.may.review else [Aim.DRAFT, Aim.SUBMITTED]
    imports = {aim: visit.to(with_query(f"{base}/import", state=aim)) for aim in aims}
    chosen = {} if answer else visit.chosen
    return visit.render(
        "translate_files.html",
        status=409 if stopped else 200,
        target=visit.target,
        target_name=visit.target_name,
        elsewhere=with_query(FILES, to=visit.target) if answer else "",
        queue=queue_address(visit.target, chosen),
        chosen=chosen,
        total=len(visit.units.concepts if answer else visit.way),
        formats=FORMATS,
        export=f"{base}/export",
        check=visit.to(with_query(f"{base}/import", **{"dry-run": "true"})),
        imports=imports,
        rest=with_query(imports[stopped], **{"leave-out": "true"}) if stopped else "",
        may=visit.may,
        answer=answer,
        done=noted_batch(visit, answer.name if answer else ""),
        batches=batch_addresses(visit.target),
        counts=[(outcome, answer.counts[outcome]) for outcome in Outcome] if answer else [],
        rows=[_row(visit, row) for row in answer.rows[:MOST_SHOWN]] if answer else [],
        stopped=stopped,
    )


def _row(visit: TranslatingVisit, told: RowAnswer) -> RowView:
    concept = visit.units.concepts.get(told.concept)
    if concept is None:
        return RowView(told, told.concept, "")
    return RowView(told, concept.term, concept_address(visit.target, concept.iri, {}))
