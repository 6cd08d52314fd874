"""``Client.suggest``: the same from a service and from a snapshot on this machine."""

from __future__ import annotations

import pytest

from kgqual import Client
from kgqual.errors import BadUsage
from kgqual.mapping.suggestion.answer import SuggestedForOne

TEXT = {"title": "Web and multimedia developers", "lang": "en", "description": "They code."}


def test_a_single_text_has_its_candidates_in_the_answer(client: Client) -> None:
    found = client.suggest(TEXT, "ISCO", limit=2)
    assert isinstance(found, SuggestedForOne)
    assert [one.rank for one in found.candidates] == [1, 2]
    assert found.candidates[0].code == "2513"
    assert found.snapshot == client.snapshot


def test_several_texts_have_a_result_each(client: Client) -> None:
    found = client.suggest(["Bakers", TEXT], to="ISCO", lang="en", limit=1)
    assert not isinstance(found, SuggestedForOne)
    assert [one.text.title for one in found.results] == ["Bakers", TEXT["title"]]


def test_a_set_is_mapped_to_texts(client: Client) -> None:
    found = client.suggest(from_="TurkicSkills", to=["сварка", "мода"], lang=["ru"], limit=1)
    titles = {one.text.title: one.mapping.object_label for one in found.results}
    assert titles["сварка"] == "сварка"


def test_what_is_wrong_is_said(client: Client) -> None:
    with pytest.raises(BadUsage, match="names no set"):
        client.suggest("Bakers", "Nowhere")
    with pytest.raises(BadUsage, match="either `text` or `texts`"):
        client.suggest(to="ISCO")


def test_both_ways_give_the_same(remote: Client, local: Client) -> None:
    assert remote.suggest(TEXT, "ISCO") == local.suggest(TEXT, "ISCO")


def test_a_service_takes_no_more_texts_than_it_says(remote: Client) -> None:
    with pytest.raises(BadUsage, match="1,000 at once"):
        remote.suggest(["a"] * 1001, "ISCO")
