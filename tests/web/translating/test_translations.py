"""Translations over HTTP as programs use them: versions, keys, roles, what is refused and why."""

from __future__ import annotations

from uuid import uuid4

import pytest
from httpx import Client
from tests.little_esco import BAKE, BAKER, DEVELOPER, DOUGH, PASTRY_COOK
from tests.translators import Team, act, put, where

from kgqual.editorial import Role
from kgqual.editorial.translations import Field, source_hash

GONE = "http://data.europa.eu/esco/occupation/nobody"


def test_what_nobody_has_touched_has_version_0_and_its_source(team: Team) -> None:
    with Client(base_url=team.address) as anyone:  # reading is for everyone
        answer = anyone.get(where("kk", PASTRY_COOK))
    assert answer.status_code == 200
    assert answer.headers["etag"] == '"0"'
    found = answer.json()
    assert (found["concept"], found["language"], found["version"]) == (PASTRY_COOK, "kk", 0)
    alternative = found["fields"]["altLabel"]
    assert alternative["source"] == ["confectioner", "maker of cakes"]
    assert alternative["sourceHash"] == source_hash(["maker of cakes", "confectioner"])
    assert (alternative["texts"], alternative["state"]) == ([], "untranslated")
    assert found["findings"] == []


def test_what_is_saved_is_there_with_a_new_version(team: Team) -> None:
    language = team.language()
    texts = {"prefLabel": "нан пісіруші", "altLabel": ["наубайшы", "нан жасаушы"]}
    answer = put(team.aigul, language, BAKER, texts)
    assert (answer.status_code, answer.headers["etag"].removeprefix("W/")) == (200, '"1"')
    now = team.dana.client.get(where(language, BAKER)).json()
    saved = answer.json()
    assert now == {name: value for name, value in saved.items() if name in now}
    assert now["fields"]["prefLabel"]["texts"] == ["нан пісіруші"]
    assert now["fields"]["altLabel"]["texts"] == ["наубайшы", "нан жасаушы"]
    assert now["fields"]["prefLabel"]["writtenBy"] == "Aigul"
    assert now["fields"]["description"]["state"] == "untranslated"
    assert team.editorial.translations.concept(language, BAKER).version == 1


def test_a_text_of_terms_has_one_a_line_and_an_empty_one_withdraws(team: Team) -> None:
    language = team.language()
    put(team.aigul, language, BAKER, {"altLabel": "a\r\nb\n\n", "prefLabel": "c"})
    stands = team.editorial.translations.concept(language, BAKER).entries
    assert stands[Field.ALTERNATIVE].texts == ("a", "b")
    put(team.aigul, language, BAKER, {"prefLabel": ""}, version=1)
    assert team.editorial.translations.concept(language, BAKER).state == "untranslated"


def test_without_a_version_nothing_is_recorded(team: Team) -> None:
    language = team.language()
    answer = team.aigul.client.put(where(language, BAKER), json={"fields": {"prefLabel": "a"}})
    assert answer.status_code == 428
    assert answer.json()["type"].endswith("/version-missing")
    assert team.editorial.translations.concept(language, BAKER).version == 0


@pytest.mark.parametrize("tag", ["*", "3", '"x"', '"1", "2"', '"-1"'])
def test_what_is_no_version_is_refused(team: Team, tag: str) -> None:
    headers = {"If-Match": tag}
    body = {"fields": {"prefLabel": "a"}}
    answer = team.aigul.client.put(where("kk", DOUGH), json=body, headers=headers)
    assert answer.status_code == 400


