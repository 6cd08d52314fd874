"""Fixtures every test may use."""

from __future__ import annotations

import gc
import importlib.util
import os
import shutil
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, ExitStack, closing, contextmanager, nullcontext
from datetime import date
from pathlib import Path
from types import ModuleType

import httpx
import pytest
import uvicorn
from filelock import FileLock
from pyoxigraph import Literal, NamedNode, Triple
from tests import little_esco
from tests.desk import Desk, Member
from tests.translators import Team, served_team
from tests.unjudged import unjudged

from kgqual import pipeline
from kgqual.answering import AnyAnswer, OpenSnapshot
from kgqual.editorial import Editorial, Role
from kgqual.federation import Permit, is_public
from kgqual.inventory import graph_entries
from kgqual.model import Source
from kgqual.namespaces import graph
from kgqual.questions import ask
from kgqual.settings import ServiceSettings
from kgqual.sources.adding import Options
from kgqual.sources.conversion import GraphFile, write_sorted
from kgqual.store.manifest import Manifest
from kgqual.store.snapshot import Snapshot, Snapshots
from kgqual.web.app import create_app
from kgqual.web.server import address, configuration, listen

MadeOnce = Callable[[str, Callable[[Path], object]], Path]
Serve = Callable[..., AbstractContextManager[str]]
Asking = Callable[..., AnyAnswer]
Releases = Mapping[tuple[str, str], tuple[str, list[Triple]]]
"""Kind and version → when it was issued, and what it states."""

REPOSITORY = Path(__file__).parents[1]
IN_CI = bool(os.environ.get("CI"))


