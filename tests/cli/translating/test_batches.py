"""Many concepts at once: ``assign`` gives them to people, ``check --repair`` puts them right."""

from __future__ import annotations

import re

import pytest
from tests.cli.translating.conftest import Run
from tests.little_esco import BAKE, BAKER, DOUGH, PASTRY_COOK
from typer.testing import Result

from kgqual.editorial import Editorial
from kgqual.editorial.translations import Edit, Field, State, source_hash
from kgqual.errors import BadUsage

PREFERRED = Field.PREFERRED


def undo(run: Run, said: Result) -> Result:
    """Take back what a command did, as it says how."""
    found = re.search(r"`kgqual translate undo (\S+)` takes it back", said.stderr)
    assert found
    return run("undo", found[1], "--user", "Bolat")


def test_what_filters_choose_is_given_to_somebody_and_taken_back(
    run: Run, editorial: Editorial
) -> None:
    given = run("assign", "Bolat", "--kind", "occupation", "--isco", "7", "--user", "Bolat")
    assert "Concepts chosen: 2; newly given to Bolat: 2." in given.stderr
    there = editorial.translations
    assert {iri: one.assignee for iri, one in there.all("kk").items()} == {
        BAKER: "Bolat",
        PASTRY_COOK: "Bolat",
    }
    back = run("assign", "-", "--assignee", "Bolat", "--first", 1, "--user", "Bolat")
    assert "Concepts chosen: 1; taken back: 1." in back.stderr
    assert there.concept("kk", BAKER).assignee is None
    undo(run, back)
    assert there.concept("kk", BAKER).assignee == "Bolat"
    with pytest.raises(BadUsage, match="--first"):
        run("assign", "Bolat")
    with pytest.raises(BadUsage, match="There is no translator 'Nobody'"):
        run("assign", "Nobody", "--first", 1)


def test_what_is_sure_is_repaired_as_drafts_and_the_rest_is_told(
    run: Run, editorial: Editorial
) -> None:
    bolat = editorial.people.all()[0]
    for name, concept, source, text, state in (
        ("save-bake", BAKE, ("bake bread",), "нан  пiсiру", State.DRAFT),
        ("save-dough", DOUGH, ("make dough",), "қамыр?илеу", State.APPROVED),
    ):
        hashes, sources = {PREFERRED: source_hash(source)}, {PREFERRED: source}
        texts = {PREFERRED: (text,)}
        edit = Edit(name, "kk", concept, 0, texts, hashes, sources, state)
        editorial.translations.save(bolat, edit)

    repaired = run("check", "--repair", "--user", "Bolat")
    there = editorial.translations

    assert repaired.exit_code == 1, "what was lost in a conversion is for people"
    assert "mixed-scripts" not in repaired.stdout
    assert "encoding" in repaired.stdout
    assert "Concepts repaired, as drafts: 1." in repaired.stderr
    entry = there.concept("kk", BAKE).entries[PREFERRED]
    assert (entry.texts, entry.state) == (("нан пісіру",), State.DRAFT)
    assert there.concept("kk", DOUGH).entries[PREFERRED].state is State.APPROVED
    assert "nothing that is sure" in run("check", "--repair").stderr
    undo(run, repaired)
    assert there.concept("kk", BAKE).texts(PREFERRED) == ("нан  пiсiру",)
