"""Translating in real browsers: by keys, in pairs, over a failing network, without a script."""

from __future__ import annotations

import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Route, expect
from tests.browser.conftest import watched
from tests.browser.test_accessibility import PHONE, violations
from tests.desk import Member
from tests.little_esco import BAKE, BAKER, DEVELOPER, DOUGH, HYGIENE, PASTRY_COOK, TEAM
from tests.translated.conftest import OCCUPATION, build
from tests.translators import Team, put, served_team, where

from kgqual.editorial.translations import Field
from kgqual.namespaces import SKOS
from kgqual.web.signing_in import COOKIE
from kgqual.web.wording import say

KGQUAL = str(Path(sys.executable).parent / "kgqual")


def signed_in(page: Page, team: Team, member: Member) -> Page:
    """Let the browser show somebody's token, as signing in does."""
    page.context.add_cookies([{"name": COOKIE, "value": member.token, "url": team.address}])
    return page


@pytest.fixture
def aiguls(browser: Browser, team: Team) -> Iterator[Page]:
    """A page of Aigul, who translates."""
    with watched(browser, team.address) as page:
        yield signed_in(page, team, team.aigul)


@pytest.fixture
def unlucky(browser: Browser, team: Team) -> Iterator[Page]:
    """A page of Aigul, which may meet errors."""
    page = browser.new_page(base_url=team.address)
    yield signed_in(page, team, team.aigul)
    page.close()


def at(page: Page, language: str, concept: str, interface: str = "en") -> None:
    page.goto(f"{where(language, concept)}&lang={interface}")


def stands(team: Team, language: str, concept: str, field: Field) -> tuple[str, ...]:
    return team.editorial.translations.concept(language, concept).texts(field)


def test_one_writes_saves_and_goes_on_by_keys(aiguls: Page, team: Team) -> None:
    language = team.language()
    aiguls.goto(f"/translate?to={language}&kind=occupation&lang=en")
    aiguls.get_by_role("link", name=say("en", "translate.start")).click()
    expect(aiguls.locator("#prefLabel")).to_be_focused()
    first = aiguls.get_by_role("heading", level=1).inner_text()
    aiguls.keyboard.type("наубайшы")
    expect(aiguls.locator("#dirty")).to_have_text(say("en", "translate.unsaved"))
    aiguls.keyboard.press("Control+s")
    expect(aiguls.locator("#noted")).to_contain_text("version 1")
    expect(aiguls.locator("#dirty")).to_be_empty()
    expect(aiguls.locator("#prefLabel")).to_be_focused()  # nothing has jumped
    aiguls.keyboard.type(" маманы")
    aiguls.keyboard.press("Control+Enter")
    expect(aiguls.get_by_role("heading", level=1)).not_to_have_text(first)
    expect(aiguls.locator("#noted")).to_contain_text(first)
    [done] = team.editorial.translations.all(language).values()
    assert done.texts(Field.PREFERRED) == ("наубайшы маманы",)
    assert (done.submitted, done.version) == (True, 2)
    expect(aiguls.locator("#prefLabel")).to_be_focused()
    second = aiguls.url
    aiguls.keyboard.press("Alt+PageDown")
    expect(aiguls).not_to_have_url(second)


@pytest.fixture
def publishing(
    serve: Callable[[Path], AbstractContextManager[str]],
    made_once: Callable[[str, Callable[[Path], object]], Path],
    tmp_path: Path,
) -> Iterator[Team]:
    """A team of its own, over a snapshot that translations can be published in."""
    small = made_once("small", lambda folder: build(folder / "data", folder / "made"))
    shutil.copytree(small / "data", tmp_path / "data")
    with served_team(serve, tmp_path / "data") as team:
        yield team


def test_from_the_queue_to_approved_to_the_label_that_a_query_shows(
    browser: Browser, publishing: Team
) -> None:
    label, team = "бағдарламашы", publishing
    with ExitStack() as pages:
        contexts = [browser.new_context(base_url=team.address) for _ in range(2)]
        aigul, bolat = (pages.enter_context(context).new_page() for context in contexts)
        signed_in(aigul, team, team.aigul).goto("/translate?kind=occupation&isco=2512&lang=kk")
        aigul.get_by_role("link", name="software developer", exact=True).click()
        expect(aigul.locator("#prefLabel")).to_be_focused()
        aigul.keyboard.type(label)
        aigul.keyboard.press("Control+Enter")
        expect(aigul.locator("#noted")).to_contain_text("software developer")

        signed_in(bolat, team, team.bolat).goto("/translate?state=submitted&lang=en")
        bolat.get_by_role("link", name=say("en", "translate.start")).click()
        expect(bolat.locator("#prefLabel")).to_have_value(label)
        expect(bolat.locator("#prefLabel")).to_be_focused()
        bolat.keyboard.press("Control+Shift+Enter")
        expect(bolat.locator("#noted")).to_contain_text("“software developer” is approved")
    ask = f'SELECT ?term {{ ?term <{SKOS.prefLabel.value}> "{label}"@kk }}'
    for _ in range(500):  # some seconds after the approval the service publishes it
        answer = team.aigul.client.get("/sparql", params={"query": ask}).json()
        if answer["results"]["bindings"]:
            break
        time.sleep(0.2)
    command = ["--data", str(team.data), "query", ask, "--format", "csv"]
    told = subprocess.run([KGQUAL, *command], capture_output=True, text=True, check=True)
    assert OCCUPATION in told.stdout


