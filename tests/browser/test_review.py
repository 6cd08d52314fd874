"""The review in a real browser: single keys, a failing network, up to the published triple."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, Route, expect
from tests.browser.conftest import watched
from tests.browser.test_accessibility import PHONE, violations
from tests.desk import GROUPS, ISCO, Desk

from kgqual import pipeline
from kgqual.namespaces import SKOS
from kgqual.web.signing_in import COOKIE
from kgqual.web.wording import say

LONG = 500
"""Milliseconds for which a test waits for what must not happen."""


def signed_in(page: Page, desk: Desk) -> Page:
    """Let the browser show Anna's token, as signing in does."""
    page.context.add_cookies([{"name": COOKIE, "value": desk.anna.token, "url": desk.address}])
    return page


@pytest.fixture
def annas(browser: Browser, desk: Desk) -> Iterator[Page]:
    """Anna's page of the service with the review."""
    with watched(browser, desk.address) as page:
        yield signed_in(page, desk)


@pytest.fixture
def unlucky(browser: Browser, desk: Desk) -> Iterator[Page]:
    """Anna's page, which may meet errors."""
    page = browser.new_page(base_url=desk.address)
    yield signed_in(page, desk)
    page.close()


def at(page: Page, queue: str, number: int = 1) -> None:
    """Open an item, and wait until it takes keys."""
    page.goto(f"/review/{queue}/items/{number}?lang=en")
    ready(page)


def ready(page: Page) -> None:
    """Wait until the item takes keys: at first they may be meant for the one before."""
    expect(page.locator("label.keys")).to_be_visible()
    page.wait_for_timeout(300)


def decided(desk: Desk, queue: str) -> list[str]:
    return [one.verdict.value for one in desk.editorial.reviews.decisions(queue)]


def test_from_a_suggestion_by_single_keys_to_the_published_triple(annas: Page, desk: Desk) -> None:
    name = desk.queue(3)
    annas.goto("/review?lang=en")
    annas.get_by_role("link", name=f"Queue {name}").click()
    annas.get_by_role("link", name=say("en", "review.start"), exact=True).last.click()
    ready(annas)
    chosen = annas.get_by_role("radio", checked=True)
    expect(chosen).to_have_accessible_name("2512 Software developers Confidence 0.9")
    annas.keyboard.press("2")
    expect(chosen).to_have_accessible_name("2513 Web and multimedia developers Confidence 0.7")
    expect(annas.get_by_role("heading", name="Web and multimedia developers")).to_be_visible()
    annas.keyboard.press("b")
    expect(annas).to_have_url(f"{desk.address}/review/{name}/items/2?lang=en")
    expect(annas.locator("#recorded")).to_contain_text("Broader")
    expect(annas.locator("#recorded")).to_contain_text("Web and multimedia developers")
    expect(annas.locator("#progress")).to_contain_text("1 of 3")
    expect(annas.locator("#source")).to_be_focused()

    ready(annas)
    annas.keyboard.press("0")
    expect(annas).to_have_url(f"{desk.address}/review/{name}/items/3?lang=en")
    ready(annas)
    annas.keyboard.press("u")
    expect(annas).to_have_url(f"{desk.address}/review/{name}/items/2?lang=en")
    ready(annas)
    annas.keyboard.press("c")
    annas.keyboard.type("The same: a b n r x 0 l u.")
    annas.keyboard.press("Escape")
    annas.keyboard.press("a")
    expect(annas).to_have_url(f"{desk.address}/review/{name}/items/3?lang=en")
    assert decided(desk, name) == ["broader", "no-match", "undo", "accept"]
    assert desk.editorial.reviews.decisions(name)[-1].comment == "The same: a b n r x 0 l u."

    pipeline.build(desk.data)
    subjects = [one.subject for one in desk.editorial.reviews.items(name)]
    ask = "ASK { <%s> <%s> <%s> . <%s> <%s> <%s> }"
    stated = (subjects[0], SKOS.broadMatch.value, f"{ISCO}2513")
    accepted = (subjects[1], SKOS.closeMatch.value, f"{ISCO}2512")
    published = False
    for _ in range(300):  # the service looks for a new snapshot now and then
        answer = desk.anna.client.get("/sparql", params={"query": ask % (*stated, *accepted)})
        if published := answer.json()["boolean"]:
            break
        annas.wait_for_timeout(100)
    assert published
    annas.goto(f"/resource?uri={subjects[0]}&lang=en")
    expect(annas.get_by_role("main")).to_contain_text("broader match")


def test_the_next_item_is_there_before_it_is_needed(annas: Page, desk: Desk) -> None:
    name = desk.queue(3)
    with annas.expect_response(f"**/review/{name}/items/2?lang=en"):
        annas.goto(f"/review/{name}/items/1?lang=en")
    ready(annas)
    asked: list[str] = []
    annas.on("request", lambda request: asked.append(f"{request.method} {request.url}"))
    annas.keyboard.press("l")
    expect(annas.locator("#deciding [name=item]")).to_have_value("2")
    wanted = [one.removeprefix(desk.address) for one in asked]
    assert wanted[0].startswith(f"POST {desk.address}/review/{name}/decisions")
    assert f"GET {desk.address}/review/{name}/items/2?lang=en" not in wanted


