"""A statement as a document of its own: HTML with its style in it, which prints to one A4 page."""

from __future__ import annotations

import base64
import hashlib
import sys
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from kgqual.presentation.statement.plain import NUMBERED
from kgqual.presentation.statement.statement import Statement
from kgqual.presentation.wording import say

_HERE = Path(__file__).parent
SIZES = {
    "large": 3_400,
    "medium": 5_000,
    "small": 7_200,
    "smaller": 8_800,
    "smallest": sys.maxsize,
}
"""Sizes of type, and the characters of which each is sure to fill no more than a page."""


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(_HERE),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals.update(numbered=NUMBERED, say=say, style=style())
    return environment


@cache
def style() -> str:
    """Return the style sheet that every statement has in it."""
    return (_HERE / "page.css").read_text(encoding="utf-8")


def security() -> str:
    """Return the policy by which a browser takes nothing but the page and that style sheet."""
    digest = base64.b64encode(hashlib.sha256(style().encode()).digest()).decode()
    return f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"


def page(statement: Statement, base: str = "") -> str:
    """Return the statement as HTML; ``base``, the address of a service, is put before links."""
    template = _environment().get_template("page.html")
    return template.render(statement=statement, base=base, size=_size(statement))


def _size(statement: Statement) -> str:
    """Return the size of type in which the statement fills at most one page."""
    sections = (*statement.sections, statement.sources)
    characters = sum(len(line.text) for section in sections for line in section.lines)
    return next(name for name, most in SIZES.items() if characters <= most)
