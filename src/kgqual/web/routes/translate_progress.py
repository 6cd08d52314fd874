"""How far translations have come: a page, JSON and CSV."""

from __future__ import annotations

import io
from typing import Any

from fastapi import APIRouter, Response

from kgqual.translation.progress import Progress, progress, telling
from kgqual.web.translating.addresses import PROGRESS
from kgqual.web.translating.progress_page import progress_page
from kgqual.web.translating.visit import Queueing, TranslatingVisit
from kgqual.web.visiting import PRIVATE, as_json

router = APIRouter(tags=["translation"])

_PAGE: dict[int | str, dict[str, Any]] = {200: {"content": {"text/html": {}}}}
_CSV: dict[int | str, dict[str, Any]] = {200: {"content": {"text/csv": {}}}}


@router.get(PROGRESS, summary="Progress", response_model=telling.Told, responses=_PAGE)
def show(visit: Queueing) -> Response:
    """Say how far the translation has come, and who did what in which week.

    Parts are the whole, kinds, concept schemes, collections and groups of ISCO-08. What is
    published is what the question label-coverage counts.
    """
    found = _progress(visit)
    return progress_page(visit, found) if visit.page else as_json(telling.told(found))


@router.get(
    PROGRESS + ".csv", summary="Progress as a table", response_class=Response, responses=_CSV
)
def write(visit: Queueing) -> Response:
    """Write a row for each part, for a spreadsheet."""
    text = io.StringIO()
    telling.write_csv(_progress(visit), visit.target, text)
    return Response(text.getvalue(), 200, PRIVATE, media_type="text/csv")


def _progress(visit: TranslatingVisit) -> Progress:
    activity = visit.translations.activity(visit.target) if visit.all else []
    return progress(visit.graph, visit.units, visit.target, visit.all, activity)
