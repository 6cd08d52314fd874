"""Who asks: a person who shows a token, as a Bearer or, on pages, in a cookie.

Browsers send a cookie by themselves, so what it allows is done only at the request of our own
pages: the cookie is ``SameSite=Strict``, and a request that brings it must say by
``Sec-Fetch-Site`` or ``Origin`` that it comes from here (OWASP Cross-Site Request Forgery
Prevention Cheat Sheet). A Bearer token is sent by whoever holds it, from wherever that is.
"""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from kgqual.editorial import Editorial, Person
from kgqual.errors import KgqualError

COOKIE = "kgqual-token"
KEPT = 14 * 86_400
"""Seconds for which a browser keeps who one is."""


class NotSignedIn(KgqualError):
    """Nobody says who asks, or by a token that nobody has."""


class ForeignRequest(KgqualError):
    """A page of another site asks in the name of someone who is signed in here."""


def editorial(request: Request) -> Editorial:
    """Return the store of people's work."""
    found = request.app.state.editorial
    assert isinstance(found, Editorial)
    return found


def holder(request: Request, token: str) -> Person | None:
    """Return who has a token; None for one that nobody has. Asking makes no database."""
    stored = editorial(request)
    return stored.people.with_token(token) if stored.exists() else None


def person(request: Request) -> Person | None:
    """Return who asks; None for who shows no token, or an old one in a cookie.

    Raises NotSignedIn for a Bearer token that nobody has.
    """
    if (shown := _bearer(request)) is not None:
        found = holder(request, shown)
        if found is None:
            raise NotSignedIn("Nobody has this token. `kgqual user add NAME` makes one.")
        return found
    kept = request.cookies.get(COOKIE)
    return holder(request, kept) if kept else None


def writer(request: Request) -> Person:
    """Return who wants to write.

    Raises NotSignedIn when nobody says so, ForeignRequest for what another site's page asks.
    """
    found = person(request)
    if found is None:
        raise NotSignedIn(
            "Who writes must be known: sign in at /sign-in, or send the token of "
            "`kgqual user add NAME` as Authorization: Bearer TOKEN."
        )
    if _bearer(request) is None:
        refuse_foreign(request)
    return found


def refuse_foreign(request: Request) -> None:
    """Raise ForeignRequest unless the request comes from a page of this service."""
    if request.headers.get("sec-fetch-site") == "same-origin":
        return
    origin, host = request.headers.get("origin"), request.headers.get("host")
    if not origin or not host or origin.partition("://")[2] != host:
        raise ForeignRequest(
            "The request does not come from a page of this service. Behind a proxy, let it pass "
            "on the header Host."
        )


def keep(request: Request, response: Response, token: str) -> None:
    """Let the browser show ``token`` from now on, where no script can read it."""
    response.set_cookie(
        COOKIE,
        token,
        max_age=KEPT,
        path="/",
        secure=_came_over_https(request),
        httponly=True,
        samesite="strict",
    )


def forget(request: Request, response: Response) -> None:
    """Let the browser show no token any more."""
    secure = _came_over_https(request)
    response.delete_cookie(COOKIE, path="/", secure=secure, httponly=True, samesite="strict")


def _came_over_https(request: Request) -> bool:
    """Tell how the browser asked; of a proxy that is not trusted only the browser says it."""
    origin = request.headers.get("origin", "")
    return request.url.scheme == "https" or origin.startswith("https://")


def _bearer(request: Request) -> str | None:
    scheme, _, token = request.headers.get("authorization", "").partition(" ")
    return token.strip() if scheme.lower() == "bearer" else None
