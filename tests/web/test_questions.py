"""The questions over HTTP: what there is to ask, answers, abstentions, and what is refused."""

from __future__ import annotations

import csv
import io
import shutil
from collections.abc import Iterator
from contextlib import AbstractContextManager
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from httpx import Client

from kgqual.questions import questions
from kgqual.store.snapshot import Snapshots

LEVEL = "/questions/level-correspondence"
DQR_6 = {"framework": "DQR", "level": "6"}
JSON = {"Accept": "application/json"}


def problem(client: Client, address: str, **parameters: str) -> tuple[int, str]:
    """Return the status and the detail of a refusal."""
    answer = client.get(address, params=parameters, headers=JSON)
    assert answer.headers["Content-Type"] == "application/problem+json"
    return answer.status_code, answer.json()["detail"]


class TestTheList:
    def test_every_question_says_what_it_answers_and_takes(self, client: Client) -> None:
        listed = client.get("/questions", headers=JSON).json()
        assert [question["name"] for question in listed] == list(questions())
        for question in listed:
            for texts in ("title", "answers", "sources", "cannot_know"):
                assert set(question[texts]) == {"en", "kk", "ru"}
            for argument in question["arguments"]:
                assert argument["schema"]["type"] in ("string", "number")
                assert set(argument["label"]) == {"en", "kk", "ru"}

    def test_an_argument_says_what_it_may_name(self, client: Client) -> None:
        listed = client.get("/questions", headers=JSON).json()
        (found,) = [question for question in listed if question["address"] == LEVEL]
        arguments = {argument["name"]: argument for argument in found["arguments"]}
        assert arguments["level"]["within"] == "framework"
        assert arguments["level"]["classes"] == ["https://w3id.org/kgqual/ontology#FrameworkLevel"]
        assert arguments["level"]["required"]
        assert not arguments["to"]["required"]

    def test_it_is_known_again(self, client: Client) -> None:
        tag = client.get("/questions", headers=JSON).headers["ETag"]
        again = client.get("/questions", headers={**JSON, "If-None-Match": tag})
        assert again.status_code == 304


class TestAnAnswer:
    def test_it_is_the_envelope(self, client: Client) -> None:
        answer = client.get(LEVEL, params={**DQR_6, "to": "EQF"}, headers=JSON)
        assert answer.status_code == 200
        found = answer.json()
        assert found["question"] == "level-correspondence"
        assert found["as_of"] == date.today().isoformat()
        assert found["snapshot"] == answer.headers["X-Kgqual-Snapshot"]
        assert not found["abstained"]
        (item,) = found["answer"]
        assert item["level"]["iri"] == "http://data.europa.eu/snb/eqf/6"
        assert found["steps"][item["steps"][0]]["source"]["title"]

    def test_its_permalink_leads_to_the_same_answer(self, client: Client) -> None:
        found = client.get(LEVEL, params=DQR_6, headers=JSON).json()
        again = client.get(found["permalink"], headers=JSON).json()
        for changed in ("arguments", "permalink"):  # things are named by their IRIs there
            found.pop(changed), again.pop(changed)
        assert again == found

    def test_as_csv_an_item_is_a_row(self, client: Client) -> None:
        answer = client.get(LEVEL, params={**DQR_6, "to": "EQF"}, headers={"Accept": "text/csv"})
        assert answer.headers["Content-Type"] == "text/csv; charset=utf-8"
        (row,) = csv.DictReader(io.StringIO(answer.text))
        assert row["level"] == "http://data.europa.eu/snb/eqf/6"
        assert row["level_kk"] == "ЕБШ 6-деңгейі"
        assert row["strength"] == "official"
        assert row["sources"].startswith("EU Vocabularies")
        named = client.get(LEVEL, params={**DQR_6, "to": "EQF", "format": "csv"}, headers=JSON)
        assert named.content == answer.content

    def test_who_has_it_gets_it_no_second_time(self, client: Client) -> None:
        tag = client.get(LEVEL, params=DQR_6, headers=JSON).headers["ETag"]
        again = client.get(LEVEL, params=DQR_6, headers={**JSON, "If-None-Match": tag})
        assert (again.status_code, again.content) == (304, b"")
        for other in ({**DQR_6, "as-of": "2020-01-01"}, {**DQR_6, "format": "csv"}):
            changed = client.get(LEVEL, params=other, headers={**JSON, "If-None-Match": tag})
            assert changed.status_code == 200


