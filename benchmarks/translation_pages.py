"""The pages of the translation team, with the whole of ESCO translated, over a service as served.

    python benchmarks/translation_pages.py DATA_DIR

DATA_DIR holds a snapshot with ESCO v1.1.1 and, for the worklist of a release, v1.1.0 as well; its
own translations are not touched. Every concept has a preferred term and a description in Kazakh
letters, half of them approved, so that the memory has some 18,000 segments. Each action is done 40
times, one after the other, about concepts that lie all over the queue, and once before that: what
is read when it is first asked for is in ``first``. Goal: 200 ms at 95 % for each.
"""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from statistics import quantiles
from urllib.parse import quote
from uuid import uuid4

import httpx
import psutil

from kgqual.answering import OpenSnapshot
from kgqual.editorial import Editorial, Role
from kgqual.editorial.translations import Edit, Field, State
from kgqual.store.snapshot import Snapshots
from kgqual.translation.units import Concept, Units

REPEATS = 40
WORKLIST = "worklist of a release"
FIELDS = (Field.PREFERRED, Field.DESCRIPTION)
LETTERS = str.maketrans("abcdefghijklmnopqrstuvwxyz", "абцдефгһижклмнопқрстұвшхыз")
"""Kazakh letters for English ones: texts that are as long as real ones, and as different."""
Actions = dict[str, Callable[[str], None]]
"""What people do, by its name; each is given the concept that it is about."""


def main(data: Path) -> None:
    """Measure and print what each action takes."""
    snapshot = Snapshots(data).current()
    with OpenSnapshot.of(snapshot) as opened:
        concepts = Units.of(opened.on()).by_impact
    releases = sum(entry.kind == "esco" for entry in snapshot.manifest.graphs)
    with tempfile.TemporaryDirectory() as folder:
        database = f"sqlite:///{folder}/editorial.sqlite"
        token = prepare(data, database, concepts)
        with served(data, database) as (address, process):
            headers = {"Authorization": f"Bearer {token}"}
            with httpx.Client(base_url=address, headers=headers, timeout=600) as client:
                actions = _actions(client)
                if releases < 2:
                    del actions[WORKLIST]
                    print(f"{WORKLIST}: not measured, there is one release of ESCO")
                measure(process, actions, [one.iri for one in concepts])


def prepare(data: Path, database: str, concepts: Sequence[Concept]) -> str:
    """Translate everything; return the token of who may."""
    work = Editorial(data, database)
    person, token = work.people.add("Reviewer", Role.REVIEWER)
    started = time.perf_counter()
    work.translations.record(person, [_edit(one, n % 2) for n, one in enumerate(concepts)])
    print(f"saved {len(concepts):,} concepts in {time.perf_counter() - started:.1f} s")
    work.close()
    return token


def _edit(concept: Concept, approved: int) -> Edit:
    units = {field: concept.units[field] for field in FIELDS if field in concept.units}
    return Edit(
        key=str(uuid4()),
        language="kk",
        concept=concept.iri,
        version=0,
        texts={field: (unit.texts[0].translate(LETTERS),) for field, unit in units.items()},
        hashes={field: unit.hash for field, unit in units.items()},
        sources={field: unit.texts for field, unit in units.items()},
        state=State.APPROVED if approved else State.DRAFT,
    )


def measure(process: psutil.Process, actions: Actions, concepts: Sequence[str]) -> None:
    """Do everything, and print how long it takes and what processor time the service needs."""
    print("action | first | 50 % | 95 % | slowest | processor (ms)")
    step = len(concepts) // (REPEATS + 1)
    for name, do in actions.items():
        taken, used = [], 0.0
        for number in range(REPEATS + 1):
            started, before = time.perf_counter(), process.cpu_times()
            do(concepts[number * step])
            taken.append(1000 * (time.perf_counter() - started))
            after = process.cpu_times()
            used += (after.user + after.system - before.user - before.system) * bool(number)
        first, *others = taken
        middle, late = quantiles(others, n=20)[9], quantiles(others, n=20)[18]
        figures = (first, middle, late, max(others), 1000 * used / REPEATS)
        print(name, *(f"{figure:.0f}" for figure in figures), sep=" | ", flush=True)


def _actions(client: httpx.Client) -> Actions:
    def get(address: str) -> None:
        """Load a page."""
        client.get(address, headers={"Accept": "text/html"}).raise_for_status()

    def check(iri: str) -> None:
        """Check a text that is being written."""
        body = {"fields": {"prefLabel": "дәнекерлeуші"}}
        client.post(f"/translations/kk/check?uri={quote(iri)}", json=body).raise_for_status()

    def save(iri: str) -> None:
        """Read a translation and save a new text."""
        address = f"/translations/kk?uri={quote(iri)}"
        tag = client.get(address).raise_for_status().headers["etag"]
        body = {"fields": {"prefLabel": f"дәнекерлеуші {uuid4()}"}}
        client.put(address, json=body, headers={"If-Match": tag}).raise_for_status()

    return {
        "queue": lambda _: get("/translate?to=kk"),
        "queue, filtered by state and ISCO group": lambda _: get("/translate?state=draft&isco=25"),
        "queue, filtered by a part of a text": lambda _: get("/translate?text=weld"),
        "queue, filtered by a check": lambda _: get("/translate?check=verbal-noun"),
        "editor": lambda iri: get(f"/translations/kk?uri={quote(iri)}"),
        "editor, on the way through a filter": lambda iri: get(
            f"/translations/kk?uri={quote(iri)}&state=draft&collection=digital"
        ),
        "checks of what is being written": check,
        "reading and saving": save,
        "progress": lambda _: get("/translate/progress"),
        WORKLIST: lambda _: get("/translate/worklist"),
    }


@contextmanager
def served(data: Path, database: str) -> Iterator[tuple[str, psutil.Process]]:
    """Serve the data directory with translations of its own; yield the address and process."""
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        port = listening.getsockname()[1]
    command = [Path(sys.executable).parent / "kgqual", "--data", data, "serve", "--port", str(port)]
    settings = os.environ | {"KGQUAL_DATABASE": database, "KGQUAL_LOG_LEVEL": "error"}
    process = subprocess.Popen([str(part) for part in command], env=settings)
    address = f"http://127.0.0.1:{port}"
    try:
        while not _is_ready(address):
            time.sleep(0.2)
        yield address, psutil.Process(process.pid)
    finally:
        process.terminate()
        process.wait(30)


def _is_ready(address: str) -> bool:
    try:
        return httpx.get(f"{address}/ready", timeout=5).is_success
    except httpx.TransportError:
        return False


if __name__ == "__main__":
    main(Path(sys.argv[1]))
