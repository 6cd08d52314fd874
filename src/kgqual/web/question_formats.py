"""The machine forms of an answer and of the list of questions: JSON, and CSV of the items."""

from __future__ import annotations

import io
import json
from collections.abc import Sequence
from enum import StrEnum

from kgqual.answering import AnyAnswer, Question
from kgqual.answering.description import QuestionDescription
from kgqual.errors import BadUsage
from kgqual.harmless import harmless
from kgqual.presentation.table import write_csv
from kgqual.web.negotiation import Offer


class Form(StrEnum):
    """A form of an answer, by the name that ``format=`` takes."""

    JSON = "json"
    CSV = "csv"
    HTML = "html"


_JSON, _CSV, _HTML = (
    Offer("application/json", Form.JSON),
    Offer("text/csv", Form.CSV),
    Offer("text/html", Form.HTML),
)
OFFERS = (_JSON, _CSV, _HTML)
LIST_OFFERS = (_JSON, _HTML)
NAMES = ", ".join(Form)


def by_name(name: str | None, offers: Sequence[Offer[Form]]) -> Offer[Form] | None:
    """Return what ``format=name`` asks for, None without it. Raises BadUsage if it is unknown."""
    if not name:
        return None
    for offer in offers:
        if offer.choice == name:
            return offer
    names = ", ".join(dict.fromkeys(offer.choice for offer in offers))
    raise BadUsage(f"format={name!r} is unknown; there are {names}.")


def write(question: Question, answer: AnyAnswer, form: Form) -> bytes:
    """Return an answer in a machine form."""
    if form is Form.JSON:
        return (harmless(answer.model_dump_json(indent=1)) + "\n").encode()
    text = io.StringIO()
    write_csv(question.item, answer, text)
    return text.getvalue().encode()


def write_list(described: Sequence[QuestionDescription]) -> bytes:
    """Return the questions as JSON."""
    listed = [one.model_dump(mode="json", by_alias=True) for one in described]
    return (json.dumps(listed, ensure_ascii=False, indent=1) + "\n").encode()
