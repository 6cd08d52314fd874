"""What programs are told when somebody else was faster, or checks block what they ask for."""

from __future__ import annotations

from starlette.responses import Response

from kgqual.editorial.translations import Conflict
from kgqual.translation.workbench import Blocked
from kgqual.web.problems import TYPES, Problem, respond
from kgqual.web.translating.answering import findings_answer, translation_answer
from kgqual.web.translating.answers import clashes
from kgqual.web.translating.asked import SourceChanged
from kgqual.web.translating.checking import found
from kgqual.web.translating.versions import tag
from kgqual.web.translating.visit import TranslatingVisit


def refused(visit: TranslatingVisit, conflict: Conflict) -> Response:
    """Return 409 with what stands now, beside what was seen and what was sent."""
    iri = conflict.translation.concept
    now = translation_answer(visit, iri, found(visit, iri))
    members = {
        "current": now.model_dump(mode="json", by_alias=True),
        "comparison": [one.model_dump(mode="json") for one in clashes(conflict)],
    }
    problem = Problem(
        status=409,
        title="Somebody else has changed the translation since",
        detail=str(conflict),
        type=TYPES + "version-conflict",
        headers={"ETag": tag(conflict.translation.version)},
        members=members,
    )
    return respond(visit.request, problem)


def another_source(visit: TranslatingVisit, iri: str, changed: SourceChanged) -> Response:
    """Return 409 with what stands and its source of today; nothing was recorded."""
    now = translation_answer(visit, iri, found(visit, iri))
    problem = Problem(
        status=409,
        title="The English text has changed since",
        detail=str(changed),
        type=TYPES + "source-changed",
        members={"current": now.model_dump(mode="json", by_alias=True)},
    )
    return respond(visit.request, problem)


def stopped(visit: TranslatingVisit, iri: str, blocked: Blocked) -> Response:
    """Return 409 with the findings that block; nothing was recorded."""
    told = findings_answer(visit, iri, blocked.findings)
    problem = Problem(
        status=409,
        title="Checks block it",
        detail=str(blocked),
        type=TYPES + "blocked",
        members=told.model_dump(mode="json"),
    )
    return respond(visit.request, problem)
