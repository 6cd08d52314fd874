"""A service that is killed while two people save has lost no save that it acknowledged."""

from __future__ import annotations

import random
import shutil
import signal
import threading
import time
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from uuid import uuid4

import httpx
import pytest
from tests.little_esco import BAKER, PASTRY_COOK
from tests.translators import where
from tests.web.running import Running, running

from kgqual.editorial import Editorial, Role
from kgqual.editorial.translations import Change

CONCEPTS = {"Aigul": BAKER, "Dana": PASTRY_COOK}


@pytest.fixture
def killed(little_data: Path, tmp_path: Path) -> Iterator[tuple[list[Change], list[str]]]:
    """The changes that a killed service left, and the keys of what it acknowledged before."""
    data = Path(shutil.copytree(little_data, tmp_path / "data"))
    editorial = Editorial(data)
    tokens = {name: editorial.people.add(name, Role.TRANSLATOR)[1] for name in CONCEPTS}
    editorial.close()
    acknowledged: list[str] = []
    with running(data) as service:
        workers = [
            threading.Thread(target=_save, args=(service, tokens[name], concept, acknowledged))
            for name, concept in CONCEPTS.items()
        ]
        for worker in workers:
            worker.start()
        while len(acknowledged) < 10 and all(worker.is_alive() for worker in workers):
            time.sleep(0.01)
        time.sleep(random.uniform(0, 0.3))
        service.signal_all(signal.SIGKILL)
        for worker in workers:
            worker.join()
    after = Editorial(data)
    translations = after.translations
    yield (
        [one for concept in CONCEPTS.values() for one in translations.history("kk", concept)],
        acknowledged,
    )
    after.close()


def _save(service: Running, token: str, concept: str, acknowledged: list[str]) -> None:
    """Save one text after the other until nobody answers; note what was acknowledged."""
    headers = {"Authorization": f"Bearer {token}", "Accept": "application/json"}
    with httpx.Client(base_url=service.address, headers=headers, timeout=30) as client:
        for version in count():
            key = str(uuid4())
            body = {"fields": {"prefLabel": f"наубайшы {version}"}, "key": key}
            seen = {"If-Match": f'"{version}"'}
            try:
                answer = client.put(where("kk", concept), json=body, headers=seen)
            except httpx.TransportError:
                return
            assert answer.status_code == 200, answer.text
            acknowledged.append(key)


def test_every_acknowledged_save_is_there(killed: tuple[list[Change], list[str]]) -> None:
    changes, acknowledged = killed
    recorded = {one.key for one in changes}
    assert len(acknowledged) >= 10
    assert set(acknowledged) <= recorded
    assert len(recorded) <= len(acknowledged) + len(CONCEPTS)  # one each may lack its answer
