"""The operator's examples of configuration fit the service: names, limits, figures."""

from __future__ import annotations

import configparser
import re
import shlex
from pathlib import Path

import pytest
import yaml
from typer.testing import CliRunner

from kgqual.cli import app
from kgqual.settings import ServiceSettings
from kgqual.web.app import create_app
from kgqual.web.server import KEEP_ALIVE

PAGE = Path(__file__).parents[2] / "docs" / "operator.md"
LONGEST = ServiceSettings().query_patience + ServiceSettings().query_timeout
"""Seconds that a query may wait and run."""


def block(language: str) -> str:
    """Return the page's only block in a language."""
    (found,) = re.findall(
        rf"^```{language}\n(.*?)^```$", PAGE.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL
    )
    return str(found)


@pytest.fixture
def unit() -> configparser.ConfigParser:
    class Unit(configparser.ConfigParser):
        def optionxform(self, optionstr: str) -> str:
            return optionstr

    unit = Unit(strict=False)
    unit.read_string(block("ini"))
    return unit


def test_the_unit_starts_the_service_and_lets_it_end(unit: configparser.ConfigParser) -> None:
    program, *arguments = shlex.split(unit["Service"]["ExecStart"])
    assert program.endswith("/kgqual")
    assert CliRunner().invoke(app, [*arguments, "--help"]).exit_code == 0, "no such command"
    assert float(unit["Service"]["TimeoutStopSec"]) > LONGEST


def test_the_unit_sets_what_there_is() -> None:
    fields = {f"KGQUAL_{name.upper()}" for name in ServiceSettings.model_fields}
    names = set(re.findall(r"^Environment=(\w+)=", block("ini"), re.MULTILINE))
    assert names
    assert names <= fields | {"KGQUAL_DATA"}


def test_the_proxy_waits_longer_than_a_query_and_hangs_up_first() -> None:
    text = block("nginx")
    seconds = dict(re.findall(r"\b(\w+_timeout) (\d+)s;", text))
    assert int(seconds["proxy_read_timeout"]) > LONGEST
    assert int(seconds["keepalive_timeout"]) < KEEP_ALIVE
    size = re.search(r"client_max_body_size (\d+)m;", text)
    assert size
    assert int(size[1]) << 20 > ServiceSettings().translation_bytes
    headers = set(re.findall(r"proxy_set_header (X-[\w-]+)", text))
    assert headers == {"X-Forwarded-Host", "X-Forwarded-Proto", "X-Request-Id"}


def test_alerts_watch_figures_that_there_are(tmp_path: Path) -> None:
    rules = [rule for group in yaml.safe_load(block("yaml"))["groups"] for rule in group["rules"]]
    expressions = " ".join(rule["expr"] for rule in rules)
    named = set(re.findall(r"\b(?:kgqual|process)_\w+", expressions))
    rows = re.findall(r"^\| `(kgqual_\w+)` \| (\w+)", PAGE.read_text(encoding="utf-8"), re.M)
    known = {
        name + suffix
        for name, kind in rows
        for suffix in (("_count", "_sum", "_bucket") if kind == "histogram" else ("",))
    }
    ours = create_app(tmp_path).state.metrics.registry
    known |= {sample.name for family in ours.collect() for sample in family.samples}
    assert named
    assert named <= known
    assert set(re.findall(r"KGQUAL_(\w+)", block("yaml"))) <= {
        name.upper() for name in ServiceSettings.model_fields
    }
