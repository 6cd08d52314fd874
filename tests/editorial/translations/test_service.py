"""A team that works through the service, and what they write is in PostgreSQL."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from uuid import uuid4

import pytest
from tests.little_esco import BAKE, BAKER, DOUGH, PASTRY_COOK
from tests.translators import Team, act, put, served_team, where

from kgqual.editorial.database import FILE
from kgqual.editorial.translations import Field, State

TABLE = f"concept,field,language,translation\n{PASTRY_COOK},prefLabel,ky,кондитер\n"


@pytest.fixture
def team(
    serve: Callable[..., AbstractContextManager[str]],
    little_data: Path,
    postgresql: Callable[[], str],
    tmp_path: Path,
) -> Iterator[Team]:
    """A service over the little ESCO, whose people's work is in a PostgreSQL database."""
    others = shutil.ignore_patterns(f"{FILE}*")
    data = Path(shutil.copytree(little_data, tmp_path / "data", ignore=others))
    with served_team(serve, data, postgresql()) as team:
        yield team


def test_a_team_works_in_postgresql_as_in_sqlite(team: Team) -> None:
    stands, language = team.editorial.translations.concept, "ky"
    aigul, dana, bolat = team.aigul.client, team.dana.client, team.bolat.client

    # Two people on one concept.
    assert put(team.aigul, language, BAKER, {"prefLabel": "наабайчы"}, submit=True).is_success
    late = put(team.dana, language, BAKER, {"prefLabel": "нан бышыруучу"})
    assert (late.status_code, late.json()["comparison"][0]["person"]) == (409, "Aigul")
    assert bolat.post(act(language, BAKER, "approve"), json={"version": 1}).is_success
    assert stands(language, BAKER).published[Field.PREFERRED].texts == ("наабайчы",)

    # What would be the same name is held back, and an approval is undone.
    same = put(team.bolat, language, PASTRY_COOK, {"prefLabel": "наабайчы"}, state="approved")
    assert same.json()["type"].endswith("/blocked")
    approval = team.editorial.translations.last_approval()
    assert bolat.post(act(language, BAKER, "undo"), json={"change": approval}).is_success
    assert stands(language, BAKER).state is State.DRAFT

    # Many at once: given to somebody, the same text everywhere (sent twice), a file.
    given = {"person": "Dana", "concept": [BAKER, DOUGH]}
    assert bolat.post(f"/translate/assign?to={language}", json=given).is_success
    put(team.dana, language, BAKE, {"description": "Меште нан бышыруу."})
    spread = {"key": str(uuid4())}
    twice = [dana.post(act(language, BAKE, "everywhere"), json=spread) for _ in range(2)]
    assert [one.json() for one in twice] == [{"concepts": [DOUGH]}] * 2
    file = {"file": ("terms.csv", TABLE)}
    assert aigul.post(f"/translations/{language}/import", files=file).json()["concepts"] == 1

    # What stands is read afresh, by programs and on pages; nothing is in the data directory.
    queue = aigul.get(f"/translate?to={language}&assignee=Dana").json()
    assert {one["concept"] for one in queue["concepts"]} == {BAKER, DOUGH}
    html = {"Accept": "text/html"}
    assert "кондитер" in aigul.get(where(language, PASTRY_COOK), headers=html).text
    assert "Aigul" in aigul.get(f"/translate/progress?to={language}", headers=html).text
    assert not (team.data / FILE).exists()
