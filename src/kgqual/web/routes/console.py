"""The query page for people: a plain form, and the console that the browser makes of it."""

from __future__ import annotations

import json
import logging
from collections import defaultdict
from collections.abc import Mapping
from functools import cache
from typing import Annotated

from fastapi import APIRouter, Query, Request, Response

from kgqual import __version__
from kgqual.namespaces import prefixes, sparql_prologue
from kgqual.web.examples import Example, examples
from kgqual.web.leasing import Leased
from kgqual.web.negotiation import LANGUAGES, negotiated_language
from kgqual.web.pages import CONTENT_SECURITY, STATIC, render
from kgqual.web.parameters import Parameters
from kgqual.web.result_formats import NAMED
from kgqual.web.vocabulary import named_terms
from kgqual.web.wording import wording

LOG = logging.getLogger(__name__)
TERMS = "/sparql/terms"
CONSOLE = STATIC / "console"
"""Where the build puts the console (see ``hatch_build.py``)."""
STYLED = CONTENT_SECURITY.replace("style-src 'self'", "style-src 'self' 'unsafe-inline'")
"""The console's libraries set styles of their own; scripts are still the service's files only."""

router = APIRouter(tags=["sparql"])


@router.get(TERMS, summary="Classes and properties in use")
def terms(
    request: Request,
    response: Response,
    served: Leased,
    lang: Annotated[str, Query(pattern="|".join(LANGUAGES), description="Of the names.")] = "",
) -> dict[str, list[dict[str, str | int]]]:
    """List the classes and properties of the current graphs, the most used first, with names.

    They are what the console completes; ``lang`` is the language of the names.
    """
    language = lang or negotiated_language(request)
    response.headers["Vary"] = "Accept-Language"
    return named_terms(served.vocabulary, served.store, language)


def console_page(request: Request, parameters: Parameters) -> Response:
    """Return the query page with the query and the day that ``parameters`` ask for."""
    language = negotiated_language(request)
    query = parameters.one("query")
    return render(
        request,
        "sparql.html",
        headers={"Content-Security-Policy": STYLED, "Vary": "Accept, Accept-Language"},
        build=console_build(),
        query=query,
        as_of=parameters.one("as-of") or "",
        snapshot=parameters.one("snapshot"),
        opening=next((example.text for example in examples()), ""),
        prologue=sparql_prologue(),
        topics=by_topic(examples()),
        formats=NAMED,
        data={
            "asked": query is not None,
            "language": language,
            "prefixes": dict(prefixes()),
            "terms": f"{TERMS}?lang={language}",
            "version": __version__,
            "words": _words(language),
        },
    )


@cache
def console_build() -> str | None:
    """Return the digest of the built console, or None when it was not built.

    Without it the page is the plain form, as in a browser without scripts.
    """
    try:
        built = json.loads((CONSOLE / "build.json").read_text(encoding="utf-8"))
    except FileNotFoundError:
        LOG.warning("The console is not built, so /sparql is a plain form: install kgqual again")
        return None
    return str(built["sources"])[:12]


def by_topic(listed: tuple[Example, ...]) -> Mapping[str, list[Example]]:
    """Return topic → its examples, in the order in which the topics first appear."""
    found: defaultdict[str, list[Example]] = defaultdict(list)
    for example in listed:
        found[example.topic].append(example)
    return found


def _words(language: str) -> dict[str, str]:
    said = ("sparql.", "footer.snapshot")
    return {key: texts[language] for key, texts in wording().items() if key.startswith(said)}
