"""Settings come from the environment, are checked, and are documented with their defaults."""

from __future__ import annotations

import re
from dataclasses import fields
from pathlib import Path

import pytest

from kgqual.errors import BadUsage
from kgqual.limits import DEFAULT, Limits, current, holding
from kgqual.settings import LIMITS_PREFIX, ServiceSettings, reading_limits, service_settings

PAGE = Path(__file__).parents[1] / "docs" / "operator.md"
ROW = re.compile(r"^\| `(KGQUAL_\w+)` \| ([^|]*) \| (.+) \|$", re.MULTILINE)


def test_the_documented_settings_are_the_real_ones_with_their_defaults() -> None:
    documented = {name: (default, meaning) for name, default, meaning in _rows()}
    limits = {LIMITS_PREFIX + f.name.upper(): f for f in fields(Limits)}
    service = ServiceSettings.model_fields
    real = {name: _shown(limit.default) for name, limit in limits.items()}
    real |= {f"KGQUAL_{name.upper()}": _shown(field.default) for name, field in service.items()}
    assert {name: default for name, (default, _) in documented.items()} == real
    for name, limit in limits.items():
        assert documented[name][1] == limit.metadata["meaning"]


def _shown(default: object) -> str:
    if default in ((), ""):
        return "none"
    return f"{default:g}" if isinstance(default, float) else str(default)


def _rows() -> list[tuple[str, str, str]]:
    return [(m[1], m[2], m[3]) for m in ROW.finditer(PAGE.read_text(encoding="utf-8"))]


def test_a_limit_is_read_from_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KGQUAL_MAX_ROWS", "12")
    assert reading_limits() == Limits(rows=12)


@pytest.mark.parametrize("text", ["many", "0", "-1", "1.5"])
def test_a_limit_is_a_whole_number(monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    monkeypatch.setenv("KGQUAL_MAX_ROWS", text)
    with pytest.raises(BadUsage, match=f"KGQUAL_MAX_ROWS='{text}'"):
        reading_limits()


def test_limits_hold_inside_the_with_only() -> None:
    with holding(Limits(rows=1)):
        assert current().rows == 1
        with holding(Limits(rows=2)):
            assert current().rows == 2
        assert current().rows == 1
    assert current() == DEFAULT


def test_endpoints_are_listed_with_spaces_between_them(monkeypatch: pytest.MonkeyPatch) -> None:
    listed = "https://a.example/sparql http://b.example:8080/q?default-graph-uri=urn:x"
    monkeypatch.setenv("KGQUAL_SERVICE_ENDPOINTS", f" {listed}\n")
    assert service_settings().service_endpoints == tuple(listed.split())


@pytest.mark.parametrize(
    "text",
    [
        "a.example",
        "file:///etc/passwd",
        "ftp://a.example/",
        "http:///sparql",
        "https://user:word@a.example/",
        "https://a.example/sparql#x",
        "https://a.example:99999/",
        "https://a.example/{x}",
        "https://[a.example/",
    ],
)
def test_an_endpoint_is_an_address_of_the_web(monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    monkeypatch.setenv("KGQUAL_SERVICE_ENDPOINTS", f"https://a.example/sparql {text}")
    with pytest.raises(BadUsage, match="KGQUAL_SERVICE_ENDPOINTS: "):
        service_settings()
