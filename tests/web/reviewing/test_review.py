"""The review over HTTP: anybody reads, who shows a token decides, nothing is recorded twice."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from uuid import uuid4

import pytest
from httpx import Client, Response
from tests.desk import ISCO, Desk, Member, nothing_fits, suggested

from kgqual.editorial.database import FILE
from kgqual.editorial.reviews import State, Verdict
from kgqual.web.reviewing.visit import Show
from kgqual.web.signing_in import COOKIE
from kgqual.web.wording import say

HTML = {"Accept": "text/html"}
LANGUAGES = ("kk", "ru", "en")
SKILL = "https://w3id.org/kgqual/id/worldskills/2026/17"


@pytest.fixture
def anybody(desk: Desk) -> Iterator[Client]:
    """Somebody who is not signed in."""
    with Client(base_url=desk.address, timeout=30) as client:
        yield client


def item(member: Member, queue: str, number: int = 1) -> dict[str, object]:
    found: dict[str, object] = member.client.get(f"/review/{queue}/items/{number}").json()
    return found


def decide(
    member: Member, queue: str, verdict: str, number: int = 1, place: int = 0, **more: object
) -> Response:
    """Decide about the candidate at a place, or about the item."""
    seen = item(member, queue, number)
    about = {"suggestion": seen["suggestions"][place]["id"]}  # type: ignore[index]
    if verdict in ("no-match", "later"):
        about = {}
    choice = {"item": number, "subject": seen["subject"]["iri"], "verdict": verdict}  # type: ignore[index]
    body = {"key": str(uuid4()), **choice, **about, **more}
    return member.client.post(f"/review/{queue}/decisions", json=body)


def seen(response: Response) -> str:
    """Return the text of a page, with single spaces."""
    body = response.text.partition("<main")[2]
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", body)).split())


def test_the_queues_are_listed_with_their_progress(desk: Desk, anybody: Client) -> None:
    name = desk.queue(3)
    decide(desk.anna, name, "accept")
    [found] = [q for q in anybody.get("/review").json()["queues"] if q["name"] == name]
    assert found["progress"]["items"] == 3
    assert found["progress"]["states"]["decided"] == 1
    assert found["progress"]["reviewers"] == {"Anna": 1}
    page = anybody.get("/review?lang=en", headers=HTML)
    assert f"Queue {name}" in seen(page)
    assert say("en", "review.progress", done=1, total=3) in seen(page)


@pytest.mark.parametrize("language", LANGUAGES)
def test_both_sides_are_shown_with_names_place_and_mappings(
    desk: Desk, anybody: Client, language: str
) -> None:
    group = suggested(SKILL, "Web Technologies", f"{ISCO}2513", "Web developers", 0.75)
    name = desk.load([group, nothing_fits(SKILL, "Web Technologies", 0.2)])
    text = seen(anybody.get(f"/review/{name}/items/1?lang={language}", headers=HTML))
    assert "Web Technologies" in text
    assert "Разработчики Web и мультимедийных приложений" in text
    assert text.count(say(language, "thing.no_name")) >= 2
    for key in ("above", "below", "stated", "stated_both", "why", "none_fits", "sign_in"):
        assert say(language, f"review.{key}") in text, key
    assert "0.75" in text.replace(",", ".")
    assert say(language, "review.feature.words_best") in text
    assert "rank_bm25_all" in text
    assert "a matcher" in text
    data = anybody.get(f"/review/{name}/items/1").json()
    [candidate] = data["suggestions"]
    assert [m["predicate"]["iri"].rpartition("#")[2] for m in candidate["stated"]] == ["closeMatch"]
    assert candidate["features"] == {"words_best": 0.81, "rank_bm25_all": 0.0}
    assert data["nothing_fits"] == 0.2


def test_what_the_graph_does_not_know_is_shown_as_the_file_has_it(
    desk: Desk, anybody: Client
) -> None:
    strange = suggested("https://example.org/odd", "<i>Odd</i>", "urn:x-odd", "<u>odder</u>", 0.5)
    name = desk.load([strange])
    page = anybody.get(f"/review/{name}/items/1?lang=en", headers=HTML)
    assert say("en", "review.unknown") in seen(page)
    assert "&lt;i&gt;Odd&lt;/i&gt;" in page.text
    assert "<i>Odd" not in page.text
    assert "<u>odder" not in page.text


def test_where_nothing_was_found_one_confirms_it_or_puts_it_off(desk: Desk) -> None:
    subject, label = next(desk.sections)
    name = desk.load([nothing_fits(subject, label, 0.9)])
    page = desk.anna.client.get(f"/review/{name}/items/1?lang=en", headers=HTML)
    assert say("en", "review.no_candidates") in seen(page)
    assert re.findall(r'name="verdict" value="([a-z-]+)"', page.text) == ["no-match", "later"]
    choice = {"item": 1, "subject": subject, "verdict": "no-match"}
    assert desk.anna.client.post(f"/review/{name}/decisions", json=choice).status_code == 201
    assert item(desk.anna, name)["state"] == "decided"
    page = desk.bolat.client.get(f"/review/{name}/items/1?lang=en", headers=HTML)
    standing = f"{say('en', 'review.verdict.no_match')} · Anna"
    assert standing in seen(page).partition(say("en", "review.history", count=1))[0]


def test_a_decision_says_who_and_when_and_where_one_goes_on(desk: Desk) -> None:
    name = desk.queue(2)
    answer = decide(desk.anna, name, "accept", comment="The same duties.")
    assert answer.status_code == 201
    said = answer.json()
    assert (said["decision"]["person"], said["decision"]["verdict"]) == ("Anna", "accept")
    assert said["decision"]["comment"] == "The same duties."
    assert said["next"] == f"/review/{name}/items/2"
    [recorded] = desk.editorial.reviews.decisions(name)
    assert recorded.decided.isoformat()[:19] == said["decision"]["decided"][:19]
    assert "The same duties." in seen(
        desk.bolat.client.get(f"/review/{name}/items/1", headers=HTML)
    )


def test_every_verdict_is_recorded_as_what_it_means(desk: Desk) -> None:
    verdicts = [one for one in Verdict if one is not Verdict.UNDO]
    name = desk.queue(len(verdicts))
    for number, verdict in enumerate(verdicts, start=1):
        assert decide(desk.anna, name, verdict, number).status_code == 201, verdict
    stated = {one.verdict: one.states for one in desk.editorial.reviews.decisions(name)}
    assert {v.value: s and s.rpartition("#")[2] for v, s in stated.items()} == {
        "accept": "closeMatch",
        "broader": "broadMatch",
        "narrower": "narrowMatch",
        "related": "relatedMatch",
        "reject": None,
        "no-match": None,
        "later": None,
    }


def test_the_same_key_records_once_and_another_choice_under_it_is_refused(desk: Desk) -> None:
    name, key = desk.queue(2), str(uuid4())
    first = decide(desk.anna, name, "broader", key=key)
    again = decide(desk.anna, name, "broader", key=key)
    assert (first.status_code, again.status_code) == (201, 200)
    assert again.json()["already"]
    assert again.json()["decision"] == first.json()["decision"]
    other = decide(desk.anna, name, "accept", key=key)
    assert other.status_code == 409
    assert other.json()["type"].endswith("/key-taken")
    assert len(desk.editorial.reviews.decisions(name)) == 1


def test_who_rejects_a_candidate_stays_until_none_is_left(desk: Desk) -> None:
    name = desk.queue(2)
    assert decide(desk.anna, name, "reject").json()["next"] == f"/review/{name}/items/1"
    assert decide(desk.anna, name, "reject", place=1).json()["next"] == f"/review/{name}/items/2"
    assert item(desk.anna, name)["state"] == "decided"
    assert decide(desk.anna, name, "no-match", 2).json()["next"] == f"/review/{name}"


def test_two_reviewers_disagree_and_it_shows(desk: Desk, anybody: Client) -> None:
    name = desk.queue(2)
    decide(desk.anna, name, "accept", comment="Yes.")
    decide(desk.bolat, name, "reject", comment="No.")
    found = anybody.get(f"/review/{name}?show=disputed").json()
    assert [(one["number"], one["people"]) for one in found["items"]] == [(1, ["Anna"])]
    text = seen(anybody.get(f"/review/{name}/items/1?lang=en", headers=HTML))
    for said in (say("en", "review.disputed"), "Anna", "Bolat", "Yes.", "No."):
        assert said in text
    listed = seen(anybody.get(f"/review/{name}?show=disputed&lang=en", headers=HTML))
    assert say("en", "review.state.disputed") in listed


def test_a_second_reading_goes_through_what_others_have_decided(desk: Desk) -> None:
    name = desk.queue(2)
    decide(desk.anna, name, "accept")
    openly = desk.bolat.client.get(f"/review/{name}/next", headers=HTML)
    own = desk.bolat.client.get(f"/review/{name}/next?show=mine", headers=HTML)
    assert openly.headers["location"] == f"/review/{name}/items/2"
    assert own.headers["location"] == f"/review/{name}/items/1?show=mine"
    decide(desk.bolat, name, "accept")
    own = desk.bolat.client.get(f"/review/{name}/next?show=mine", headers=HTML)
    assert own.headers["location"] == f"/review/{name}/items/2?show=mine"


def test_undoing_is_another_row_and_only_of_ones_own(desk: Desk) -> None:
    name = desk.queue(2)
    number = decide(desk.anna, name, "accept").json()["decision"]["id"]
    undo = {"item": 1, "decision": number}
    refused = desk.bolat.client.post(f"/review/{name}/undo", json=undo)
    assert refused.status_code == 403
    done = desk.anna.client.post(f"/review/{name}/undo", json=undo)
    assert (done.status_code, done.json()["next"]) == (201, f"/review/{name}/items/1")
    again = desk.anna.client.post(f"/review/{name}/undo", json=undo)
    assert again.json()["already"]
    assert item(desk.anna, name)["state"] == "open"
    assert [one.verdict for one in desk.editorial.reviews.decisions(name)] == ["accept", "undo"]
    page = desk.anna.client.get(f"/review/{name}/items/1?lang=en", headers=HTML)
    assert say("en", "review.undone") in seen(page)


def test_without_a_script_the_form_leads_from_item_to_item(desk: Desk) -> None:
    name = desk.queue(2)
    page = desk.anna.client.get(f"/review/{name}/items/1?lang=ru", headers=HTML)
    form = page.text.partition('id="deciding"')[2].partition("</form>")[0]
    fields = dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', form))
    fields["suggestion"] = re.findall(r'name="suggestion" value="(\d+)" checked', form)[0]
    action = unescape(re.findall(r'action="([^"]+)"', page.text.partition('id="deciding"')[2])[0])
    posted = fields | {"verdict": "no-match", "comment": ""}
    sent = desk.anna.client.post(action, data=posted, headers=HTML)
    assert (sent.status_code, sent.headers["location"]) == (
        303,
        f"/review/{name}/items/2?noted=1&lang=ru",
    )
    following = desk.anna.client.get(sent.headers["location"], headers=HTML)
    assert say("ru", "review.verdict.no_match") in following.text.partition('id="recorded"')[2]
    twice = desk.anna.client.post(action, data=posted, headers=HTML)
    assert twice.status_code == 303
    assert len(desk.editorial.reviews.decisions(name)) == 1
    undone = re.findall(r'name="what" value="([\d.]+)"', following.text)[0]
    back = desk.anna.client.post(f"/review/{name}/undo", data={"what": undone}, headers=HTML)
    assert back.headers["location"] == f"/review/{name}/items/1?noted=1"


def test_many_are_accepted_at_once_or_none(desk: Desk) -> None:
    name = desk.queue(3)
    shown = desk.anna.client.get(f"/review/{name}/batch?above=0.85").json()["suggestions"]
    assert [one["item"] for one in shown] == [1, 2, 3]
    assert desk.anna.client.get(f"/review/{name}/batch?above=0.95").json()["suggestions"] == []
    page = desk.anna.client.get(f"/review/{name}/batch?above=0.85&lang=kk", headers=HTML)
    ticked = re.findall(r'name="suggestion" value="(\d+)" checked', page.text)
    assert ticked == [str(one["suggestion"]) for one in shown]
    key = unescape(re.findall(r'name="key" value="([^"]+)"', page.text)[0])
    decide(desk.bolat, name, "reject", 3)
    late = desk.anna.client.post(f"/review/{name}/batch", json={"key": key, "suggestion": ticked})
    assert (late.status_code, late.json()["type"].rpartition("/")[2]) == (409, "outdated")
    form = {"key": key, "suggestion": ticked[:2]}
    done = desk.anna.client.post(f"/review/{name}/batch?lang=kk", data=form, headers=HTML)
    assert done.status_code == 303
    queue = desk.anna.client.get(done.headers["location"], headers=HTML)
    assert say("kk", "review.together.done", count=2) in seen(queue)
    assert desk.editorial.reviews.progress(name).states[State.DECIDED] == 2
    undone = desk.anna.client.post(f"/review/{name}/batch/undo", json={"batch": key})
    assert len(undone.json()["decisions"]) == 2
    assert desk.editorial.reviews.progress(name).states[State.DECIDED] == 0


def test_a_batch_of_any_key_is_undone_without_naming_another(desk: Desk) -> None:
    name, key = desk.queue(1), str(uuid4()).ljust(80, "x")
    [one] = desk.anna.client.get(f"/review/{name}/batch?above=0.5").json()["suggestions"]
    body = {"key": key, "suggestion": [one["suggestion"]]}
    assert desk.anna.client.post(f"/review/{name}/batch", json=body).status_code == 201
    undone = desk.anna.client.post(f"/review/{name}/batch/undo", json={"batch": key})
    assert undone.status_code == 201, undone.text


def test_a_decision_about_another_item_is_refused(desk: Desk) -> None:
    name = desk.queue(2)
    other = item(desk.anna, name, 2)["subject"]["iri"]  # type: ignore[index]
    answer = decide(desk.anna, name, "later", 1, subject=other)
    assert answer.status_code == 409
    assert "Look at the item again" in answer.json()["detail"]
    assert desk.editorial.reviews.decisions(name) == []


def test_what_is_posted_otherwise_is_told_how(desk: Desk) -> None:
    answer = desk.anna.client.post(f"/review/{desk.queue(1)}/undo", content="x")
    assert (answer.status_code, "query" in answer.json()["detail"]) == (415, False)
    assert answer.json()["detail"].startswith("Fields are posted as application/json or as")


@pytest.mark.parametrize(("number", "status"), [(10**15, 404), (10**30, 400), (-1, 400)])
def test_a_decision_that_is_none_is_not_undone(desk: Desk, number: int, status: int) -> None:
    body = {"item": 1, "decision": number}
    answer = desk.anna.client.post(f"/review/{desk.queue(1)}/undo", json=body)
    assert answer.status_code == status


@pytest.mark.parametrize("show", Show)
def test_items_are_listed_by_how_far_they_have_come(desk: Desk, show: Show) -> None:
    name = desk.queue(5)
    decide(desk.bolat, name, "accept", 2)
    decide(desk.anna, name, "later", 3)
    decide(desk.anna, name, "accept", 4)
    decide(desk.bolat, name, "narrower", 4)
    decide(desk.anna, name, "accept", 5)
    expected = {
        Show.OPEN: [1],
        Show.MINE: [1, 2, 3],
        Show.LATER: [3],
        Show.DISPUTED: [4],
        Show.DECIDED: [2, 5],
        Show.ALL: [1, 2, 3, 4, 5],
    }
    found = desk.anna.client.get(f"/review/{name}", params={"show": show}).json()
    assert [one["number"] for one in found["items"]] == expected[show]
    page = desk.anna.client.get(f"/review/{name}?show={show}", headers=HTML)
    assert len(re.findall('<th scope="row">', page.text)) == len(expected[show])


@pytest.mark.parametrize(
    ("body", "status", "detail"),
    [
        ({"verdict": "maybe"}, 400, "verdict"),
        ({"verdict": "undo"}, 400, "undo"),
        ({"verdict": "accept"}, 400, "suggestion"),
        ({"verdict": "accept", "suggestion": 999_999_999}, 409, "Look at the item again"),
        ({"verdict": "later", "nonsense": 1}, 400, "nonsense"),
        ({"verdict": "later", "item": 99}, 404, "no item 99"),
        ({"verdict": "later", "subject": "urn:x-other"}, 404, "urn:x-other"),
        ({"verdict": "later", "key": "short"}, 400, "key"),
        ({"verdict": "later", "comment": "x" * 5000}, 400, "comment"),
        ({"verdict": "later", "comment": "\ud800"}, 400, "half a character"),
        ({"verdict": "later", "subject": "\ud800"}, 400, "half a character"),
        ({"verdict": "later", "comment": "\ud800"}, 400, "half a character"),
        ({"verdict": "later", "subject": "\ud800"}, 400, "half a character"),
    ],
)
def test_what_is_no_decision_is_refused_and_nothing_recorded(
    desk: Desk, body: dict[str, object], status: int, detail: str
) -> None:
    name = desk.queue(1)
    subject = item(desk.anna, name)["subject"]["iri"]  # type: ignore[index]
    posted = {"key": str(uuid4()), "item": 1, "subject": subject, **body}
    text, kind = json.dumps(posted), {"Content-Type": "application/json"}  # halves escaped
    answer = desk.anna.client.post(f"/review/{name}/decisions", content=text, headers=kind)
    assert answer.status_code == status, answer.text
    assert detail in answer.json()["detail"]
    assert desk.editorial.reviews.decisions(name) == []


@pytest.mark.parametrize("path", ["/review/nothing", "/review/nothing/items/1", "{}/items/77"])
def test_what_is_not_there_is_not_found(desk: Desk, anybody: Client, path: str) -> None:
    assert anybody.get(path.format(f"/review/{desk.queue(1)}")).status_code == 404


def test_what_reviewers_state_is_exported_with_who_and_when(desk: Desk, anybody: Client) -> None:
    name = desk.queue(1)
    decide(desk.anna, name, "narrower")
    subject = item(desk.anna, name)["subject"]["iri"]  # type: ignore[index]
    exported = anybody.get("/review.sssom.tsv")
    assert exported.headers["content-type"].startswith("text/tab-separated-values")
    lines = [line for line in exported.text.splitlines() if not line.startswith("#")]
    rows = [dict(zip(lines[0].split("\t"), line.split("\t"), strict=True)) for line in lines[1:]]
    [row] = [row for row in rows if subject.endswith(row["subject_id"].partition(":")[2])]
    assert row["predicate_id"] == "skos:narrowMatch"
    assert (row["reviewer_label"], len(row["mapping_date"] or row["review_date"])) == ("Anna", 10)


def test_pages_are_nobodys_to_keep(desk: Desk, anybody: Client) -> None:
    for path in ("/review", f"/review/{desk.queue(1)}/items/1"):
        answer = anybody.get(path, headers=HTML)
        assert answer.headers["cache-control"] == "private, no-store"
        assert "Cookie" in answer.headers["vary"]


def test_a_service_without_a_review_says_how_to_begin(client: Client) -> None:
    assert client.get("/review").json() == {"queues": []}
    assert "kgqual map review" in seen(client.get("/review?lang=en", headers=HTML))
    assert client.get("/review.sssom.tsv").status_code == 404
    assert client.get("/sign-in", headers=HTML).status_code == 200
    nothing = client.get("/review/cooks")
    assert (nothing.status_code, "kgqual map review" in nothing.json()["detail"]) == (404, True)


def test_asking_makes_no_database(client: Client, served_data: Path) -> None:
    for path in ("/review", "/review/cooks", "/review/cooks/items/1", "/review.sssom.tsv"):
        client.get(path, headers={"Cookie": f"{COOKIE}=kgqual_nobody"})
        client.get(path, headers={"Authorization": "Bearer kgqual_nobody"})
    own = {"Sec-Fetch-Site": "same-origin"}
    assert client.post("/sign-in", data={"token": "kgqual_x"}, headers=own).status_code == 401
    assert not (served_data / FILE).exists()
