"""The questions: what there is to ask, and the answers."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from functools import cache
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request, Response

from kgqual.answering import Question, answer
from kgqual.answering.description import QuestionDescription, describe
from kgqual.questions import UnknownQuestion, questions
from kgqual.web.leasing import Leased
from kgqual.web.negotiation import accept_header, negotiated_language, require
from kgqual.web.parameters import address_parameters
from kgqual.web.protocol import read_day
from kgqual.web.question_formats import LIST_OFFERS, NAMES, OFFERS, Form, by_name, write, write_list
from kgqual.web.question_page import list_page, question_page
from kgqual.web.revalidation import has, headers_of, revalidated, tag_of

router = APIRouter(tags=["questions"])

OWN_PARAMETERS = {"as-of", "snapshot", "format", "lang"}
"""What an address may say beside the arguments of its question."""

_ANSWERS: dict[int | str, dict[str, Any]] = {
    200: {
        "description": "An answer, or an abstention with its reason and candidates.",
        "content": {offer.media_type: {} for offer in OFFERS},
    },
    304: {"description": "The client has this answer already (If-None-Match)."},
    400: {"description": "An argument is unknown, missing, or no value of its kind."},
}

DayAsked = Annotated[
    str | None, Query(alias="as-of", description="Answer from what was valid on this day.")
]
FormatAsked = Annotated[str | None, Query(description=NAMES)]


@router.get("/questions", summary="The questions", response_model=list[QuestionDescription])
def list_questions(request: Request, format: FormatAsked = None) -> Response:
    """List the questions: what each answers, from what, what it cannot know, what it takes."""
    form = by_name(format, LIST_OFFERS) or require(accept_header(request), LIST_OFFERS)
    if form.choice is Form.HTML:
        return list_page(request)
    headers = {"Vary": "Accept, Accept-Language"}
    return revalidated(request, Response(_list(), headers=headers, media_type=form.media_type))


@cache
def _list() -> bytes:
    return write_list([describe(question) for question in questions().values()])


def _asking(question: Question) -> Callable[..., Response]:
    def ask_question(
        request: Request, served: Leased, as_of: DayAsked = None, format: FormatAsked = None
    ) -> Response:
        """Answer one question; FastAPI asks it in a thread."""
        form = by_name(format, OFFERS) or require(accept_header(request), OFFERS)
        day = read_day(as_of) if as_of else None
        older = getattr(request.state, "older", False)
        language = negotiated_language(request) if form.choice is Form.HTML else ""
        today = day or date.today()
        tag = tag_of(served.snapshot.id, today, older, str(request.url), form.media_type, language)
        headers = {"Vary": "Accept, Accept-Language", **headers_of(tag)}
        if has(request, tag):
            return Response(status_code=304, headers=headers)
        given = _given(request, question)
        if form.choice is Form.HTML:
            return question_page(request, served, question, given, day, headers)
        found = answer(served.asked.on(day), question, given)
        body = write(question, found, form.choice)
        return Response(body, headers=headers, media_type=form.media_type)

    return ask_question


def _given(request: Request, question: Question) -> Mapping[str, str]:
    """Return the arguments in the address. Raises BadUsage for one given twice."""
    parameters = address_parameters(request)
    own = OWN_PARAMETERS - question.arguments.keys()
    return {name: parameters.one(name) or "" for name in parameters.names if name not in own}


def _documented(question: Question) -> Mapping[str, Any]:
    """Return the arguments of a question as OpenAPI describes parameters."""
    return {
        "parameters": [
            {
                "name": argument.name,
                "in": "query",
                "required": argument.required,
                "description": argument.label["en"],
                "schema": argument.json_schema,
                **({"example": argument.example} if argument.example else {}),
            }
            for argument in describe(question).arguments
        ]
    }


def _add(question: Question) -> None:
    texts = question.documentation
    router.add_api_route(
        f"/questions/{question.name}",
        _asking(question),
        name=question.query,
        summary=texts.title["en"],
        description=f"{texts.answers['en']}\n\nCannot know: {texts.cannot_know['en']}",
        response_model=question.answer,
        responses=_ANSWERS,
        openapi_extra=dict(_documented(question)),
    )


for _question in questions().values():
    _add(_question)


@router.get("/questions/{name}", include_in_schema=False)
def refuse(name: str) -> Response:
    """Refuse what is no question: those that are have routes of their own."""
    raise UnknownQuestion(f"{name!r} is no question; /questions lists them.")
