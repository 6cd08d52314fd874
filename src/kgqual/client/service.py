"""A service of kgqual over HTTP: its questions, its recognition look-up, its suggestions."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, TypeVar

import httpx
from pydantic import BaseModel, ValidationError

from kgqual import __version__
from kgqual.answering import AnyAnswer, Question
from kgqual.errors import BadUsage, Busy, EngineError, KgqualError, QueryTimeout
from kgqual.recognition import Application, Recognition

if TYPE_CHECKING:
    from kgqual.mapping.suggestion.answer import Suggested

M = TypeVar("M", bound=BaseModel)

ENDPOINT = "/sparql"
"""Where a service has its SPARQL endpoint; the questions are beside it."""
PATIENCE = 60.0
"""Seconds that a service may take to answer."""

_ERRORS: dict[int, type[KgqualError]] = {
    400: BadUsage,
    404: BadUsage,
    410: BadUsage,
    413: BadUsage,
    503: Busy,
    504: QueryTimeout,
}


class Service:
    """The service whose SPARQL endpoint is at ``endpoint``, there of ``snapshot`` if one is named.

    All methods raise BadUsage for an endpoint that is no service's and for what the service
    refuses; Busy, QueryTimeout or EngineError when it does not answer.
    """

    def __init__(self, endpoint: str, snapshot: str | None) -> None:
        if not endpoint.endswith(ENDPOINT):
            raise BadUsage(f"{endpoint} is no service of kgqual, and only that answers questions.")
        self._root = endpoint.removesuffix(ENDPOINT)
        self._snapshot = snapshot

    def ask(self, question: Question, arguments: Mapping[str, str], day: date | None) -> AnyAnswer:
        """Return the answer to a question."""
        return self._answer(question.answer, f"/questions/{question.name}", arguments, day)

    def recognise(self, application: Application, day: date | None) -> Recognition:
        """Return what the service finds of a foreign qualification."""
        given = application.model_dump(mode="json", exclude_none=True)
        fields = {name: str(value) for name, value in given.items()}
        return self._answer(Recognition, "/recognition", fields, day)

    def suggest(self, asked: Mapping[str, object]) -> Suggested:
        """Return what the service suggests for texts."""
        from kgqual.mapping.suggestion.answer import Suggested, SuggestedForOne

        address = f"{self._root}/mappings/suggest"
        body = _got(self._request("POST", address, {}, None, asked))
        single = not isinstance(asked.get("texts", []), list | tuple)
        return _read(SuggestedForOne if single else Suggested, body, address)

    def _answer(self, model: type[M], path: str, given: Mapping[str, str], day: date | None) -> M:
        address = f"{self._root}{path}"
        return _read(model, _got(self._request("GET", address, given, day)), address)

    def _request(
        self,
        method: str,
        address: str,
        given: Mapping[str, str],
        day: date | None,
        body: Mapping[str, object] | None = None,
    ) -> httpx.Request:
        asked = {"as-of": day.isoformat() if day else None, "snapshot": self._snapshot}
        parameters = {**given, **{name: text for name, text in asked.items() if text}}
        headers = {"Accept": "application/json", "User-Agent": f"kgqual/{__version__}"}
        return httpx.Request(method, address, params=parameters, headers=headers, json=body)


def _read(model: type[M], body: bytes, address: str) -> M:
    try:
        return model.model_validate_json(body)
    except ValidationError as error:
        raise EngineError(f"{address} did not answer as a service of kgqual does.") from error


def _got(request: httpx.Request) -> bytes:
    address = request.url.copy_with(query=None)
    try:
        with httpx.Client(timeout=PATIENCE, follow_redirects=True) as client:
            response = client.send(request)
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
