"""Rendering pages: templates with escaping on, in the reader's language."""

from __future__ import annotations

from base64 import b64encode
from functools import cache, partial
from hashlib import sha256
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.requests import Request
from starlette.responses import HTMLResponse

from kgqual import __version__
from kgqual.web.links import local_address, outside_address, with_query
from kgqual.web.negotiation import LANGUAGES, negotiated_language
from kgqual.web.wording import number, say

STATIC = Path(__file__).parent / "static"
LANGUAGE_NAMES = {"kk": "Қазақша", "ru": "Русский", "en": "English"}
CONTENT_SECURITY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)

_FRAMED_STYLE = (STATIC / "preview.css").read_text(encoding="utf-8")
_FRAMED_HASH = b64encode(sha256(_FRAMED_STYLE.encode()).digest()).decode()
FRAMED_SECURITY = f"default-src 'none'; style-src 'sha256-{_FRAMED_HASH}'; base-uri 'none'"
"""Of what pages of other sites show in a frame: nothing is loaded, the style is in it."""


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals.update(
        version=__version__,
        languages=LANGUAGE_NAMES,
        local_address=local_address,
        outside_address=outside_address,
    )
    return environment


def render(
    request: Request,
    template: str,
    *,
    status: int = 200,
    headers: dict[str, str] | None = None,
    elsewhere: str = "",
    **context: object,
) -> HTMLResponse:
    """Return a page in the language the request asks for.

    A language asked for by ``?lang=`` is kept in the links of the page. ``elsewhere`` is where
    one finds it in other languages, for an answer to a form whose address shows nothing.
    """
    language = negotiated_language(request)
    kept = language if request.query_params.get("lang") in LANGUAGES else None
    text = (
        _environment()
        .get_template(template)
        .render(
            request=request,
            language=language,
            say=partial(say, language),
            number=partial(number, language),
            link=partial(with_query, lang=kept),
            in_language=partial(_in_language, request, elsewhere),
            elsewhere=elsewhere,
            **context,
        )
    )
    return HTMLResponse(
        text,
        status,
        {
            "Content-Language": language,
            "Content-Security-Policy": CONTENT_SECURITY,
            "Vary": "Accept-Language",
            **(headers or {}),
        },
    )


def render_framed(template: str, language: str, **context: object) -> HTMLResponse:
    """Return what other sites may show in a frame, in ``language``."""
    text = _environment().get_template(template)
    page = text.render(language=language, style=_FRAMED_STYLE, **context)
    headers = {
        "Content-Language": language,
        "Content-Security-Policy": FRAMED_SECURITY,
        "Vary": "Accept-Language",
    }
    return HTMLResponse(page, headers=headers)


def _in_language(request: Request, elsewhere: str, language: str) -> str:
    """Return the address of the same page in ``language``, or of the one that is ``elsewhere``.

    It is the query alone: a path that begins with two slashes would be another site's address.
    """
    if elsewhere:
        return with_query(elsewhere, lang=language)
    return f"?{request.url.include_query_params(lang=language).query}"