def test_two_translators_in_two_browsers_never_overwrite_each_other(
    browser: Browser, team: Team
) -> None:
    language = team.language()
    put(team.bolat, language, BAKER, {"prefLabel": "наубайшы", "description": "Нан пісіреді."})
    with ExitStack() as pages:
        contexts = [browser.new_context(base_url=team.address) for _ in range(2)]
        aigul, dana = (pages.enter_context(context) for context in contexts)
        hers, theirs = (context.new_page() for context in (aigul, dana))
        at(signed_in(hers, team, team.aigul), language, BAKER)
        at(signed_in(theirs, team, team.dana), language, BAKER)
        hers.locator("#prefLabel").fill("нан пісіруші")
        theirs.locator("#prefLabel").fill("нан маманы")
        theirs.locator("#altLabel").fill("наубайханашы")
        theirs.locator("#remark").fill("as in the act")
        hers.keyboard.press("Control+s")
        expect(hers.locator("#noted")).to_contain_text("version 2")
        theirs.keyboard.press("Control+s")

        told = theirs.get_by_role("alert").filter(has_text="Aigul")
        expect(told).to_contain_text("нан пісіруші")
        expect(told.locator("ins")).to_have_text("маманы")
        expect(theirs.locator("#prefLabel")).to_have_value("нан маманы")
        expect(theirs.locator("#altLabel")).to_have_value("наубайханашы")
        expect(theirs.locator("#remark")).to_have_value("as in the act")
        assert stands(team, language, BAKER, Field.PREFERRED) == ("нан пісіруші",)

        theirs.get_by_role("button", name=say("en", "translate.conflict.take")).click()
        expect(theirs.locator("#prefLabel")).to_have_value("нан пісіруші")
        theirs.keyboard.press("Control+s")
        expect(theirs.locator("#noted")).to_contain_text("version 3")
    assert stands(team, language, BAKER, Field.PREFERRED) == ("нан пісіруші",)
    assert stands(team, language, BAKER, Field.ALTERNATIVE) == ("наубайханашы",)
    assert stands(team, language, BAKER, Field.DESCRIPTION) == ("Нан пісіреді.",)


def test_nothing_counts_as_saved_that_the_service_has_not_acknowledged(
    unlucky: Page, team: Team
) -> None:
    language = team.language()
    at(unlucky, language, BAKE)
    unlucky.locator("#prefLabel").fill("нан пісіру")

    def lose_the_answer(route: Route) -> None:
        """Let the service save the text, and lose its answer on the way back."""
        route.fetch(max_redirects=0)
        route.abort("connectionreset")

    unlucky.route(f"**{where(language, BAKE)}*", lose_the_answer)
    unlucky.keyboard.press("Control+s")
    expect(unlucky.get_by_role("alert")).to_contain_text(say("en", "translate.failed"))
    expect(unlucky.locator("#noted")).to_be_empty()
    expect(unlucky.locator("#signing")).to_be_hidden()
    expect(unlucky.locator("#prefLabel")).to_have_value("нан пісіру")
    unlucky.unroute(f"**{where(language, BAKE)}*")
    unlucky.locator("#prefLabel").fill("нан пісіру өнері")
    unlucky.get_by_role("button", name=say("en", "translate.retry")).click()
    expect(unlucky.locator("#noted")).to_contain_text("version 1")
    expect(unlucky.locator("#prefLabel")).to_have_value("нан пісіру өнері")  # written since
    expect(unlucky.locator("#dirty")).to_have_text(say("en", "translate.unsaved"))
    assert stands(team, language, BAKE, Field.PREFERRED) == ("нан пісіру",)
    assert len(team.editorial.translations.history(language, BAKE)) == 1


def test_who_is_signed_out_meanwhile_signs_in_and_sends_it_again(unlucky: Page, team: Team) -> None:
    language = team.language()
    at(unlucky, language, BAKE)
    unlucky.locator("#prefLabel").fill("нан пісіру")
    unlucky.context.clear_cookies()
    unlucky.keyboard.press("Control+s")
    expect(unlucky.get_by_role("alert")).to_contain_text(say("en", "translate.unknown"))
    with unlucky.expect_popup() as opened:
        unlucky.locator("#signing").click()
    opened.value.locator("#token").fill(team.aigul.token)
    opened.value.keyboard.press("Enter")
    expect(opened.value.locator("#translating")).to_be_attached()
    unlucky.get_by_role("button", name=say("en", "translate.retry")).click()
    expect(unlucky.locator("#noted")).to_contain_text("version 1")
    assert stands(team, language, BAKE, Field.PREFERRED) == ("нан пісіру",)