class TestAbstaining:
    """It is an answer too: 200 with the reason, and with what may have been meant."""

    def test_an_unverified_chain_is_a_lead_only(self, client: Client) -> None:
        asked = {"framework": "DQR", "level": "4", "to": "NQF"}
        answer = client.get(LEVEL, params=asked, headers=JSON)
        assert answer.status_code == 200
        found = answer.json()
        assert found["abstained"]
        assert found["answer"] is None
        assert found["reason"] == found["explanation"]["en"]
        assert found["leads"]
        as_csv = client.get(LEVEL, params={**asked, "format": "csv"}).text
        assert as_csv.splitlines()[0] == "abstained"
        assert found["reason"] in as_csv

    def test_a_name_of_several_things_lists_them(self, client: Client) -> None:
        answer = client.get(LEVEL, params={"framework": "6", "level": "6"}, headers=JSON)
        assert answer.status_code == 200
        assert answer.json()["abstained"]


class TestRefusing:
    def test_an_unknown_question(self, client: Client) -> None:
        status, detail = problem(client, "/questions/meaning-of-life")
        assert status == 404
        assert "/questions" in detail

    @pytest.mark.parametrize(
        ("parameters", "said"),
        [
            ({"framework": "DQR"}, "needs level"),
            ({**DQR_6, "levle": "6"}, "has no argument levle"),
            ({**DQR_6, "as-of": "yesterday"}, "not a date"),
            ({**DQR_6, "format": "yaml"}, "json, csv"),
        ],
    )
    def test_wrong_arguments(self, client: Client, parameters: dict[str, str], said: str) -> None:
        status, detail = problem(client, LEVEL, **parameters)
        assert status == 400
        assert said in detail

    def test_an_argument_given_twice(self, client: Client) -> None:
        assert problem(client, f"{LEVEL}?framework=DQR&level=6&level=7")[0] == 400

    def test_a_snapshot_that_is_not_kept(self, client: Client) -> None:
        assert problem(client, LEVEL, **DQR_6, snapshot="0123456789")[0] == 404

    def test_what_cannot_be_had(self, client: Client) -> None:
        answer = client.get(LEVEL, params=DQR_6, headers={"Accept": "image/png"})
        assert answer.status_code == 406


def resolved(description: Any, schema: Any) -> Any:
    """Return a schema, where it is but a reference what that refers to."""
    name = schema.get("$ref", "").rpartition("/")[2]
    return description["components"]["schemas"][name] if name else schema


def test_openapi_describes_each_question_with_its_arguments_and_its_answer(client: Client) -> None:
    described = client.get("/openapi.json").json()
    for name, question in questions().items():
        get = described["paths"][f"/questions/{name}"]["get"]
        assert get["summary"] == question.documentation.title["en"]
        parameters = {parameter["name"]: parameter for parameter in get["parameters"]}
        assert parameters.keys() >= {*question.arguments, "as-of", "snapshot", "format"}
        for argument in question.arguments.values():
            assert parameters[argument.name]["required"] is argument.required
        answer = get["responses"]["200"]["content"]["application/json"]["schema"]
        properties = resolved(described, answer)["properties"]
        (items,) = [s for s in properties["answer"]["anyOf"] if s.get("type") == "array"]
        item = resolved(described, items["items"])["properties"]
        assert item.keys() == question.item.model_fields.keys()


@pytest.fixture(scope="module")
def older(
    serve: Any, served_data: Path, tmp_path_factory: pytest.TempPathFactory, publish_releases: Any
) -> Iterator[tuple[Client, str]]:
    """A service that serves a snapshot without frameworks, and the id of the full one it keeps."""
    data = tmp_path_factory.mktemp("older") / "data"
    shutil.copytree(served_data, data)
    full = Snapshots(data).current().id
    publish_releases(data, {("nco", "2017"): ("", [])})
    serving: AbstractContextManager[str] = serve(data)
    with serving as address, Client(base_url=address, timeout=30) as client:
        yield client, full


def test_a_kept_snapshot_answers_as_before(older: tuple[Client, str]) -> None:
    client, full = older
    now = client.get(LEVEL, params=DQR_6, headers=JSON).json()
    assert now["abstained"]
    then = client.get(LEVEL, params={**DQR_6, "snapshot": full[:8]}, headers=JSON).json()
    assert then["snapshot"] == full
    assert then["answer"]
