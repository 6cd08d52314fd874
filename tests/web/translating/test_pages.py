"""The pages of the translation team, as browsers without a script get them."""

from __future__ import annotations

from collections.abc import Iterator
from uuid import uuid4

import pytest
from httpx import Client, Response
from tests.little_esco import BAKE, BAKER, ISCO, TEAM
from tests.translators import Team, act, put, where

from kgqual.editorial.translations import Act, Edit, Field, source_hash
from kgqual.web.wording import say

HTML = {"Accept": "text/html"}


@pytest.fixture
def browser(team: Team) -> Iterator[Client]:
    """Bolat's browser: it asks for pages, and forms come from the service's own pages."""
    headers = {**HTML, "Authorization": f"Bearer {team.bolat.token}"}
    with Client(base_url=team.address, headers=headers, timeout=30) as client:
        yield client


def post(browser: Client, language: str, concept: str, **fields: str) -> Response:
    """Send the form of the page of a concept."""
    return browser.post(where(language, concept), data={"key": str(uuid4()), **fields})


def test_source_russian_and_translation_stand_beside_each_other(
    team: Team, browser: Client
) -> None:
    group = f"{ISCO}C7512"
    put(team.bolat, "kk", group, {"prefLabel": "Наубайшылар мен кондитерлер"})
    page = browser.get(where("kk", group)).text
    for shown in ("Bakers and pastry-cooks", "Пекари и кондитеры", "кондитерлер</textarea>"):
        assert shown in page
    assert "Naubaişylar men konditerler" in page  # to be read, and stored nowhere


def test_what_a_classifier_calls_the_same_is_shown_with_its_strength(browser: Client) -> None:
    page = browser.get(where("kk", BAKER)).text
    assert "Наубайшы" in page
    assert say("en", "translate.same_title") in page


def test_a_form_saves_only_what_was_changed_and_leads_back(team: Team, browser: Client) -> None:
    language = team.language()
    put(team.aigul, language, BAKER, {"prefLabel": "a", "altLabel": ["b"]})
    form = {"version": "1", "prefLabel": "a", "was.prefLabel": "a"}
    answer = post(browser, language, BAKER, **form, altLabel="b\r\nc", **{"was.altLabel": "b"})
    assert answer.status_code == 303
    assert answer.headers["location"].startswith(where(language, BAKER))
    newest = team.editorial.translations.history(language, BAKER)[-1]
    assert list(newest.fields) == [Field.ALTERNATIVE]
    assert newest.fields[Field.ALTERNATIVE].texts == ("b", "c")
    page = browser.get(answer.headers["location"]).text
    assert "version 2" in page
    same = post(browser, language, BAKER, **{**form, "version": "2"})
    assert say("en", "translate.noted.same") in browser.get(same.headers["location"]).text


def test_approving_leads_to_the_next_of_what_is_chosen(team: Team, browser: Client) -> None:
    language = team.language()
    address = f"{where(language, BAKER)}&kind=occupation&state=untranslated"
    form = {"key": str(uuid4()), "version": "0", "prefLabel": "a", "act": "approve"}
    answer = browser.post(address, data=form)
    assert answer.status_code == 303
    following = answer.headers["location"]
    assert "kind=occupation" in following
    assert BAKER.rsplit("/")[-1] not in following.partition("&noted=")[0]
    assert "“baker” is approved" in browser.get(following).text
    assert team.editorial.translations.concept(language, BAKER).published


def test_approving_approves_also_that_a_field_was_emptied(team: Team, browser: Client) -> None:
    language = team.language()
    put(team.bolat, language, BAKER, {"prefLabel": "a", "altLabel": "b"}, state="approved")
    put(team.aigul, language, BAKER, {"altLabel": ""}, version=1)
    assert post(browser, language, BAKER, version="2", act="approve").status_code == 303
    published = team.editorial.translations.concept(language, BAKER).published
    assert list(published) == [Field.PREFERRED]
    done = team.editorial.translations.activity(language)
    assert {(one.person, one.act) for one in done} == {
        ("Bolat", Act.SAVE),
        ("Aigul", Act.SAVE),
        ("Bolat", Act.APPROVE),
    }, "who approves what another wrote has not written it"


def test_what_a_reviewer_changes_and_returns_is_saved_and_returned(
    team: Team, browser: Client
) -> None:
    language = team.language()
    put(team.aigul, language, BAKER, {"prefLabel": "a"}, submit=True)
    form = {"version": "1", "prefLabel": "b", "was.prefLabel": "a", "comment": "Better so?"}
    assert post(browser, language, BAKER, **form, act="return").status_code == 303
    stands = team.editorial.translations.concept(language, BAKER)
    assert (stands.texts(Field.PREFERRED), stands.submitted) == (("b",), False)
    assert [one.text for one in stands.comments] == ["Better so?"]


