"""Choosing what to send: the media type, by ``format=`` or Accept; the language of pages.

Quality follows RFC 9110 §12.5: the most specific range that covers a type decides, and ties go
to what the service would rather send, which is the order of its offers.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Generic, TypeVar

from starlette.exceptions import HTTPException
from starlette.requests import Request
from werkzeug.datastructures import LanguageAccept, MIMEAccept
from werkzeug.http import parse_accept_header

LANGUAGES = ("kk", "ru", "en")
DEFAULT_LANGUAGE = "en"

T_co = TypeVar("T_co", covariant=True)


@dataclass(frozen=True)
class Offer(Generic[T_co]):
    """One thing the service can send: a media type it answers to, and what that stands for."""

    media_type: str
    choice: T_co


def accept_header(request: Request) -> str:
    """Return the request's Accept field, ``*/*`` when it has none or none that can be read."""
    return _readable(", ".join(request.headers.getlist("accept")))


@lru_cache(maxsize=512)
def _readable(field: str) -> str:
    return field if list(parse_accept_header(field, MIMEAccept)) else "*/*"


def best(accept: str, offers: Sequence[Offer[T_co]]) -> Offer[T_co] | None:
    """Return the offer that ``accept`` likes best, or None when it accepts none of them.

    Parameters other than q (``charset``, ``profile``) are not compared: we have one variant of
    each type, and a client that names one would otherwise be refused it.
    """
    ranges = MIMEAccept(
        [(name.partition(";")[0].strip(), q) for name, q in parse_accept_header(accept, MIMEAccept)]
    )
    ranked = max(offers, key=lambda offer: ranges.quality(offer.media_type), default=None)
    if ranked is None or ranges.quality(ranked.media_type) <= 0:
        return None
    return ranked


def require(accept: str, offers: Sequence[Offer[T_co]]) -> Offer[T_co]:
    """Return the best offer. Raises HTTPException 406 that lists the media types on offer."""
    chosen = best(accept, offers)
    if chosen is None:
        raise not_acceptable(offers)
    return chosen


def not_acceptable(offers: Sequence[Offer[T_co]]) -> HTTPException:
    """Return the 406 that lists what could have been had."""
    types = ", ".join(dict.fromkeys(offer.media_type for offer in offers))
    return HTTPException(406, f"None of the media types accepted is available. Available: {types}.")


def negotiated_language(request: Request) -> str:
    """Return the language of a page: ``?lang=``, else the best in Accept-Language, else English.

    A regional tag counts as its language, so that ``kk-KZ`` before ``ru`` means Kazakh.
    """
    asked = request.query_params.get("lang", "")
    if asked in LANGUAGES:
        return asked
    field = ", ".join(request.headers.getlist("accept-language"))
    wanted = LanguageAccept(
        [(tag.partition("-")[0], q) for tag, q in parse_accept_header(field, LanguageAccept)]
    )
    preferred = (DEFAULT_LANGUAGE, *(lang for lang in LANGUAGES if lang != DEFAULT_LANGUAGE))
    return wanted.best_match(preferred, DEFAULT_LANGUAGE)
