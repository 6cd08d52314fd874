"""Translations as files: given to everyone, taken from those who translate."""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import Collection
from contextlib import ExitStack
from pathlib import Path
from tempfile import TemporaryDirectory, mkdtemp
from typing import Annotated, Any
from uuid import uuid4

from fastapi import APIRouter, Query, Request, Response
from starlette.background import BackgroundTask
from starlette.responses import FileResponse, RedirectResponse

from kgqual.editorial import Person
from kgqual.errors import BadUsage, Busy
from kgqual.translation.exchange import Aim, Plan, plan, read_all
from kgqual.translation.formats import FORMATS
from kgqual.web.leasing import Settings
from kgqual.web.links import with_query
from kgqual.web.problems import TYPES, Problem, respond
from kgqual.web.translating.addresses import FILES, TRANSLATIONS
from kgqual.web.translating.files import ACCEPTED, MEDIA_TYPES, ImportAnswer, written
from kgqual.web.translating.files_page import files_page
from kgqual.web.translating.recording import record
from kgqual.web.translating.visit import FILTERS, Queueing, Translating, TranslatingVisit
from kgqual.web.uploads import MULTIPART, receive_one
from kgqual.web.visiting import PRIVATE, Writer, as_json

router = APIRouter(tags=["translation"])

FILE = "file"
_EXPORTED = ("format", "published", *FILTERS, "lang", "snapshot")
_IMPORTED = ("state", "dry-run", "clear", "leave-out", "lang", "snapshot")
_MEDIA: dict[str, Any] = {media_type.partition(";")[0]: {} for media_type in MEDIA_TYPES.values()}
_TAKEN: dict[int | str, dict[str, Any]] = {
    401: {"description": "Nobody says who writes."},
    403: {"description": "The person may not bring texts so far."},
    409: {"description": "Rows are in conflict or refused, or somebody was faster: nothing is."},
    413: {"description": "The file is too large."},
    415: {"description": "No file of translations by its Content-Type and its name."},
    503: {"description": "Another file is being written or read."},
}
_SENT = {
    "requestBody": {
        "required": True,
        "content": {
            MULTIPART: {
                "schema": {
                    "type": "object",
                    "properties": {FILE: {"type": "string"}},
                    "required": [FILE],
                }
            },
            **{media_type: {"schema": {"type": "string"}} for media_type in _MEDIA},
        },
    }
}


@router.get(FILES, summary="The page to exchange files")
def exchange(visit: Queueing) -> Response:
    """Show what can be written of what is chosen of the queue, and where a file is handed in."""
    return files_page(visit)


@router.get(
    TRANSLATIONS + "/{language}/export",
    summary="Take translations as a file",
    response_class=Response,
    responses={200: {"content": _MEDIA}, 503: _TAKEN[503]},
)
async def give(
    request: Request,
    visit: Translating,
    format: Annotated[str, Query(description=", ".join(FORMATS))] = "csv",
    published: Annotated[bool, Query(description="The approved texts, not the latest.")] = False,
) -> Response:
    """Write sources and translations of what is chosen of the queue, the most useful first."""
    _refuse_unknown(request, _EXPORTED)
    folder = Path(mkdtemp(prefix="kgqual-export-"))
    with ExitStack() as unless_sent:
        unless_sent.callback(shutil.rmtree, folder)
        async with _turn(request):
            path = await asyncio.to_thread(written, visit, format, published, folder)
        unless_sent.pop_all()
    return FileResponse(
        path,
        headers=PRIVATE,
        media_type=MEDIA_TYPES[format],
        filename=path.name,
        background=BackgroundTask(shutil.rmtree, folder),
    )


@router.get(TRANSLATIONS + "/{language}/import", include_in_schema=False)
def go_back(visit: Translating) -> Response:
    """Lead to where files are handed in: what came of one is told once, in one language."""
    return RedirectResponse(visit.to(with_query(FILES, to=visit.target)), 303, PRIVATE)


@router.post(
    TRANSLATIONS + "/{language}/import",
    summary="Hand in a file of translations",
    response_model=ImportAnswer,
    responses=_TAKEN,
    openapi_extra=_SENT,
)
async def take(
    request: Request,
    visit: Translating,
    person: Writer,
    limits: Settings,
    state: Annotated[Aim, Query(description="What the texts become.")] = Aim.DRAFT,
    dry_run: Annotated[bool, Query(alias="dry-run", description="Change nothing.")] = False,
    clear: Annotated[bool, Query(description="Let an emptied cell empty what is there.")] = False,
    leave_out: Annotated[
        bool, Query(alias="leave-out", description="Import the rest of a file with wrong rows.")
    ] = False,
) -> Response:
    """Say what importing a file does to every row, and do it whole or not at all.

    The file is sent as the body, with its Content-Type, or as ``file`` of a form.
    """
    _refuse_unknown(request, _IMPORTED)

    def planned(path: Path) -> Plan:
        """Return what the file would change."""
        return plan(
            visit.units,
            visit.translations,
            visit.target,
            read_all([path]),
            aim=state,
            clear=clear,
            glossary=visit.glossary,
        )

    with TemporaryDirectory(prefix="kgqual-import-") as folder:
        path = await receive_one(request, Path(folder), FILE, limits.translation_bytes, ACCEPTED)
        async with _turn(request):
            made = await asyncio.to_thread(planned, path)
            if dry_run or (made.stops and not leave_out):
                return await asyncio.to_thread(_told, visit, made, stopped=not dry_run)
            return await asyncio.to_thread(_taken, visit, person, made, path.name)


def _refuse_unknown(request: Request, known: Collection[str]) -> None:
    """Raise BadUsage for a parameter that there is not, such as ``dry_run``.

    Passed over, a slip of the pen would change translations, or choose all of them.
    """
    if unknown := sorted(set(request.query_params) - {*known}):
        raise BadUsage(f"{unknown[0]} is no parameter here: {', '.join(known)}.")


def _turn(request: Request) -> asyncio.Semaphore:
    """Return what one exchange holds at a time. Raises Busy while another has it."""
    turn = request.app.state.exchanges
    assert isinstance(turn, asyncio.Semaphore)
    if turn.locked():
        raise Busy("Another file of translations is being written or read. Try again later.")
    return turn


def _told(visit: TranslatingVisit, made: Plan, *, stopped: bool) -> Response:
    """Return what a file would do, as a problem where that is why nothing was done."""
    answer = ImportAnswer.of(made, visit.language)
    if visit.page:
        return files_page(visit, answer, made.aim if stopped else None)
    if not stopped:
        return as_json(answer)
    problem = Problem(
        status=409,
        title="Rows of the file are in conflict or refused",
        detail="Nothing was changed. Correct them, or import the others with leave-out=true.",
        type=TYPES + "import-stopped",
        members={"plan": answer.model_dump(mode="json")},
    )
    return respond(visit.request, problem)


def _taken(visit: TranslatingVisit, person: Person, made: Plan, name: str) -> Response:
    batch = f"import-{uuid4()}"
    saved = record(visit, person, made.edits(batch, f"imported from {name}"), batch)
    changed = sum(one.change is not None for one in saved)
    answer = ImportAnswer.of(made, visit.language, changed, batch if changed else "")
    return files_page(visit, answer) if visit.page else as_json(answer)