def test_two_people_on_one_concept_never_overwrite_each_other(team: Team) -> None:
    language = team.language()
    put(team.aigul, language, BAKER, {"prefLabel": "наубайшы", "altLabel": ["нан пісіруші"]})
    put(team.dana, language, BAKER, {"prefLabel": "нан пісіруші маман"}, version=1)
    late = put(team.aigul, language, BAKER, {"prefLabel": "нан маманы"}, version=1)
    assert (late.status_code, late.headers["etag"].removeprefix("W/")) == (409, '"2"')
    told = late.json()
    assert told["type"].endswith("/version-conflict")
    assert told["current"]["version"] == 2
    [clash] = told["comparison"]
    assert (clash["field"], clash["person"], clash["both"]) == ("prefLabel", "Dana", True)
    assert (clash["before"], clash["theirs"]) == (["наубайшы"], ["нан пісіруші маман"])
    assert clash["yours"] == ["нан маманы"]
    marked = [(piece["change"], piece["text"]) for piece in clash["difference"]]
    assert marked == [("same", "нан "), ("del", "пісіруші маман"), ("ins", "маманы")]
    stands = team.editorial.translations.concept(language, BAKER)
    assert stands.texts(Field.PREFERRED) == ("нан пісіруші маман",)
    again = put(team.aigul, language, BAKER, {"prefLabel": "нан маманы"}, version=2)
    assert again.status_code == 200


def test_what_is_sent_again_with_the_same_key_is_recorded_once(team: Team) -> None:
    language, key = team.language(), str(uuid4())
    first = put(team.aigul, language, BAKER, {"prefLabel": "a"}, key=key)
    again = put(team.aigul, language, BAKER, {"prefLabel": "a"}, key=key)
    assert (first.json()["already"], again.json()["already"]) == (False, True)
    assert again.json()["version"] == 1
    other = put(team.aigul, language, BAKER, {"prefLabel": "b"}, version=1, key=key)
    assert other.status_code == 409
    assert other.json()["type"].endswith("/key-taken")


def test_translators_write_and_submit_and_reviewers_approve(team: Team) -> None:
    language = team.language()
    put(team.aigul, language, DEVELOPER, {"prefLabel": "a"}, submit=True)
    refused = put(team.aigul, language, DEVELOPER, {}, version=1, state="approved")
    assert (refused.status_code, refused.json()["type"][-11:]) == (403, "not-allowed")
    approved = put(team.bolat, language, DEVELOPER, {}, version=1, state="approved")
    assert approved.status_code == 200
    field = approved.json()["fields"]["prefLabel"]
    assert (field["state"], field["readByAnother"], field["published"]) == ("approved", True, ["a"])
    changed = put(team.aigul, language, DEVELOPER, {"prefLabel": "b"}, version=2).json()
    field = changed["fields"]["prefLabel"]
    assert (field["state"], field["texts"], field["published"]) == ("draft", ["b"], ["a"])


def test_who_has_no_role_for_it_writes_nothing(team: Team) -> None:
    body = {"fields": {"prefLabel": "a"}}
    with Client(base_url=team.address, headers={"If-Match": '"0"'}) as nobody:
        assert nobody.put(where("kk", DOUGH), json=body).status_code == 401
    person, token = team.editorial.people.add(f"Mapper {uuid4()}", Role.MAPPER)
    headers = {"Authorization": f"Bearer {token}", "If-Match": '"0"'}
    with Client(base_url=team.address, headers=headers) as mapper:
        assert mapper.put(where("kk", DOUGH), json=body).status_code == 403
    assert person.name


@pytest.mark.parametrize(
    ("path", "status"),
    [
        (where("kk", GONE), 404),
        (where("en", BAKER), 400),
        (where("kz", BAKER), 400),
        ("/translations/kk", 400),
        ("/translate?state=nothing", 400),
        ("/translate?page=9", 404),
    ],
)
def test_what_is_not_there_is_said(team: Team, path: str, status: int) -> None:
    answer = team.aigul.client.get(path)
    assert answer.status_code == status
    assert answer.json()["detail"]


