"""The page of the recognition look-up: a form in steps, and what was found."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from starlette.requests import Request
from starlette.responses import HTMLResponse

from kgqual.recognition import Application, BadApplication, Recognition, recognise
from kgqual.web.framework_picture import picture
from kgqual.web.links import with_query
from kgqual.web.negotiation import negotiated_language
from kgqual.web.pages import render
from kgqual.web.recognition_form import EXAMPLE, steps
from kgqual.web.recognition_formats import Form
from kgqual.web.recognition_view import RecognitionViews
from kgqual.web.serving import Served

ADDRESS = "/recognition"


def recognition_page(
    request: Request,
    served: Served,
    given: Mapping[str, str],
    day: date | None,
    headers: dict[str, str],
) -> HTMLResponse:
    """Return the form, and below it what was found once something is given.

    What is wrong is said at its field and listed above the form; the status is then 400.
    """
    language = negotiated_language(request)
    graph = served.asked.on(day)
    found: Recognition | None = None
    faults: Mapping[str, str] = {}
    if any(value.strip() for value in given.values()):
        try:
            found = recognise(graph, Application.of(given))
        except BadApplication as error:
            faults = error.faults
    return render(
        request,
        "recognition.html",
        status=400 if faults else 200,
        headers=headers,
        steps=steps(graph, given, faults, language),
        faults=faults,
        day=day.isoformat() if day else "",
        example=with_query(ADDRESS, **EXAMPLE),
        found=found,
        views=RecognitionViews(served.store, found, language) if found else None,
        drawn=picture(graph, found, language) if found else None,
        statement=Form.STATEMENT,
        formats=[form for form in Form if not form.for_people],
    )
