"""Putting right at once what checks are sure of, as a page and over HTTP."""

from __future__ import annotations

import httpx
from tests.little_esco import BAKE, DOUGH
from tests.translators import Team, put

from kgqual.editorial.translations import Field, State
from kgqual.web.wording import say

ADDRESS = "/translate/repairs"


def test_what_is_sure_is_shown_then_saved_once_and_can_be_undone(team: Team) -> None:
    language, html = team.language(), {"Accept": "text/html"}
    put(team.aigul, language, BAKE, {"prefLabel": "нан  пiсіру"})
    put(team.bolat, language, DOUGH, {"prefLabel": "қамыр илеу "}, state="approved")
    chosen = {"to": language, "check": "spaces"}

    told = httpx.get(team.address + ADDRESS, params=chosen).json()
    page = httpx.get(team.address + ADDRESS, params={**chosen, "lang": "kk"}, headers=html)
    nobody = httpx.post(team.address + ADDRESS, params=chosen, json={})
    key = {"key": "repair-spaces"}
    done = team.dana.client.post(ADDRESS, params=chosen, data=key, headers=html)
    again = team.dana.client.post(ADDRESS, params=chosen, json=key).json()
    shown = team.dana.client.get(done.headers["location"], headers=html)
    more = team.dana.client.post(ADDRESS, params=chosen, json={})

    assert {one["concept"]: one["texts"] for one in told["repairs"]} == {
        BAKE: {"prefLabel": ["нан пiсіру"]},
        DOUGH: {"prefLabel": ["қамыр илеу"]},
    }, "the Latin letter is another check's to repair"
    assert say("kk", "translate.found", count=2) in page.text
    assert 'name="key"' not in page.text, "who only reads repairs nothing"
    assert nobody.status_code == 401
    assert (again["name"], again["person"], again["changes"]) == ("repair-spaces", "Dana", 2)
    assert 'name="batch" value="repair-spaces"' in shown.text
    assert (more.status_code, "nothing here" in more.text) == (400, True)
    dough = team.editorial.translations.concept(language, DOUGH)
    assert dough.entries[Field.PREFERRED].state is State.DRAFT
    assert dough.published[Field.PREFERRED].texts == ("қамыр илеу ",)
