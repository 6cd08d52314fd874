"""A service that is killed while people decide has lost no decision that it acknowledged."""

from __future__ import annotations

import random
import shutil
import signal
import threading
import time
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from typing import Any
from uuid import uuid4

import httpx
import pytest
from tests.web.running import Running, running

from kgqual.editorial import Editorial, Role
from kgqual.editorial.reviews import Reviews
from kgqual.mapping.queueing import queue_of
from kgqual.resources import shipped

LEVELS = shipped("mappings") / "eu-nqf-eqf.sssom.tsv"
REVIEWERS = ("Anna", "Bolat")


@pytest.fixture
def killed(served_data: Path, tmp_path: Path) -> Iterator[tuple[Reviews, list[str]]]:
    """The reviews that a killed service left, and the keys of what it acknowledged before."""
    data = Path(shutil.copytree(served_data, tmp_path / "data"))
    editorial = Editorial(data)
    tokens = [editorial.people.add(name, Role.MAPPER)[1] for name in REVIEWERS]
    editorial.reviews.load(queue_of([LEVELS], "levels"))
    subjects = [item.subject for item in editorial.reviews.items("levels")]
    editorial.close()
    acknowledged: list[str] = []
    with running(data) as service:
        workers = [
            threading.Thread(target=_decide, args=(service, token, subjects, acknowledged))
            for token in tokens
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
    yield after.reviews, acknowledged
    after.close()


def _decide(service: Running, token: str, subjects: list[str], acknowledged: list[str]) -> None:
    """Put off one item after the other until nobody answers; note what was acknowledged."""
    headers = {"Authorization": f"Bearer {token}", "Accept": "application/json"}
    with httpx.Client(base_url=service.address, headers=headers, timeout=30) as client:
        for number in count():
            place = number % len(subjects)
            choice: dict[str, Any] = {"key": str(uuid4()), "item": place + 1}
            choice |= {"subject": subjects[place], "verdict": "later"}
            try:
                answer = client.post("/review/levels/decisions", json=choice)
            except httpx.TransportError:
                return
            assert answer.status_code == 201, answer.text
            acknowledged.append(choice["key"])


def test_every_acknowledged_decision_is_there(killed: tuple[Reviews, list[str]]) -> None:
    reviews, acknowledged = killed
    recorded = {one.key for one in reviews.decisions()}
    assert len(acknowledged) >= 10
    assert set(acknowledged) <= recorded
    assert len(recorded) <= len(acknowledged) + len(REVIEWERS)  # one each may lack its answer
