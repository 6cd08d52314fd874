"""Who asks: tokens of programs, cookies of browsers, and pages of other sites that try."""

from __future__ import annotations

from collections.abc import Iterator
from uuid import uuid4

import pytest
from httpx import Client, Response
from starlette.requests import Request
from starlette.responses import Response as Answer
from tests.desk import Desk

from kgqual.editorial import Role
from kgqual.web.signing_in import keep
from kgqual.web.wording import say

HTML = {"Accept": "text/html"}

_OURS = {"Sec-Fetch-Site": "same-origin"}


@pytest.fixture
def browser(desk: Desk) -> Iterator[Client]:
    """A browser that asks for pages and keeps cookies."""
    with Client(base_url=desk.address, timeout=30, headers=HTML) as client:
        yield client


def sign_in(browser: Client, token: str, **more: str) -> Response:
    headers = {"Origin": str(browser.base_url).rstrip("/")}
    return browser.post("/sign-in", data={"token": token, **more}, headers=headers)


def decide(desk: Desk, browser: Client, headers: dict[str, str]) -> Response:
    name = desk.queue(1)
    subject = browser.get(f"/review/{name}/items/1", headers={"Accept": "application/json"})
    body = {
        "key": str(uuid4()),
        "item": 1,
        "subject": subject.json()["subject"]["iri"],
        "verdict": "later",
    }
    accept = {"Accept": "application/json", **headers}
    return browser.post(f"/review/{name}/decisions", json=body, headers=accept)


def test_a_browser_keeps_the_token_where_no_script_reads_it(desk: Desk, browser: Client) -> None:
    answer = sign_in(browser, desk.anna.token, next="/review?show=all")
    assert (answer.status_code, answer.headers["location"]) == (303, "/review?show=all")
    cookie = answer.headers["set-cookie"].lower()
    assert "httponly" in cookie and "samesite=strict" in cookie and "path=/" in cookie
    assert "secure" not in cookie  # over plain HTTP the browser would not send it back
    assert "Anna" in browser.get("/review").text


@pytest.mark.parametrize(
    ("scheme", "headers"),
    [("https", []), ("http", [(b"origin", b"https://example.org")])],
    ids=["it says so itself", "behind a proxy that is not trusted"],
)
def test_what_came_over_https_is_sent_back_over_https_alone(
    scheme: str, headers: list[tuple[bytes, bytes]]
) -> None:
    scope = {"type": "http", "scheme": scheme, "path": "/sign-in", "query_string": b""}
    answer = Answer()
    keep(Request({**scope, "headers": [(b"host", b"example.org"), *headers]}), answer, "token")
    assert "secure" in answer.headers["set-cookie"].lower()


@pytest.mark.parametrize("token", ["", "kgqual_wrong", "é"])
def test_a_wrong_token_is_told_and_nobody_is_signed_in(browser: Client, token: str) -> None:
    answer = sign_in(browser, token)
    assert answer.status_code == 401
    assert say("en", "signin.wrong") in answer.text
    assert "set-cookie" not in answer.headers
    assert not token or token not in answer.text


@pytest.mark.parametrize(
    "address",
    [
        "https://evil.example/",
        "//evil.example/",
        "//[",
        "/\\evil.example",
        "/\t/evil.example",
        "javascript:1",
        "x",
    ],
)
def test_signing_in_leads_to_no_other_site(desk: Desk, browser: Client, address: str) -> None:
    assert sign_in(browser, desk.anna.token, next=address).headers["location"] == "/review"


def test_signing_out_forgets_the_token(desk: Desk, browser: Client) -> None:
    sign_in(browser, desk.anna.token)
    answer = browser.post("/sign-out", headers=_OURS)
    assert answer.status_code == 303
    assert not browser.cookies
    assert "Anna" not in browser.get("/review").text
    there = browser.post("/sign-out?next=/translate%3Fto%3Duz", headers=_OURS)
    assert there.headers["location"] == "/translate?to=uz"
    assert "/sign-in?lang=kk&amp;next=%2Freview%3Flang%3Dkk" in browser.get("/review?lang=kk").text


def test_who_shows_nothing_may_read_and_not_write(desk: Desk, browser: Client) -> None:
    answer = decide(desk, browser, {})
    assert answer.status_code == 401
    assert answer.headers["www-authenticate"] == "Bearer"
    assert answer.json()["type"].endswith("/not-signed-in")
    page = browser.post("/review/x/decisions", data={"item": "1"})
    assert '<a href="/sign-in' in page.text


def test_a_cookie_writes_at_the_request_of_our_own_pages_alone(desk: Desk, browser: Client) -> None:
    sign_in(browser, desk.anna.token)
    ours = str(browser.base_url).rstrip("/")
    for headers in (
        {},
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Origin": "http://["},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
    ):
        refused = decide(desk, browser, headers)
        assert (refused.status_code, headers) == (403, headers)
        assert refused.json()["type"].endswith("/foreign-request")
    for headers in ({"Origin": ours}, {"Sec-Fetch-Site": "same-origin"}):
        assert decide(desk, browser, headers).status_code == 201
    assert browser.post("/sign-out", headers={"Origin": "https://evil.example"}).status_code == 403


def test_a_bearer_token_writes_from_anywhere(desk: Desk, browser: Client) -> None:
    bearer = {"Authorization": f"Bearer {desk.anna.token}", "Origin": "https://elsewhere.example"}
    assert decide(desk, browser, bearer).status_code == 201
    unknown = browser.get("/review", headers={"Authorization": "Bearer nobody"})
    assert unknown.status_code == 401


def test_who_is_removed_is_out_at_once(desk: Desk, browser: Client) -> None:
    _, token = desk.editorial.people.add(f"Guest {uuid4()}", Role.MAPPER)
    person = desk.editorial.people.with_token(token)
    assert person
    sign_in(browser, token)
    assert person.name in browser.get("/review").text
    desk.editorial.people.remove(person.name)
    assert person.name not in browser.get("/review").text
    assert decide(desk, browser, {"Sec-Fetch-Site": "same-origin"}).status_code == 401