def test_what_one_writes_is_checked_meanwhile_and_repaired_by_a_button(
    aiguls: Page, team: Team
) -> None:
    at(aiguls, "kk", DOUGH)
    aiguls.locator("#prefLabel").fill("қaмыр илеу")
    found = aiguls.locator("#findings-prefLabel .blocking")
    expect(found).to_contain_text("қaмыр")
    found.get_by_role("button", name=say("en", "translate.repair")).click()
    expect(aiguls.locator("#prefLabel")).to_have_value("қамыр илеу")
    expect(found).to_have_count(0)
    assert stands(team, "kk", DOUGH, Field.PREFERRED) == ()


def test_what_is_written_while_it_is_saved_stays(aiguls: Page, team: Team) -> None:
    language = team.language()
    at(aiguls, language, HYGIENE)

    def write_on(route: Route) -> None:
        """Write before the service gets what was sent."""
        aiguls.locator("#prefLabel").press_sequentially("2")
        aiguls.locator("#remark").fill("in a while")
        route.continue_()

    aiguls.route(f"**{where(language, HYGIENE)}*", write_on, times=1)
    aiguls.locator("#prefLabel").fill("гигиена")
    aiguls.keyboard.press("Control+s")
    expect(aiguls.locator("#noted")).to_contain_text("version 1")
    expect(aiguls.locator("#prefLabel")).to_have_value("гигиена2")
    expect(aiguls.locator("#remark")).to_have_value("in a while")
    expect(aiguls.locator("#dirty")).to_have_text(say("en", "translate.unsaved"))
    assert stands(team, language, HYGIENE, Field.PREFERRED) == ("гигиена",)

    aiguls.route(f"**{where(language, HYGIENE)}*", write_on, times=1)
    aiguls.keyboard.press("Control+Enter")  # goes on to the next, but not from unsaved text
    expect(aiguls.locator(".state-of.submitted").first).to_be_visible()
    expect(aiguls.locator("#prefLabel")).to_have_value("гигиена22")
    expect(aiguls.locator("#dirty")).to_have_text(say("en", "translate.unsaved"))
    assert stands(team, language, HYGIENE, Field.PREFERRED) == ("гигиена2",)


def test_without_a_script_forms_do_all_of_it(browser: Browser, team: Team) -> None:
    language = team.language()
    context = browser.new_context(base_url=team.address, java_script_enabled=False)
    page = signed_in(context.new_page(), team, team.bolat)
    at(page, language, DEVELOPER, "ru")
    page.locator("#prefLabel").fill("әзірлеуші")
    page.get_by_role("button", name=say("ru", "translate.button.save")).click()
    expect(page.locator("#noted")).to_contain_text("1")
    put(team.dana, language, DEVELOPER, {"prefLabel": "бағдарламашы"}, version=1)
    page.locator("#prefLabel").fill("бағдарлама жасаушы")
    page.get_by_role("button", name=say("ru", "translate.button.save")).click()
    expect(page.get_by_role("alert").filter(has_text="Dana")).to_contain_text("бағдарламашы")
    page.get_by_role("button", name=say("ru", "translate.button.approve")).click()
    at(page, language, DEVELOPER, "ru")
    page.locator("#past").click()
    expect(page.locator(".history")).to_contain_text("Dana")
    done = team.editorial.translations.concept(language, DEVELOPER)
    assert done.published[Field.PREFERRED].texts == ("бағдарлама жасаушы",)
    context.close()


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_no_page_of_the_team_has_a_barrier_or_is_wider_than_a_phone(
    browser: Browser, team: Team, language: str
) -> None:
    target = team.language()
    put(team.bolat, target, TEAM, {"prefLabel": "a"}, state="approved")
    put(team.aigul, target, TEAM, {"prefLabel": "b"}, version=1, comment="Rather so.")
    put(team.aigul, target, HYGIENE, {"prefLabel": "two  spaces"})
    team.bolat.client.post(f"/translate/assign?to={target}", json={"person": "Dana", "first": 2})
    terms = ("terms.csv", f"en,{target},forbidden\nteam,a,b\n")
    for name in ("memory", "glossary"):
        team.aigul.client.post(f"/translations/{target}/{name}", files={"file": terms})
    with watched(browser, team.address) as page:
        signed_in(page, team, team.bolat).set_viewport_size(PHONE)
        page.emulate_media(color_scheme="dark" if language == "ru" else "light")
        more = (
            f"/translate?to={target}",
            f"/translate/progress?to={target}",
            f"/translate/files?to={target}",
            f"/translate/worklist?to={target}",
            f"/translate/repairs?to={target}",
            f"/translations/{target}/memory?text=team",
            f"/translations/{target}/glossary?text=team",
            f"/translations/{target}/batches?",
            where("kk", PASTRY_COOK),
        )
        others = more if language == "kk" else ()
        for path in (where(target, TEAM), *others):
            page.goto(f"{path}&lang={language}")
            assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"], path
            assert violations(page) == [], path
