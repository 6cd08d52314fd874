"""Reconciliation over HTTP beside a session's usual course: languages, other forms, refusals."""

from __future__ import annotations

import json
from typing import Any

import pytest
from httpx import Client, Response
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

WEB = "https://w3id.org/kgqual/id/worldskills/2026/17"
FORM = {"Content-Type": "application/x-www-form-urlencoded"}
HOSTILE = settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


def ask(client: Client, address: str = "/reconcile", /, **query: Any) -> Any:
    """Return the candidates of one query, sent as OpenRefine sends batches."""
    answer = client.post(address, data={"queries": json.dumps({"q0": query})})
    assert answer.status_code == 200
    return answer.json()["q0"]["result"]


def refused(answer: Response, status: int) -> str:
    """Return the detail of a refusal."""
    assert answer.status_code == status
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    return str(answer.json()["detail"])


class TestTheLanguage:
    def test_it_is_in_the_address_for_clients_that_send_no_header(self, client: Client) -> None:
        names = [
            ask(client, f"/reconcile/{tag}", query="0613")[0]["type"][0]["name"]
            for tag in ("kk", "ru", "en")
        ]
        assert names == [
            "Оқу саласы (ISCED-F)",
            "Область обучения (ISCED-F)",
            "Field of study (ISCED-F)",
        ]

    def test_the_manifest_of_a_language_points_to_addresses_of_that_language(
        self, client: Client
    ) -> None:
        for address in ("/reconcile/kk", "/reconcile?lang=kk"):
            found = client.get(address).json()
            assert found["preview"]["url"].endswith("/reconcile/kk/preview?id={{id}}")
            assert found["suggest"]["type"]["service_url"].endswith("/reconcile/kk")

    def test_accept_language_and_user_lang_are_hints(self, client: Client) -> None:
        query = json.dumps({"q0": {"query": "4S06130103"}})
        form = {"queries": query, "user_lang": "ru"}
        by_hint = client.post("/reconcile", data=form).json()
        header = {"Accept-Language": "ru-KZ, en;q=0.5"}
        by_header = client.post("/reconcile", data={"queries": query}, headers=header).json()
        assert by_hint == by_header
        assert by_hint["q0"]["result"][0]["name"] == "Разработчик программного обеспечения"

    def test_there_are_three(self, client: Client) -> None:
        assert "kk, ru, en" in refused(client.get("/reconcile/de"), 404)


class TestOtherForms:
    def test_a_batch_may_be_in_the_address(self, client: Client) -> None:
        asked = {"queries": json.dumps({"one": {"query": "Web Technologies"}})}
        assert client.get("/reconcile", params=asked).json()["one"]["result"][0]["id"] == WEB

    @pytest.mark.parametrize("query", ["Web Technologies", '{"query": "Web Technologies"}'])
    def test_a_single_query_is_answered_alone(self, client: Client, query: str) -> None:
        for answer in (
            client.get("/reconcile", params={"query": query}),
            client.post("/reconcile", data={"query": query}),
        ):
            assert answer.json()["result"][0]["id"] == WEB

    def test_a_data_extension_query_may_be_in_the_address(self, client: Client) -> None:
        asked = {"extend": json.dumps({"ids": [WEB], "properties": [{"id": "code"}]})}
        assert client.get("/reconcile", params=asked).json()["rows"] == {
            WEB: {"code": [{"str": "17"}]}
        }


