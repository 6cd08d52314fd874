"""A service over the little ESCO, with a team that translates it."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, closing
from pathlib import Path

import httpx
import pytest
from tests.desk import Member
from tests.translators import Team

from kgqual.editorial import Editorial, Role


@pytest.fixture(scope="session")
def team(
    serve: Callable[[Path], AbstractContextManager[str]],
    little_data: Path,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Team]:
    data = tmp_path_factory.mktemp("team") / "data"
    shutil.copytree(little_data, data)
    with serve(data) as address, closing(Editorial(data)) as editorial, ExitStack() as clients:

        def member(name: str, role: Role) -> Member:
            """Add somebody, signed in as programs are."""
            person, token = editorial.people.add(name, role)
            headers = {"Authorization": f"Bearer {token}", "Accept": "application/json"}
            client = httpx.Client(base_url=address, headers=headers, timeout=30)
            return Member(person, token, clients.enter_context(client))

        aigul, dana = (member(name, Role.TRANSLATOR) for name in ("Aigul", "Dana"))
        yield Team(data, address, editorial, aigul, dana, member("Bolat", Role.REVIEWER))
