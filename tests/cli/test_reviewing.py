"""``kgqual user`` and ``kgqual map review``: who may write, and what there is to judge."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.cli.conftest import Kgqual

from kgqual.editorial import Editorial
from kgqual.resources import shipped

LEVELS = shipped("mappings") / "nqf-eqf.sssom.tsv"


def test_users_come_and_go(kgqual: Kgqual, tmp_path: Path) -> None:
    added = kgqual("user", "add", "Әсел", "--role", "mapper", "--iri", "https://orcid.org/1")
    assert added.returncode == 0, added.stderr
    token = added.stdout.strip()
    assert "It is not shown again." in added.stderr
    person = Editorial(tmp_path / "data").people.with_token(token)
    assert person is not None
    assert (person.name, person.iri) == ("Әсел", "https://orcid.org/1")
    listed = kgqual("user", "list").stdout
    assert listed.splitlines()[1].split()[:2] == ["Әсел", "mapper"]
    assert token not in listed
    assert kgqual("user", "remove", "Әсел").returncode == 0
    assert Editorial(tmp_path / "data").people.with_token(token) is None


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("user", "remove", "Anna"), "There is no user 'Anna'. There is: nobody."),
        (
            ("user", "add", "Anna", "--role", "king"),
            "--role 'king' is unknown: mapper, translator, reviewer.",
        ),
        (("user", "add", "a|b"), "is no name"),
        (("map", "review", "nothing.tsv"), "there is no such file"),
    ],
)
def test_what_is_wrong_usage(kgqual: Kgqual, arguments: tuple[str, ...], message: str) -> None:
    ran = kgqual(*arguments)
    assert ran.returncode == 2
    assert message in ran.stderr


def test_a_wrong_database_is_named(kgqual: Kgqual, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KGQUAL_DATABASE", "mysql://me:secret@host/kgqual")
    for command in (("user", "list"), ("map", "review", LEVELS), ("build",)):
        ran = kgqual(*command)
        assert ran.returncode == 2
        assert "KGQUAL_DATABASE is not the URL" in ran.stderr
        assert "secret" not in ran.stderr


def test_a_file_becomes_a_queue(kgqual: Kgqual, tmp_path: Path) -> None:
    first = kgqual("map", "review", LEVELS)
    assert first.returncode == 0, first.stderr
    assert "The queue nqf-eqf has 8 items" in first.stderr
    assert "/review/nqf-eqf" in first.stderr
    assert ", as before." in kgqual("map", "review", LEVELS).stderr
    named = kgqual("map", "review", LEVELS, "--name", "levels")
    assert "The queue levels has" in named.stderr
    queues = Editorial(tmp_path / "data").reviews.queues()
    assert [queue.name for queue in queues] == ["levels", "nqf-eqf"]
    assert kgqual("map", "review", LEVELS, "--name", "Levels!").returncode == 2
