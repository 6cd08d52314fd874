"""A real endpoint, which does what it is told by the path of its address."""

from __future__ import annotations

import asyncio
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest
import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

JSON = "application/sparql-results+json"
ROWS = """{"head": {"vars": ["x"]}, "results": {"bindings": [
    {"x": {"type": "literal", "value": "1"}}, {"x": {"type": "literal", "value": "2"}}]}}"""
XML = """<?xml version="1.0"?><sparql xmlns="http://www.w3.org/2005/sparql-results#">
<head><variable name="x"/></head><results><result><binding name="x"><literal>3</literal>
</binding></result></results></sparql>"""
ENTITY = XML.replace("?>", '?><!DOCTYPE sparql [<!ENTITY e "3">]>', 1).replace(">3<", ">&e;<")
ANSWERS = {
    "/rows": Response(ROWS, media_type=f"{JSON}; charset=utf-8"),
    "/xml": Response(XML, media_type="application/sparql-results+xml"),
    "/redirect": RedirectResponse("/rows"),
    "/page": Response(ROWS, media_type="text/html"),
    "/nameless": Response(ROWS),
    "/boolean": Response('{"head": {}, "boolean": true}', media_type=JSON),
    "/broken": Response(ROWS[:60], media_type=JSON),
    "/entity": Response(ENTITY, media_type="application/sparql-results+xml"),
    "/large": Response(" " * 100_000 + ROWS, media_type=JSON),
    "/packed": Response(ROWS, media_type=JSON, headers={"Content-Encoding": "gzip"}),
    "/failing": Response("secret of the endpoint", 500, media_type="text/plain"),
}


@dataclass
class Endpoint:
    """Where the endpoint is, and the requests it was sent: path, Host and body."""

    port: int
    asked: list[tuple[str, str, str]] = field(default_factory=list)
    left: list[str] = field(default_factory=list)

    def address(self, path: str, host: str = "127.0.0.1") -> str:
        """Return the address of a path, under any name."""
        return f"http://{host}:{self.port}{path}"


@pytest.fixture(scope="session")
def running_endpoint() -> Iterator[Endpoint]:
    endpoint = Endpoint(0)

    async def answer(request: Request) -> Response:
        body = (await request.body()).decode()
        endpoint.asked.append((request.url.path, request.headers["host"], body))
        if request.url.path != "/slow":
            return ANSWERS[request.url.path]
        while not await request.is_disconnected():
            await asyncio.sleep(0.02)
        endpoint.left.append(body)
        return Response()

    routes = [Route(path, answer, methods=["GET", "POST"]) for path in (*ANSWERS, "/slow")]
    config = uvicorn.Config(Starlette(routes=routes), port=0, log_level="warning")
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run)
    thread.start()
    while not server.started:
        assert thread.is_alive(), "the endpoint did not start"
        time.sleep(0.02)
    endpoint.port = server.servers[0].sockets[0].getsockname()[1]
    yield endpoint
    server.should_exit = True
    thread.join()


@pytest.fixture
def endpoint(running_endpoint: Endpoint) -> Endpoint:
    """The endpoint, which was not asked yet."""
    running_endpoint.asked.clear()
    running_endpoint.left.clear()
    return running_endpoint
