"""Every error is a problem (RFC 9457), a page for a browser."""

from __future__ import annotations

import inspect

import pytest
from httpx import Client

from kgqual import errors
from kgqual.store.snapshot import NoSnapshot
from kgqual.web.problems import TYPES, problem_of
from kgqual.web.wording import say


@pytest.mark.parametrize("path", ["/nowhere", "/id/nowhere", "/static/nowhere.css"])
def test_what_is_not_there_is_a_404_problem(client: Client, path: str) -> None:
    response = client.get(path)
    assert response.status_code == 404
    assert response.headers["content-type"] == "application/problem+json"
    assert set(response.json()) == {"type", "title", "status", "detail", "instance"}
    assert response.json()["status"] == 404
    assert response.headers["cache-control"] == "no-store"


def test_the_links_of_a_problem_stay_on_this_site(client: Client) -> None:
    address = f"{str(client.base_url).rstrip('/')}//elsewhere.example/"
    response = client.get(address, headers={"accept": "text/html"})
    assert response.status_code == 404
    assert 'href="?lang=kk"' in response.text
    assert "//elsewhere.example/?" not in response.text


def test_a_browser_gets_the_problem_as_a_page(client: Client) -> None:
    response = client.get("/nowhere", params={"lang": "kk"}, headers={"accept": "text/html"})
    assert response.status_code == 404
    assert response.headers["content-language"] == "kk"
    assert say("kk", "problem.404") in response.text


@pytest.mark.parametrize(
    ("method", "path", "allowed"),
    [("POST", "/catalog", "GET, HEAD"), ("DELETE", "/id/nqf/2016", "GET, HEAD")],
)
def test_a_method_that_is_not_possible_is_405(
    client: Client, method: str, path: str, allowed: str
) -> None:
    response = client.request(method, path)
    assert response.status_code == 405
    assert response.headers["allow"] == allowed
    assert response.json()["status"] == 405


def test_a_wrong_parameter_is_named(client: Client) -> None:
    response = client.get("/id/nqf/2016", params={"property": "rdf:type", "page": "last"})
    assert response.status_code == 400
    assert "page" in response.json()["detail"]


def test_every_error_class_has_a_problem() -> None:
    classes = [
        error
        for _, error in inspect.getmembers(errors, inspect.isclass)
        if issubclass(error, errors.KgqualError)
    ]
    assert len(classes) > 5
    for error in classes:
        problem = problem_of(error.__new__(error, "It is so."))
        assert problem.type.startswith(TYPES)
        assert problem.detail == "It is so."
        assert 400 <= problem.status < 600


def test_the_nearest_class_decides() -> None:
    assert problem_of(errors.QueryTimeout("x")).status == 504
    assert problem_of(errors.BadQuery("x")).status == 400
    assert problem_of(errors.EngineError("x")).status == 500
    assert problem_of(errors.UnreadableInput("x")).status == 400
    assert problem_of(NoSnapshot("x")).status == 503