def test_texts_are_checked_before_anybody_saves_them(team: Team) -> None:
    with Client(base_url=team.address) as anyone:
        body = {"fields": {"prefLabel": "наубайшы маманы", "altLabel": ["нaубайшы"]}}
        answer = anyone.post(act("kk", BAKER, "check"), json=body)
    [found] = answer.json()["findings"]
    assert (found["field"], found["check"], found["severity"]) == (
        "altLabel",
        "mixed-scripts",
        "blocking",
    )
    assert found["repaired"] == "наубайшы"
    assert found["text"][found["start"] : found["end"]] == "нaубайшы"
    assert set(found["message"]) == {"kk", "ru", "en"}


def test_every_change_is_told_with_who_when_and_what(team: Team) -> None:
    language = team.language()
    put(team.aigul, language, BAKER, {"prefLabel": "a"}, comment="A first try.")
    put(team.dana, language, BAKER, {"prefLabel": "b"}, version=1)
    remark = {"key": str(uuid4()), "comment": "Rather c."}
    assert team.bolat.client.post(act(language, BAKER, "comment"), json=remark).status_code == 200
    changes = team.bolat.client.get(act(language, BAKER, "history")).json()["changes"]
    assert [(one["person"], one["act"], one["comment"]) for one in changes] == [
        ("Aigul", "save", "A first try."),
        ("Dana", "save", ""),
        ("Bolat", "comment", "Rather c."),
    ]
    written = changes[1]["fields"]["prefLabel"]
    assert (written["before"], written["texts"]) == (["a"], ["b"])
    assert written["sourceHash"] == source_hash(["baker"])
    assert changes[2]["version"] == 2  # comments make no new version


def test_concepts_are_given_to_people_many_at_once(team: Team) -> None:
    language = team.language()
    first = team.bolat.client.get("/translate", params={"to": language}).json()
    body = {"person": "Dana", "first": 3}
    answer = team.bolat.client.post(f"/translate/assign?to={language}", json=body)
    assert answer.json()["concepts"] == [one["concept"] for one in first["concepts"][:3]]
    hers = team.dana.client.get("/translate", params={"to": language, "assignee": "Dana"}).json()
    assert hers["total"] == 3
    refused = team.aigul.client.post(f"/translate/assign?to={language}", json=body)
    assert refused.status_code == 403
    nothing = team.bolat.client.post(f"/translate/assign?to={language}", json={"person": "Dana"})
    assert nothing.status_code == 400


def test_the_queue_is_chosen_by_filters_with_the_reasons_of_its_order(team: Team) -> None:
    found = team.aigul.client.get("/translate?to=kk&kind=occupation&isco=75").json()
    assert found["concepts"][0]["concept"] == BAKER
    assert found["concepts"][0]["reasons"]["worldskills"] == 1
    impacts = [one["impact"] for one in found["concepts"]]
    assert impacts == sorted(impacts, reverse=True)
    go = team.aigul.client.get(f"/translate/next?kind=occupation&isco=75&after={BAKER}")
    assert go.status_code == 303
    assert "pastry-cook" in go.headers["location"]


def test_a_change_is_undone_by_who_made_it_or_a_reviewer(team: Team) -> None:
    language = team.language()
    put(team.aigul, language, BAKER, {"prefLabel": "a"})
    change = put(team.aigul, language, BAKER, {"prefLabel": "b"}, version=1).json()["change"]
    address, body = act(language, BAKER, "undo"), {"change": change}
    assert team.dana.client.post(address, json=body).status_code == 403
    undone = team.aigul.client.post(address, json=body).json()
    assert undone["fields"]["prefLabel"]["texts"] == ["a"]
    history = team.aigul.client.get(act(language, BAKER, "history")).json()["changes"]
    assert [(one["act"], one["undone"]) for one in history] == [
        ("save", False),
        ("save", True),
        ("undo", False),
    ]


