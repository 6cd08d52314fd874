"""One call of an endpoint, within limits.

The name is resolved once; when each of its addresses may be called, the connection is made to
exactly one of those, so that a name that changes between the check and the call gains nothing.
"""

from __future__ import annotations

import asyncio
import io
from dataclasses import dataclass
from typing import Self

import httpx
from pyoxigraph import QueryResultsFormat, QuerySolutions, parse_query_results

from kgqual import __version__
from kgqual.errors import ServiceFailed
from kgqual.federation.addresses import Address, Permit, Resolve, is_public, resolve

_RESULTS = {
    "application/sparql-results+json": QueryResultsFormat.JSON,
    "application/sparql-results+xml": QueryResultsFormat.XML,
}
_HEADERS = {
    "Accept": ", ".join(_RESULTS),
    "Accept-Encoding": "identity",
    "Content-Type": "application/sparql-query",
    "User-Agent": f"kgqual/{__version__} (+https://w3id.org/kgqual)",
}


@dataclass(frozen=True)
class CallLimits:
    """Seconds and bytes of one call, calls at the same time, and calls of one query."""

    seconds: float = 30.0
    bytes: int = 10 << 20
    at_once: int = 4
    of_a_query: int = 100


@dataclass(frozen=True)
class Results:
    """The results that an endpoint sent."""

    media_type: str
    body: bytes


class Caller:
    """Calls endpoints. ``permit`` says which addresses may be; use as a context manager."""

    def __init__(
        self, limits: CallLimits, *, permit: Permit = is_public, resolve: Resolve = resolve
    ) -> None:
        self._limits, self._permit, self._resolve = limits, permit, resolve
        self._turns = asyncio.Semaphore(limits.at_once)
        # A connection is never kept: one made for a host must not carry a call of another one
        # that has the same address.
        self._client = httpx.AsyncClient(
            timeout=limits.seconds,
            trust_env=False,
            follow_redirects=False,
            limits=httpx.Limits(max_keepalive_connections=0),
        )

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._client.aclose()

    async def call(self, endpoint: str, query: bytes) -> Results:
        """Return the results of a SELECT query. Raises ServiceFailed with the reason."""
        try:
            async with asyncio.timeout(self._limits.seconds), self._turns:
                results = await self._asked(httpx.URL(endpoint), query)
                reason = await asyncio.to_thread(_fault, results)
        except TimeoutError:
            reason = f"did not answer within {self._limits.seconds:g} s."
        except httpx.HTTPError as error:
            reason = f"cannot be asked: {str(error) or type(error).__name__}."
        except ServiceFailed as error:
            reason = str(error)
        if not reason:
            return results
        raise ServiceFailed(f"The endpoint <{endpoint}> {reason}")

    async def _asked(self, url: httpx.URL, query: bytes) -> Results:
        addresses = await self._addresses(url)
        for address in addresses[:-1]:
            try:
                return await self._answer(url, address, query)
            except httpx.ConnectError:
                continue
        return await self._answer(url, addresses[-1], query)

    async def _addresses(self, url: httpx.URL) -> tuple[Address, ...]:
        port = url.port or (443 if url.scheme == "https" else 80)
        addresses = await self._resolve(url.raw_host.decode(), port)
        if not all(map(self._permit, addresses)):
            raise ServiceFailed("is refused: it has an address that is not public.")
        return addresses

    async def _answer(self, url: httpx.URL, address: Address, query: bytes) -> Results:
        request = self._client.build_request(
            "POST",
            url.copy_with(host=str(address)),
            content=query,
            headers={**_HEADERS, "Host": url.netloc.decode()},
            extensions={"sni_hostname": url.raw_host.decode()},
        )
        response = await self._client.send(request, stream=True)
        try:
            return Results(_media_type(response), await self._body(response))
        finally:
            await response.aclose()

    async def _body(self, response: httpx.Response) -> bytes:
        body = bytearray()
        async for chunk in response.aiter_raw():
            body += chunk
            if len(body) > self._limits.bytes:
                raise ServiceFailed(f"sent more than {self._limits.bytes} bytes.")
        return bytes(body)


def _media_type(response: httpx.Response) -> str:
    """Return the media type of an answer that may be passed on. Raises ServiceFailed if none."""
    if response.is_redirect:
        raise ServiceFailed("answered with a redirect, which is not followed.")
    if response.status_code != httpx.codes.OK:
        raise ServiceFailed(f"answered with status {response.status_code}.")
    if response.headers.get("content-encoding", "identity") != "identity":
        raise ServiceFailed("sent a compressed answer, which was not asked for.")
    content_type: str = response.headers.get("content-type", "")
    media_type = content_type.partition(";")[0].strip().lower()
    if media_type not in _RESULTS:
        raise ServiceFailed(f"sent {media_type or 'an unknown format'}, not SPARQL results.")
    return media_type


def _fault(results: Results) -> str:
    """Return what is wrong with results, empty for nothing: they are read to their end.

    Otherwise broken results would break a query that calls with SILENT. An error is not raised
    but told: it would take the engine's reader with it to another thread, which may not have it.
    """
    try:
        found = parse_query_results(io.BytesIO(results.body), format=_RESULTS[results.media_type])
        if not isinstance(found, QuerySolutions):
            return "sent a boolean, not solutions."
        for _ in found:
            pass
    except (SyntaxError, ValueError) as error:
        return f"sent results that cannot be read: {error}"
    return ""