@pytest.fixture(scope="session")
def hook() -> ModuleType:
    """The build hook, which knows where Node is."""
    spec = importlib.util.spec_from_file_location("hatch_build", REPOSITORY / "hatch_build.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """The folder of third-party files beside the repository; absent on a user's machine."""
    folder = REPOSITORY.parent / "shared" / "data"
    if not folder.is_dir():
        pytest.skip("needs the third-party data folder shared/data beside the repository")
    return folder


@pytest.fixture(scope="session")
def made_once(tmp_path_factory: pytest.TempPathFactory) -> MadeOnce:
    """``made_once(name, make)`` → a folder that ``make`` filled; tests must not change it.

    When the tests run in several processes, one of them makes it for all.
    """
    folder = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        folder = folder.parent

    def made(name: str, make: Callable[[Path], object]) -> Path:
        path = folder / f"made-{name}"
        with FileLock(folder / f"{name}.lock"):
            if not path.exists():
                making = Path(tempfile.mkdtemp(dir=folder))
                make(making)
                making.rename(path)
        return path

    return made


@pytest.fixture(scope="session")
def served_data(made_once: MadeOnce) -> Path:
    """A data directory with a snapshot of everything kgqual ships; tests must not change it."""
    return made_once("served", pipeline.build)


@pytest.fixture
def own_data(served_data: Path, tmp_path: Path) -> Path:
    """A copy of ``served_data``, ``data`` in ``tmp_path``, for a test that changes it."""
    return Path(shutil.copytree(served_data, tmp_path / "data"))


@pytest.fixture(scope="session")
def escos(shared_data: Path, made_once: MadeOnce) -> Snapshot:
    """ESCO v1.1.0 and v1.1.1 side by side, the part of v1.2.1 that was found, and all shipped.

    Tests must not change it. The older release is registered without being judged: that takes ten
    seconds, and nobody is served it unless a question names it.
    """

    def make(data: Path) -> None:
        for version in ("1.1.0", "1.1.1", "1.2.1"):
            zips = sorted((shared_data / "esco").glob(f"*v{version}*.zip"))
            with unjudged() if version == "1.1.0" else nullcontext():
                pipeline.add(data, "esco", zips, Options())
        pipeline.build(data)

    return Snapshots(made_once("escos", make)).current()


def _publish_releases(data: Path, releases: Releases) -> Snapshot:
    sources, graphs = [], {}
    with tempfile.TemporaryDirectory() as made:
        for (kind, version), (issued, triples) in releases.items():
            iri, folder = graph(kind, version), Path(made, f"{kind}-{version}")
            folder.mkdir()
            sha256, count = write_sorted(iri, triples, folder)
            graphs[iri.value] = GraphFile(folder / "graph.nq", sha256, count, count, count, ())
            sources.append(Source(kind, version, iri.value, kind, (), issued=issued))
        entries = graph_entries(sources, graphs)
        manifest = Manifest("test", tuple(entries))
        files = [graphs[entry.iri].path for entry in entries]
        return Snapshots(data).publish(manifest, files, "inputs", lambda step: None)


@pytest.fixture(scope="session")
def publish_releases() -> Callable[[Path, Releases], Snapshot]:
    """Publish a small snapshot of a few triples in a data directory, without validating it."""
    return _publish_releases


@contextmanager
def _served(
    data: Path, settings: ServiceSettings | None = None, *, permit: Permit = is_public
) -> Iterator[str]:
    limits = settings or ServiceSettings(workers=1, query_timeout=20)
    app = create_app(data, limits, watch_interval=0.1, permit=permit)
    listening = listen("127.0.0.1", 0)
    server = uvicorn.Server(configuration(app, limits))
    thread = threading.Thread(target=server.run, args=([listening],))
    thread.start()
    try:
        while not server.started:
            assert thread.is_alive(), "the service did not start"
            time.sleep(0.02)
        yield address(listening).rstrip("/")
    finally:
        server.should_exit = True
        thread.join()


@pytest.fixture(scope="session")
def serve() -> Serve:
    """Serve a data directory on a free port, over real sockets: ``with serve(data) as address``.

    The settings of the service may follow the directory; ``permit`` says which addresses of the
    network its queries may call.
    """
    return _served


def pytest_collection_finish() -> None:
    """Let the collector of garbage pass over the thousands of tests that were just collected."""
    gc.collect()
    gc.freeze()


def pytest_sessionfinish(session: pytest.Session, exitstatus: int) -> None:
    """In CI nothing may be skipped: there, a skip means that something is not installed."""
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if IN_CI and reporter and reporter.stats.get("skipped"):
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


@pytest.fixture(scope="session")
def shipped_snapshot(served_data: Path) -> Iterator[OpenSnapshot]:
    """What kgqual ships, open to be asked."""
    with OpenSnapshot.of(Snapshots(served_data).current()) as opened:
        yield opened


@pytest.fixture(scope="session")
def little_data(made_once: MadeOnce) -> Path:
    """A data directory with a little graph built like ESCO (little_esco.py); not to be changed."""
    return made_once("little", lambda data: _publish_releases(data, little_esco.releases()))


@pytest.fixture(scope="session")
def little(little_data: Path) -> Iterator[OpenSnapshot]:
    """The snapshot of ``little_data``, open to be asked."""
    with OpenSnapshot.of(Snapshots(little_data).current()) as opened:
        yield opened


@pytest.fixture
def asking(shipped_snapshot: OpenSnapshot) -> Asking:
    """``asking(question, argument=text …)`` → the answer of what kgqual ships."""

    def ask_shipped(name: str, /, as_of: date | None = None, **arguments: str) -> AnyAnswer:
        return ask(shipped_snapshot.on(as_of), name, arguments)

    return ask_shipped


@pytest.fixture(scope="session")
def desk(
    serve: Serve, served_data: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Desk]:
    """A service over what kgqual ships, with an empty review and two people who may decide."""
    data = tmp_path_factory.mktemp("desk") / "data"
    shutil.copytree(served_data, data)
    with (
        OpenSnapshot.of(Snapshots(data).current()) as opened,
        serve(data) as address,
        closing(Editorial(data)) as editorial,
        ExitStack() as clients,
    ):
        rows = opened.store.query(_SECTIONS).rows()
        sections = [
            (iri.value, name.value)
            for iri, name in rows
            if isinstance(iri, NamedNode) and isinstance(name, Literal)
        ]

        def member(name: str) -> Member:
            """Add a mapper, signed in as programs are."""
            person, token = editorial.people.add(name, Role.MAPPER)
            headers = {"Authorization": f"Bearer {token}", "Accept": "application/json"}
            client = httpx.Client(base_url=address, headers=headers, timeout=30)
            return Member(person, token, clients.enter_context(client))

        anna, bolat = member("Anna"), member("Bolat")
        yield Desk(data, address, editorial, anna, bolat, iter(sections))


@pytest.fixture(scope="session")
def team(
    serve: Serve, little_data: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Team]:
    """A service over the little ESCO, with a team that translates it."""
    data = tmp_path_factory.mktemp("team") / "data"
    shutil.copytree(little_data, data)
    with served_team(serve, data) as team:
        yield team


_SECTIONS = """
PREFIX kq: <https://w3id.org/kgqual/ontology#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
SELECT ?section ?name WHERE { ?section a kq:WorldSkillsSection ; skos:prefLabel ?name }
ORDER BY ?section
"""
