"""A translation is of the English that somebody had before them, also when a release arrives."""

from __future__ import annotations

from uuid import uuid4

import pytest
from httpx import Client
from tests.little_esco import DOUGH
from tests.translators import Team, where

from kgqual.web.wording import say

EARLIER = "0" * 16
"""The hash of an English text that is no more the present one."""


def test_a_program_that_translated_another_text_is_refused(team: Team) -> None:
    language = team.language()
    aigul = team.aigul.client
    current = aigul.get(where(language, DOUGH)).json()["fields"]["prefLabel"]["sourceHash"]
    for hash, status in ((EARLIER, 409), (current, 200)):
        answer = aigul.put(
            where(language, DOUGH),
            headers={"If-Match": '"0"'},
            json={"fields": {"prefLabel": "қамыр"}, "sourceHash": {"prefLabel": hash}},
        )
        assert answer.status_code == status, answer.text
        if status == 409:
            assert answer.json()["type"].endswith("/source-changed")
            assert answer.json()["current"]["version"] == 0
    assert team.editorial.translations.concept(language, DOUGH).version == 1


@pytest.mark.parametrize("button", ["save", "submit"])
def test_a_page_with_another_text_keeps_what_was_written_and_saves_nothing(
    team: Team, button: str
) -> None:
    language = team.language()
    form = {
        "key": str(uuid4()),
        "act": button,
        "version": "0",
        "prefLabel": "қамыр",
        "was.prefLabel": "",
        "source.prefLabel": EARLIER,
    }
    headers = {"Accept": "text/html", "Authorization": f"Bearer {team.aigul.token}"}
    with Client(base_url=team.address, headers=headers, timeout=30) as browser:
        answer = browser.post(where(language, DOUGH), data=form)
    assert answer.status_code == 409
    assert say("en", "translate.stopped.outdated") in answer.text
    assert "қамыр</textarea>" in answer.text
    assert team.editorial.translations.concept(language, DOUGH).version == 0
