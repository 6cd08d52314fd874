"""The OpenAPI description and its page, without the network."""

from __future__ import annotations

from httpx import Client

from kgqual.questions import questions

ADDRESSES = {
    "/questions",
    "/recognition",
    "/recognition/batch",
    "/reconcile",
    "/reconcile/preview",
    "/reconcile/properties",
    "/reconcile/suggest/entity",
    "/reconcile/suggest/property",
    "/reconcile/suggest/type",
    "/review",
    "/review.sssom.tsv",
    "/review/{queue}",
    "/review/{queue}/batch",
    "/review/{queue}/batch/undo",
    "/review/{queue}/decisions",
    "/review/{queue}/items/{number}",
    "/review/{queue}/next",
    "/review/{queue}/undo",
    "/search",
    "/sign-in",
    "/sign-out",
    "/suggest",
    *(f"/questions/{name}" for name in questions()),
    "/",
    "/sparql",
    "/sparql/terms",
    "/id/{path}",
    "/resource",
    "/catalog",
    "/dump/{name}",
    "/.well-known/void",
    "/validation",
    "/health",
    "/ready",
    "/mappings",
    "/mappings.sssom.tsv",
    "/mappings/{mapping}",
    "/mappings/suggest",
    "/queries",
    "/queries/{id}",
    "/queries/{id}/answer",
    "/mappings/infer",
    "/metrics",
    "/translate",
    "/translate/assign",
    "/translate/files",
    "/translate/next",
    "/translate/progress",
    "/translate/progress.csv",
    "/translate/repairs",
    "/translate/worklist",
    "/translate/worklist/adopt",
    "/translations/{language}",
    "/translations/{language}/batches",
    "/translations/{language}/batches/undo",
    "/translations/{language}/check",
    "/translations/{language}/comment",
    "/translations/{language}/everywhere",
    "/translations/{language}/export",
    "/translations/{language}/glossary",
    "/translations/{language}/glossary/remove",
    "/translations/{language}/history",
    "/translations/{language}/import",
    "/translations/{language}/memory",
    "/translations/{language}/memory/remove",
    "/translations/{language}/undo",
    "/translations/{language}/waive",
    "/translations/{language}/{act}",
}


def test_openapi_describes_every_address(client: Client) -> None:
    described = client.get("/openapi.json").json()
    assert described["openapi"].startswith("3.1")
    assert set(described["paths"]) == ADDRESSES
    operations = [o for path in described["paths"].values() for o in path.values()]
    names = [operation["operationId"] for operation in operations]
    assert len(names) == len(set(names))
    assert all(operation["summary"] and operation["description"] for operation in operations)
    for responses in (operation["responses"] for operation in operations):
        assert "application/problem+json" in responses["default"]["content"]
        assert "422" not in responses, "a wrong parameter is 400"


def test_openapi_says_of_every_parameter_in_an_address_what_it_is(client: Client) -> None:
    operations = [
        operation
        for path in client.get("/openapi.json").json()["paths"].values()
        for operation in path.values()
    ]
    parameters = [one for operation in operations for one in operation.get("parameters", ())]
    asked = [one for one in parameters if one["in"] == "query"]
    assert {"country", "limit", "lang", "as-of"} <= {one["name"] for one in asked}
    assert [one["name"] for one in asked if not one.get("description")] == []


def test_the_sparql_parameters_of_the_contract_are_described(client: Client) -> None:
    get = client.get("/openapi.json").json()["paths"]["/sparql"]["get"]
    names = {parameter["name"] for parameter in get["parameters"]}
    assert names == {
        "query",
        "default-graph-uri",
        "named-graph-uri",
        "as-of",
        "snapshot",
        "timeout",
        "format",
    }


def test_the_page_loads_only_what_the_service_has(client: Client) -> None:
    page = client.get("/docs").text
    assert "//" not in page.replace("<!DOCTYPE html>", "")
    for file in (
        "/swagger-ui/swagger-ui-bundle.js",
        "/swagger-ui/swagger-ui.css",
        "/static/docs.js",
    ):
        assert file in page
        assert client.get(file).status_code == 200