def test_an_undo_is_held_against_the_checks(team: Team) -> None:
    language, changes = team.language(), []
    for version, text in enumerate("ab"):
        saved = put(team.bolat, language, BAKER, {"prefLabel": text}, version, state="approved")
        changes.append(saved.json()["change"])
    put(team.bolat, language, PASTRY_COOK, {"prefLabel": "a"}, state="approved")
    body = {"change": changes[-1]}
    blocked = team.bolat.client.post(act(language, BAKER, "undo"), json=body)
    assert (blocked.status_code, blocked.json()["type"][-8:]) == (409, "/blocked")
    assert [one["check"] for one in blocked.json()["findings"]] == ["same-preferred"]
    assert team.editorial.translations.concept(language, BAKER).texts(Field.PREFERRED) == ("b",)


def test_a_change_of_another_concept_is_not_undone_here(team: Team) -> None:
    language = team.language()
    change = put(team.aigul, language, BAKER, {"prefLabel": "a"}).json()["change"]
    body = {"change": change}
    other = team.aigul.client.post(act(language, DEVELOPER, "undo"), json=body)
    assert other.status_code == 404
    assert team.editorial.translations.concept(language, BAKER).version == 1


def test_what_checks_block_goes_no_further_than_a_draft_until_it_is_waived(team: Team) -> None:
    draft = put(team.aigul, "kk", DEVELOPER, {"prefLabel": "бағдaрламашы"})
    assert draft.status_code == 200
    assert [one["check"] for one in draft.json()["findings"]] == ["mixed-scripts"]
    body = {"version": 1}
    blocked = team.aigul.client.post(act("kk", DEVELOPER, "submit"), json=body)
    assert (blocked.status_code, blocked.json()["type"][-8:]) == (409, "/blocked")
    assert blocked.json()["findings"][0]["repaired"] == "бағдарламашы"
    texts = source_hash(["бағдaрламашы"])
    waiver = {"field": "prefLabel", "check": "mixed-scripts", "texts": texts, "reason": "A name."}
    assert team.aigul.client.post(act("kk", DEVELOPER, "waive"), json=waiver).status_code == 403
    waived = team.bolat.client.post(act("kk", DEVELOPER, "waive"), json=waiver).json()
    assert [one["waived"] for one in waived["findings"]] == ["A name."]
    assert team.aigul.client.post(act("kk", DEVELOPER, "submit"), json=body).status_code == 200


def test_one_text_is_saved_wherever_the_same_source_is_untranslated(team: Team) -> None:
    language, body = team.language(), {"key": str(uuid4())}
    nothing = team.aigul.client.post(act(language, BAKE, "everywhere"), json={})
    assert nothing.status_code == 400  # nothing stands there
    assert "no other concept" in nothing.json()["detail"]
    put(team.bolat, language, BAKE, {"prefLabel": "a", "description": "b"}, state="approved")
    first, again = (
        team.aigul.client.post(act(language, BAKE, "everywhere"), json=body) for _ in range(2)
    )
    assert (first.status_code, first.json()) == (200, {"concepts": [DOUGH]})
    assert (again.status_code, again.json()) == (200, first.json())
    [change] = team.editorial.translations.history(language, DOUGH)
    taken = change.fields[Field.DESCRIPTION]
    assert (change.person, list(change.fields), taken.texts, taken.state) == (
        *("Aigul", [Field.DESCRIPTION]),
        *(("b",), "draft"),
    )
    team.dana.client.post(act(language, DOUGH, "undo"), json={"change": change.id})
    taken_key = team.dana.client.post(act(language, BAKE, "everywhere"), json=body)
    assert taken_key.status_code == 400  # hers would be other changes, and nothing is left to give


def test_the_first_concepts_are_given_once_however_often_it_is_sent(team: Team) -> None:
    language, body = team.language(), {"key": str(uuid4()), "person": "Dana", "first": 2}
    address = f"/translate/assign?to={language}&assignee=-"
    first, again = (team.bolat.client.post(address, json=body).json() for _ in range(2))
    assert again == first
    there = team.editorial.translations.all(language)
    assert [iri for iri, one in there.items() if one.assignee] == first["concepts"]
