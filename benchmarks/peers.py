"""SPARQL servers over the same triples, each in a process of its own on this machine."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

import psutil

from asking import Connection, get
from virtuoso import VIRTUOSO, virtuoso_configuration, virtuoso_load

BIN = Path(sys.executable).parent
START = 180.0
"""Seconds a server may take to load the data and to listen."""
PATIENT = {"KGQUAL_QUERY_TIMEOUT": "300"}
"""The peers set no limit of time, so ours has to be one that a busy machine does not reach."""
FORGETFUL = {"KGQUAL_ANSWER_MEMORY": "0"}
"""Every answer is computed, as those of the peers are."""


@dataclass(frozen=True)
class Peer:
    """A server that answers: its name, its endpoint, and its process."""

    name: str
    port: int
    path: str
    process: subprocess.Popen[bytes]

    def request(self, query: str, accept: str) -> bytes:
        """Return the bytes that ask ``query`` by GET."""
        return get(self.port, self.path, query, accept)

    def processor(self) -> float:
        """Return the processor seconds that the server and its children have used so far."""
        server = psutil.Process(self.process.pid)
        used = [process.cpu_times() for process in (server, *server.children(recursive=True))]
        return sum(times.user + times.system for times in used)

    def connect(self) -> Connection:
        """Open a connection that is kept."""
        return Connection(self.port)


@contextmanager
def peers(
    data: Path, triples: Path, folder: Path, *, all_of_them: bool = True
) -> Iterator[list[Peer]]:
    """Start kgqual over the data directory, and the others over the file of its triples.

    Virtuoso takes part where it is installed. Yields kgqual first, which computes every answer, and
    kgqual as it is served, which gives small answers again, last; or kgqual and oxigraph alone.
    """
    with ExitStack() as stack:

        def start(
            name: str, path: str, command: Sequence[str | Path], port: int, **settings: str
        ) -> Peer:
            log = stack.enter_context((folder / f"{name}.log").open("wb"))
            words = [str(part) for part in command]
            process = subprocess.Popen(
                words, env=os.environ | PATIENT | settings, stdout=log, stderr=log
            )
            stack.callback(_end, process)
            peer = Peer(name, port, path, process)
            _wait(peer)
            return peer

        found = []
        port = _free_port()
        command: list[str | Path] = [BIN / "kgqual", "--data", data, "serve", "--port", str(port)]
        found.append(start("kgqual", "/sparql", command, port, **FORGETFUL))

        store = folder / "oxigraph"
        subprocess.run([BIN / "oxigraph", "load", "-l", store, "-f", triples], check=True)
        subprocess.run([BIN / "oxigraph", "optimize", "-l", store], check=True)
        port = _free_port()
        command = [BIN / "oxigraph", "serve-read-only", "-l", store, "-b", f"127.0.0.1:{port}"]
        found.append(start("oxigraph serve", "/query", command, port))
        if not all_of_them:
            yield found
            return

        port = _free_port()
        command = [BIN / "rdflib-endpoint", "serve", triples, "--host", "127.0.0.1"]
        found.append(start("rdflib-endpoint", "/", [*command, "--port", str(port)], port))

        if program := shutil.which(VIRTUOSO):
            port, database = _free_port(), _free_port()
            settings = virtuoso_configuration(folder / "virtuoso", port, database, triples.parent)
            command = [program, "+foreground", "+configfile", settings]
            found.append(start("virtuoso", "/sparql", command, port))
            virtuoso_load(triples, database)

        port = _free_port()
        command = [BIN / "kgqual", "--data", data, "serve", "--port", str(port)]
        found.append(start("kgqual, answers kept", "/sparql", command, port))
        yield found


def _free_port() -> int:
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        port: int = listening.getsockname()[1]
        return port


def _wait(peer: Peer) -> None:
    """Wait until the server answers. Raises RuntimeError when it ended or took too long."""
    deadline = time.monotonic() + START
    question = peer.request("ASK { ?s ?p ?o }", "application/sparql-results+json")
    while time.monotonic() < deadline and peer.process.poll() is None:
        try:
            with peer.connect() as connection:
                connection.ask(question)
        except OSError:
            time.sleep(0.2)
        else:
            return
    raise RuntimeError(f"{peer.name} does not answer; its process says {peer.process.poll()}.")


def _end(process: subprocess.Popen[bytes]) -> None:
    process.terminate()
    try:
        process.wait(20)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