def test_what_checks_block_is_saved_as_a_draft_and_shown(team: Team, browser: Client) -> None:
    form = {"version": "0", "prefLabel": "тoппен жұмыс істеу", "act": "approve"}
    answer = post(browser, "kk", TEAM, **form)
    assert answer.status_code == 409
    assert say("en", "translate.stopped.blocked") in answer.text
    stands = team.editorial.translations.concept("kk", TEAM)
    assert (stands.texts(Field.PREFERRED), stands.state) == (("тoппен жұмыс істеу",), "draft")
    again = post(browser, "kk", TEAM, **{**form, "version": "1", "prefLabel": "топпен жұмыс істеу"})
    assert again.status_code == 303
    assert team.editorial.translations.concept("kk", TEAM).state == "approved"


def test_a_changed_source_shows_the_difference_and_can_be_confirmed(
    team: Team, browser: Client
) -> None:
    language, source, field = team.language(), ("Bakers make bread.",), Field.DESCRIPTION
    edit = Edit(
        key=str(uuid4()),
        language=language,
        concept=BAKER,
        version=0,
        texts={field: ("Нан пісіреді.",)},
        hashes={field: source_hash(source)},
        sources={field: source},
    )
    team.editorial.translations.save(team.aigul.person, edit)
    page = browser.get(where(language, BAKER)).text
    assert say("en", "translate.stale") in page
    assert "<ins>, rolls and baguettes</ins>" in page
    holds = {"still": "description", "comment": 'Still "so".', "act": "save"}
    late = post(browser, language, BAKER, version="0", **holds)
    assert late.status_code == 409  # what was ticked and said of it is still there
    assert 'value="description" checked>' in late.text
    assert 'value="Still &#34;so&#34;."' in late.text
    post(browser, language, BAKER, version="1", **holds)
    assert 'value="Still' not in browser.get(where(language, BAKER)).text
    assert say("en", "translate.stale") not in browser.get(where(language, BAKER)).text
    assert team.editorial.translations.concept(language, BAKER).texts(field) == ("Нан пісіреді.",)


@pytest.mark.parametrize(
    "wrong",
    [
        {"act": "publish", "version": "0"},
        {"version": "x"},
        {"version": "0", "still": "title"},
    ],
)
def test_a_form_that_no_page_sends_is_refused(browser: Client, wrong: dict[str, str]) -> None:
    assert post(browser, "kk", BAKER, **wrong).status_code == 400


def test_a_version_that_never_was_is_refused(team: Team, browser: Client) -> None:
    language = team.language()
    answer = post(browser, language, BAKER, version="7", prefLabel="a", act="save")
    assert answer.status_code == 409
    assert put(team.aigul, language, BAKER, {"prefLabel": "a"}, version=7).status_code == 409
    assert team.editorial.translations.concept(language, BAKER).version == 0


def test_a_page_says_of_what_was_done_to_many_only_what_was_done(
    team: Team, browser: Client
) -> None:
    language = team.language()
    put(team.bolat, language, BAKE, {"description": "b"})
    spread = browser.post(act(language, BAKE, "everywhere"), data={"key": str(uuid4())})
    told = say("en", "translate.noted.everywhere", count=1)
    assert told in browser.get(spread.headers["location"]).text
    queue, chosen = f"/translate/assign?to={language}", {"person": "Dana", "first": "2"}
    given, same = (browser.post(queue, data={"key": str(uuid4()), **chosen}) for _ in range(2))
    people = [one.assignee for one in team.editorial.translations.all(language).values()]
    assert people.count("Dana") == 2
    noted = browser.get(given.headers["location"]).text
    assert say("en", "translate.batches.done", what="Assigned: Dana", count=2) in noted
    assert 'name="batch" value="' in noted, "all of it can be undone"
    assert say("en", "translate.noted.same") in browser.get(same.headers["location"]).text
    key = given.headers["location"].rpartition("=")[2]
    for claimed in (f"{where(language, BAKE)}&spread={key}", f"{where(language, BAKE)}&spread=5"):
        assert told[:10] not in browser.get(claimed).text
    assert 'class="recorded"' not in browser.get(f"/translate?to={language}&done=5").text
    with Client(base_url=team.address, headers=HTML) as nobody:
        assert told[:10] not in nobody.get(spread.headers["location"]).text


def test_a_filter_that_names_nothing_is_told_beside_the_others(browser: Client) -> None:
    page = browser.get("/translate?isco=99&text=bread&lang=ru")
    assert page.status_code == 400
    assert say("ru", "translate.filter.wrong") in page.text
    assert all(f'value="{typed}"' in page.text for typed in ("99", "bread"))


def test_who_may_not_translate_reads(team: Team) -> None:
    with Client(base_url=team.address, headers=HTML) as nobody:
        page = nobody.get(where("kk", BAKER)).text
        assert say("en", "translate.sign_in") in page
        assert "readonly" in page
        assert nobody.get("/translate").status_code == 200
