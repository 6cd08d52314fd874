"""Asking a service of kgqual over HTTP: a question, by its REST address."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import httpx
from pydantic import ValidationError

from kgqual import __version__
from kgqual.answering import AnyAnswer, Question
from kgqual.errors import BadUsage, Busy, EngineError, KgqualError, QueryTimeout

ENDPOINT = "/sparql"
"""Where a service has its SPARQL endpoint; the questions are beside it."""
PATIENCE = 60.0
"""Seconds that a service may take to answer."""

_ERRORS: dict[int, type[KgqualError]] = {
    400: BadUsage,
    404: BadUsage,
    410: BadUsage,
    503: Busy,
    504: QueryTimeout,
}


def ask(
    endpoint: str,
    question: Question,
    arguments: Mapping[str, str],
    day: date | None,
    snapshot: str | None,
) -> AnyAnswer:
    """Return the answer of the service whose SPARQL endpoint is at ``endpoint``.

    Raises BadUsage for an endpoint that is no service's, and for what the service refuses; Busy,
    QueryTimeout or EngineError when it does not answer.
    """
    if not endpoint.endswith(ENDPOINT):
        raise BadUsage(
            f"{endpoint} is no service of kgqual: only such a service answers questions."
        )
    parameters = dict(arguments)
    if day:
        parameters["as-of"] = day.isoformat()
    if snapshot:
        parameters["snapshot"] = snapshot
    address = f"{endpoint.removesuffix(ENDPOINT)}/questions/{question.name}"
    body = _got(address, parameters)
    try:
        return question.answer.model_validate_json(body)
    except ValidationError as error:
        raise EngineError(f"{address} did not answer as a service of kgqual does.") from error


def _got(address: str, parameters: Mapping[str, str]) -> bytes:
    headers = {"Accept": "application/json", "User-Agent": f"kgqual/{__version__}"}
    try:
        response = httpx.get(
            address, params=parameters, headers=headers, timeout=PATIENCE, follow_redirects=True
        )
    except httpx.TimeoutException as error:
        raise QueryTimeout(f"{address} did not answer within {PATIENCE:g} s.") from error
    except httpx.HTTPError as error:
        raise EngineError(f"{address} did not answer: {error}") from error
    if response.is_success:
        return response.content
    raise _ERRORS.get(response.status_code, EngineError)(_detail(response))


def _detail(response: httpx.Response) -> str:
    """Return what a problem (RFC 9457) says, else the status."""
    if response.headers.get("Content-Type", "").startswith("application/problem+json"):
        return str(response.json()["detail"])
    return f"{response.url} answered with status {response.status_code}."
