"""The pages of the questions: the list of them by topic, and one with its form and its answer."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from itertools import groupby

from starlette.requests import Request
from starlette.responses import HTMLResponse

from kgqual.answering import AnyAnswer, Question, answer
from kgqual.errors import BadUsage
from kgqual.questions import questions
from kgqual.web.answer_values import strength
from kgqual.web.answer_view import CHAINS, SHOWN, AnswerViews
from kgqual.web.framework_picture import picture
from kgqual.web.links import with_query
from kgqual.web.negotiation import negotiated_language
from kgqual.web.pages import render
from kgqual.web.question_form import fields
from kgqual.web.serving import Served

TOPICS = ("levels", "education", "occupations", "worldskills", "recognition", "sources")
"""The topics of the questions in the order in which pages list them; others follow."""


VARY = {"Vary": "Accept, Accept-Language"}


def by_topic() -> dict[str, list[Question]]:
    """Return the questions by topic, in the order of the topics."""
    place = {topic: number for number, topic in enumerate(TOPICS)}

    def order(question: Question) -> tuple[int, str]:
        """Return the place of a question's topic; topics that are not listed come last."""
        topic = question.documentation.topic
        return place.get(topic, len(TOPICS)), topic

    ordered = sorted(questions().values(), key=order)
    groups = groupby(ordered, key=lambda question: question.documentation.topic)
    return {topic: list(group) for topic, group in groups}


def list_page(request: Request) -> HTMLResponse:
    """Return the page that lists the questions."""
    return render(request, "questions.html", topics=by_topic(), headers=VARY)


def question_page(
    request: Request,
    served: Served,
    question: Question,
    given: Mapping[str, str],
    day: date | None,
    headers: dict[str, str],
) -> HTMLResponse:
    """Return the page of a question: its form, and its answer once it is asked.

    What is needed and left empty is said at its field; an argument that is unknown or no value
    of its kind is said above the form. In both cases the status is 400.
    """
    language = negotiated_language(request)
    form = fields(question, given, language)
    graph = served.asked.on(day)
    found, wrong = None, ""
    if given and all(field.value.strip() or not field.required for field in form):
        try:
            found = answer(graph, question, given)
        except BadUsage as error:
            wrong = str(error)
    failed = bool(wrong) or any(field.error for field in form)
    return render(
        request,
        "question.html",
        status=400 if failed else 200,
        headers=headers,
        question=question,
        fields=form,
        wrong=wrong,
        day=day.isoformat() if day else "",
        example=with_query(f"/questions/{question.name}", **question.example),
        drawn=picture(graph, found, language) if found and _of_levels(question) else None,
        **(_answered(served, found, language, day) if found else {"found": None}),
    )


def _of_levels(question: Question) -> bool:
    return question.documentation.topic == "levels"


def _answered(
    served: Served, found: AnyAnswer, language: str, day: date | None
) -> dict[str, object]:
    views = AnswerViews(served.store, found, language)
    items = found.answer or ()
    asked = {"query": found.query, "as-of": day.isoformat() if day else None}
    return {
        "found": found,
        "views": views,
        "weakest": strength(found.strength, language) if found.strength else None,
        "items": views.items() if len(items) <= CHAINS else (),
        "cut": SHOWN if len(items) > SHOWN else 0,
        "console": with_query("/sparql", **asked) if found.query else "",
    }
