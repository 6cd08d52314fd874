"""Finding things over HTTP: the answers for programs, the page for people, suggestions."""

from __future__ import annotations

import shutil
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from httpx import Client

from kgqual import pipeline
from kgqual.namespaces import KQ
from kgqual.store.snapshot import Snapshots
from kgqual.web.wording import say

HTML = {"accept": "text/html"}


def search(client: Client, q: str, path: str = "/search", **parameters: str | int) -> Any:
    response = client.get(path, params={"q": q, **parameters})
    assert response.status_code == 200, response.text
    return response.json()


def iris(found: Any) -> list[str]:
    return [thing["iri"].rpartition("/id/")[2] for thing in found["things"]]


def test_a_program_gets_what_was_found_and_why(client: Client) -> None:
    found = search(client, "4s06130103", lang="ru")
    [thing] = found["things"][:1]
    assert thing["address"] == "/id/tvet/qualification/4S06130103"
    assert (thing["code"], thing["language"]) == ("4S06130103", "ru")
    assert thing["matched"] == {"text": "4S06130103", "language": ""}
    assert (thing["match"], thing["score"]) == ("code", 1.0)
    assert thing["features"].items() >= {"match": 1.0, "similarity": 1.0}.items()
    assert KQ.TvetQualification.value in thing["types"]
    assert client.get(thing["address"], headers=HTML).status_code == 200


@pytest.mark.parametrize("q", ["бағдарламалық", "БАГДАРЛАМАЛЫК", ",fulfhkfvfksr", "программное"])
def test_it_finds_however_a_text_is_typed(client: Client, q: str) -> None:
    assert "tvet/speciality/06130100" in iris(search(client, q))


@pytest.mark.parametrize(
    "type",
    ["WorldSkillsSkill", "worldskillsskill", "kq:WorldSkillsSkill", KQ.WorldSkillsSkill.value],
)
def test_a_type_is_named_by_its_last_part_a_curie_or_its_iri(client: Client, type: str) -> None:
    found = search(client, "web tecnologies", type=type)
    assert iris(found)[0] == "worldskills/2026/17"
    assert all(KQ.WorldSkillsSkill.value in thing["types"] for thing in found["things"])


def test_a_scheme_is_a_type_and_several_types_are_alternatives(client: Client) -> None:
    [one] = iris(search(client, "web technologies", type="kqid:turkicskills/2025/skills"))
    both = client.get(
        "/search",
        params={"q": "web technologies", "type": ["WorldSkillsSkill", "CompetitionSkill"]},
    )
    assert iris(both.json()) == ["worldskills/2026/17", one]


@pytest.mark.parametrize("parameters", [{"type": "Unicorn"}, {"type": "no:such"}, {"limit": "0"}])
def test_what_cannot_be_asked_is_a_problem(client: Client, parameters: dict[str, str]) -> None:
    response = client.get("/search", params={"q": "web", **parameters})
    assert response.status_code == 400
    assert response.headers["content-type"] == "application/problem+json"
    assert next(iter(parameters)) in response.json()["detail"]


def test_pages_of_results_follow_each_other(client: Client) -> None:
    first = search(client, "level", limit=5)
    second = search(client, "level", limit=5, offset=5)
    assert first["total"] == second["total"] > 10
    assert iris(first) + iris(second) == iris(search(client, "level", limit=10))


def test_suggestions_are_the_first_that_a_search_finds(client: Client) -> None:
    suggested = search(client, "прог", "/suggest", lang="kk")
    assert suggested["things"] == search(client, "прог", lang="kk", limit=10)["things"]
    assert all(thing["kind"] for thing in suggested["things"])


def test_the_title_of_a_question_suggests_the_question(client: Client) -> None:
    [question] = search(client, "Which level corres", "/suggest", lang="ru")["questions"][:1]
    assert question["address"] == "/questions/level-correspondence"
    found = client.get("/", params={"find": question["title"]}, headers=HTML)
    assert (found.status_code, found.headers["location"]) == (303, question["address"])


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_people_get_a_page(client: Client, language: str) -> None:
    response = client.get("/search", params={"q": "level", "lang": language}, headers=HTML)
    assert response.headers["content-language"] == language
    text = unescape(response.text)
    assert say(language, "search.title") in text
    assert say(language, "search.after") in text
    assert say(language, "search.before") not in text
    assert f"?lang={language}" in text
    assert len(response.content) < 100_000


def test_a_page_says_what_matched_when_that_is_another_name(client: Client) -> None:
    response = client.get("/search", params={"q": "MHE", "lang": "en"}, headers=HTML)
    assert "Ministry of Science and Higher Education" in response.text
    assert f"{say('en', 'search.matched')} <bdi>MHE</bdi>" in response.text


def test_nothing_found_is_said_and_harmless(client: Client) -> None:
    response = client.get("/search", params={"q": '"><script>qqzz', "lang": "en"}, headers=HTML)
    assert response.status_code == 200
    assert "<script>qqzz" not in response.text
    assert "&#34;&gt;&lt;script&gt;qqzz" in response.text


@pytest.mark.parametrize("path", ["/search", "/suggest"])
def test_what_a_client_has_is_not_sent_again(client: Client, path: str) -> None:
    first = client.get(path, params={"q": "web"})
    again = client.get(path, params={"q": "web"}, headers={"if-none-match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    other = {"if-none-match": first.headers["etag"], "accept-language": "kk"}
    assert client.get(path, params={"q": "web"}, headers=other).status_code == 200


def test_a_snapshot_without_an_index_is_served_but_not_searched(serve: Any, own_data: Path) -> None:
    snapshot = Snapshots(own_data).current()
    shutil.rmtree(snapshot.search_path)
    sums = snapshot.checksums_path.read_text().splitlines()
    kept = [line for line in sums if '"search/' not in line]
    kept[-2] = kept[-2].rstrip(",")
    snapshot.checksums_path.write_text("\n".join(kept))
    with serve(own_data) as address, Client(base_url=address, timeout=30) as client:
        assert client.get("/id/nqf/2016/level/4", headers=HTML).status_code == 200
        response = client.get("/search", params={"q": "web"})
        assert response.status_code == 503
        assert "kgqual build" in response.json()["detail"]
        pipeline.build(own_data)
        assert search(client, "web")["total"] > 0
