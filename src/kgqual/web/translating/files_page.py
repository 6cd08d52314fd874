"""The page to exchange files: what is written of the queue, a file handed in, what came of it."""

from __future__ import annotations

from starlette.responses import HTMLResponse

from kgqual.translation.exchange import Aim, Outcome
from kgqual.translation.formats import FORMATS
from kgqual.web.links import with_query
from kgqual.web.translating.addresses import FILES, TRANSLATIONS, batch_addresses
from kgqual.web.translating.batches import noted_batch
from kgqual.web.translating.files import ImportAnswer
from kgqual.web.translating.visit import TranslatingVisit

MOST_SHOWN = 200
"""Rows of a file that the page lists; programs are given all."""


def files_page(
    visit: TranslatingVisit, answer: ImportAnswer | None = None, *, stopped: bool = False
) -> HTMLResponse:
    """Return the page; ``answer`` is what came of a file, ``stopped`` why nothing was changed."""
    base = f"{TRANSLATIONS}/{visit.target}"
    aims = [*Aim] if visit.may.review else [Aim.DRAFT, Aim.SUBMITTED]
    imports = {aim: visit.to(with_query(f"{base}/import", state=aim)) for aim in aims}
    return visit.render(
        "translate_files.html",
        status=409 if stopped else 200,
        target=visit.target,
        target_name=visit.target_name,
        here=with_query(FILES, to=visit.target, **visit.chosen),
        queue=visit.queue_address,
        chosen=visit.chosen,
        total=len(visit.way),
        formats=FORMATS,
        export=f"{base}/export",
        check=visit.to(with_query(f"{base}/import", **{"dry-run": "true"})),
        imports=imports,
        may=visit.may,
        answer=answer,
        done=noted_batch(visit, answer.name if answer else ""),
        batches=batch_addresses(visit.target),
        counts=[(outcome, answer.counts[outcome]) for outcome in Outcome] if answer else [],
        rows=answer.rows[:MOST_SHOWN] if answer else (),
        stopped=stopped,
    )
