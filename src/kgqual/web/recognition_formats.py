"""The forms of a recognition look-up: data for programs, a page and a statement for people."""

from __future__ import annotations

from enum import StrEnum

from kgqual.errors import BadUsage
from kgqual.harmless import harmless
from kgqual.recognition import Recognition
from kgqual.web.negotiation import Offer


class Form(StrEnum):
    """A form of a look-up, by the name that ``format=`` takes."""

    JSON = "json"
    JSONLD = "jsonld"
    HTML = "html"
    STATEMENT = "statement"

    @property
    def for_people(self) -> bool:
        """Whether it speaks a language."""
        return self in (Form.HTML, Form.STATEMENT)


OFFERS = (
    Offer("application/json", Form.JSON),
    Offer("application/ld+json", Form.JSONLD),
    Offer("text/html", Form.HTML),
    Offer("application/xhtml+xml", Form.HTML),
)
STATEMENT = Offer("text/html", Form.STATEMENT)
"""The page to print, which is had by its name only."""
NAMES = ", ".join(Form)


def by_name(name: str | None) -> Offer[Form] | None:
    """Return what ``format=name`` asks for, None without it. Raises BadUsage if it is unknown."""
    if not name:
        return None
    if name not in tuple(Form):
        raise BadUsage(f"format={name!r} is unknown; there are {NAMES}.")
    return next(offer for offer in (*OFFERS, STATEMENT) if offer.choice == name)


def as_json(found: Recognition) -> bytes:
    """Return a look-up as JSON: the envelope of answers, and what stands beside it."""
    return (harmless(found.model_dump_json(indent=1)) + "\n").encode()