class TestWhatIsWrong:
    def test_a_wrong_query_leaves_the_others_of_its_batch_alone(self, client: Client) -> None:
        batch = {"good": {"query": "Web Technologies"}, "bad": {"query": "x", "type": "Planet"}}
        answer = client.post("/reconcile", data={"queries": json.dumps(batch)}).json()
        assert answer["good"]["result"]
        assert "error" not in answer["good"]
        assert answer["bad"]["result"] == []
        assert "'Planet' is no type of this service: Qualification" in answer["bad"]["error"]

    @pytest.mark.parametrize(
        ("form", "said"),
        [
            ({"queries": "{"}, "queries is not JSON"),
            ({"queries": "[]"}, "queries is not a JSON object"),
            ({"query": ""}, "a query needs"),
            ({"extend": '{"ids": []}'}, "properties"),
            ({"extend": '{"ids": [], "properties": [{"id": "shoe size"}]}'}, "'shoe size' is no"),
            ({"queries": "{}", "extend": "{}"}, "queries and extend are given"),
            ({}, "The form has none of queries, query, extend"),
        ],
    )
    def test_a_wrong_form_is_refused(self, client: Client, form: dict[str, str], said: str) -> None:
        assert said in refused(client.post("/reconcile", data=form, headers=FORM), 400)

    @pytest.mark.parametrize(
        "settings", [{"limit": "many"}, {"limit": "-1"}, {"content": "colour"}, {"size": "4"}]
    )
    def test_a_wrong_setting_is_refused(self, client: Client, settings: dict[str, str]) -> None:
        asked = {"ids": [WEB], "properties": [{"id": "code", "settings": settings}]}
        answer = client.post("/reconcile", data={"extend": json.dumps(asked)})
        assert next(iter(settings)) in refused(answer, 400)

    def test_a_batch_larger_than_the_manifest_says_is_too_large(self, client: Client) -> None:
        most = client.get("/reconcile").json()["batchSize"]
        batch = {f"q{number}": {"query": "x"} for number in range(most + 1)}
        answer = client.post("/reconcile", data={"queries": json.dumps(batch)})
        assert f"{most} are possible" in refused(answer, 413)

    def test_only_forms_are_read(self, client: Client) -> None:
        answer = client.post("/reconcile", json={"queries": {}})
        assert "application/x-www-form-urlencoded" in refused(answer, 415)

    def test_what_is_not_in_the_graph_has_no_preview(self, client: Client) -> None:
        answer = client.get("/reconcile/preview", params={"id": "https://example.org/nothing"})
        assert "knows nothing" in refused(answer, 404)
        assert client.get("/reconcile/preview", params={"id": "no IRI"}).status_code == 404

    def test_what_is_not_in_the_graph_has_no_values(self, client: Client) -> None:
        ids = ["https://example.org/nothing", "no IRI", ""]
        asked = {"ids": ids, "properties": [{"id": "country"}, {"id": "framework_level"}]}
        answer = client.post("/reconcile", data={"extend": json.dumps(asked)})
        assert answer.json()["rows"] == {one: {"country": [], "framework_level": []} for one in ids}


SCALARS = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=30)
VALUES = st.recursive(
    SCALARS,
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3)
    ),
    max_leaves=6,
)
QUERIES = st.fixed_dictionaries(
    {},
    optional={
        "query": st.text(max_size=60) | VALUES,
        "type": st.sampled_from(["Qualification", "Occupation"]) | VALUES,
        "limit": st.integers(-2, 300) | VALUES,
        "type_strict": st.sampled_from(["any", "all", "should"]) | VALUES,
        "properties": st.lists(
            st.fixed_dictionaries(
                {"pid": st.sampled_from(["country", "code", "broader", "language"]), "v": VALUES}
            ),
            max_size=2,
        )
        | VALUES,
    },
)


class TestHostileClients:
    @HOSTILE
    @given(batch=st.dictionaries(st.text(max_size=6), QUERIES | VALUES, max_size=3))
    def test_every_query_of_a_batch_gets_candidates_or_an_error(
        self, client: Client, batch: dict[str, Any]
    ) -> None:
        text = json.dumps(batch)
        answer = client.post("/reconcile", data={"queries": text})
        if answer.status_code == 400:
            assert "is not JSON" in answer.json()["detail"]
            return
        assert answer.status_code == 200
        assert set(answer.json()) == set(batch)
        for found in answer.json().values():
            assert isinstance(found["result"], list)
            assert sum(one["match"] for one in found["result"]) <= 1

    @HOSTILE
    @given(text=st.text(max_size=60))
    def test_no_text_breaks_a_form_or_a_suggestion(self, client: Client, text: str) -> None:
        for name in ("queries", "extend"):
            assert client.post("/reconcile", data={name: text}).status_code in (200, 400)
        answer = client.get("/reconcile/suggest/entity", params={"prefix": text})
        assert answer.status_code in (200, 400)
        assert client.get("/reconcile/preview", params={"id": text}).status_code in (200, 404, 400)