def test_nothing_counts_as_recorded_that_the_service_has_not_acknowledged(
    unlucky: Page, desk: Desk
) -> None:
    name = desk.queue(2)
    at(unlucky, name)

    def lose_the_answer(route: Route) -> None:
        """Let the service record the decision, and lose its answer on the way back."""
        route.fetch()
        route.abort("connectionreset")

    unlucky.route("**/decisions*", lose_the_answer)
    unlucky.keyboard.press("n")
    expect(unlucky.get_by_role("alert")).to_contain_text(say("en", "review.failed"))
    expect(unlucky.locator("#recorded")).to_be_empty()
    expect(unlucky.locator("#deciding [name=item]")).to_have_value("1")
    unlucky.unroute("**/decisions*")
    unlucky.get_by_role("button", name=say("en", "review.retry")).click()
    expect(unlucky.locator("#deciding [name=item]")).to_have_value("2")
    expect(unlucky.locator("#recorded")).to_contain_text("Narrower")
    assert decided(desk, name) == ["narrower"]


def test_what_the_service_refuses_is_said_and_not_sent_again(unlucky: Page, desk: Desk) -> None:
    name = desk.queue(1)
    at(unlucky, name)
    unlucky.locator("#deciding [name=subject]").evaluate("field => { field.value = 'urn:x-y' }")
    unlucky.keyboard.press("a")
    expect(unlucky.get_by_role("alert")).to_contain_text("urn:x-y")
    expect(unlucky.get_by_role("button", name=say("en", "review.retry"))).to_be_hidden()
    assert decided(desk, name) == []


def test_keys_can_be_switched_off_and_never_decide_while_one_types(annas: Page, desk: Desk) -> None:
    name = desk.queue(1)
    at(annas, name)
    annas.keyboard.press("Control+a")
    annas.get_by_label(say("en", "review.keys")).uncheck()
    annas.keyboard.press("a")
    annas.reload()
    expect(annas.get_by_label(say("en", "review.keys"))).not_to_be_checked()
    annas.get_by_role("radio").first.focus()
    annas.keyboard.press("Enter")
    annas.wait_for_timeout(LONG)
    assert decided(desk, name) == []


def test_a_key_decides_once_and_not_what_has_only_just_come(annas: Page, desk: Desk) -> None:
    name = desk.queue(3)
    annas.clock.install(time=0)
    annas.clock.pause_at(1000)
    annas.goto(f"/review/{name}/items/1?lang=en")
    expect(annas.locator("label.keys")).to_be_visible()
    annas.keyboard.press("l")  # at the moment at which the item came
    annas.wait_for_timeout(LONG)
    assert decided(desk, name) == []
    annas.clock.run_for(300)
    annas.keyboard.down("l")
    expect(annas.locator("#deciding [name=item]")).to_have_value("2")
    annas.clock.run_for(300)
    annas.keyboard.down("l")  # the same press, still held
    annas.wait_for_timeout(LONG)
    assert decided(desk, name) == ["later"]


def test_without_a_script_forms_do_all_of_it(browser: Browser, desk: Desk) -> None:
    name = desk.queue(2)
    context = browser.new_context(base_url=desk.address, java_script_enabled=False)
    page = context.new_page()
    signed_in(page, desk).goto(f"/review/{name}/next?lang=ru")
    second = page.get_by_role("radio").nth(1)
    second.check()
    [software, web] = GROUPS.values()
    expect(page.locator(".detail:visible")).to_contain_text(web)
    expect(page.locator(".detail:visible")).not_to_contain_text(f"{software} ")
    page.get_by_role("button", name=say("ru", "review.verdict.related")).click()
    expect(page.locator("#deciding [name=item]")).to_have_value("2")
    page.get_by_role("button", name=say("ru", "review.undo")).click()
    expect(page.locator("#deciding [name=item]")).to_have_value("1")
    assert decided(desk, name) == ["related", "undo"]
    context.close()


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_no_page_of_the_review_has_a_barrier_or_is_wider_than_a_phone(
    annas: Page, desk: Desk, language: str
) -> None:
    name = desk.queue(2)
    annas.set_viewport_size(PHONE)
    annas.emulate_media(color_scheme="dark" if language == "ru" else "light")
    others = ("/review", f"/review/{name}", f"/review/{name}/batch?above=0.5", "/sign-in")
    for path in (f"/review/{name}/items/1", *(others if language == "kk" else ())):
        annas.goto(f"{path}{'&' if '?' in path else '?'}lang={language}")
        assert annas.evaluate("document.documentElement.scrollWidth") <= PHONE["width"], path
        assert violations(annas) == [], path
