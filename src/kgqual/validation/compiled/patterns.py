"""Regular expressions of Python in the syntax of Rust, which is what SPARQL runs here.

Only what is known to mean the same is translated: characters, classes and ranges of them,
groups, alternatives, repetitions, and the start and the end of the text. Everything is
written out, so that no class of characters depends on the tables of Unicode that either has.
"""

from __future__ import annotations

import re
from functools import cache
from re import _constants as op  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

from pyoxigraph import Literal, Store

SPACES = (
    r"\t-\r\x{1c}- \x{85}\x{a0}\x{1680}\x{2000}-\x{200a}\x{2028}\x{2029}\x{202f}\x{205f}\x{3000}"
)
"""What ``\\s`` is to Python, as the inside of a class of Rust."""
LAST = 0x10FFFF
MOST = 1000
"""A repetition above this is left to Python: Rust unrolls it."""


class _OnlyInPython(Exception):
    """The expression has a part that is not known to mean the same in Rust."""


@cache
def as_rust(expression: re.Pattern[str]) -> str | None:
    """Return the same expression for Rust, or None when it is not known to mean the same.

    What is the same is whether the expression is found in a text, not where.
    """
    if expression.flags != re.UNICODE.value:
        return None
    try:
        rust = _sequence(parser.parse(expression.pattern), ends=True)
    except _OnlyInPython:
        return None
    return rust if _compiles(rust) else None


def _compiles(rust: str) -> bool:
    """Tell whether SPARQL takes the expression: Rust refuses one that grows too large."""
    found = Store().query(f'SELECT (REGEX("", {Literal(rust)}) AS ?found) {{}}')
    return any(row[0] is not None for row in found)  # type: ignore[union-attr]


def _sequence(items: Any, ends: bool) -> str:
    """Return items one after the other; ``ends`` when nothing of the expression follows them."""
    last = len(items) - 1
    return "".join(
        _item(code, value, ends and index == last) for index, (code, value) in enumerate(items)
    )


def _item(code: Any, value: Any, ends: bool) -> str:
    if code is op.LITERAL:
        return _character(value)
    if code is op.NOT_LITERAL:
        return f"[^{_character(value)}]"
    if code is op.ANY:
        return "[^\\n]"
    if code is op.IN:
        return _class(value)
    if code in (op.MAX_REPEAT, op.MIN_REPEAT):
        return _repeated(*value)
    if code is op.AT:
        return _place(value, ends)
    return _group(code, value, ends)


def _group(code: Any, value: Any, ends: bool) -> str:
    if code is op.BRANCH:
        return f"(?:{'|'.join(_sequence(branch, ends) for branch in value[1])})"
    if code is op.SUBPATTERN:
        _, added, removed, inner = value
        if not added and not removed:
            return f"(?:{_sequence(inner, ends)})"
    raise _OnlyInPython


def _place(place: Any, ends: bool) -> str:
    if place in (op.AT_BEGINNING, op.AT_BEGINNING_STRING):
        return "\\A"
    if place is op.AT_END and ends:
        # In Python the end is also just before a final line break.
        return "\\n?\\z"
    raise _OnlyInPython


def _repeated(least: int, most: Any, inner: Any) -> str:
    if least > MOST or (most is not op.MAXREPEAT and most > MOST):
        raise _OnlyInPython
    end = "" if most is op.MAXREPEAT else str(most)
    return f"(?:{_sequence(inner, ends=False)}){{{least},{end}}}"


def _class(members: Any) -> str:
    negated = bool(members) and members[0][0] is op.NEGATE
    inside = "".join(_member(*member) for member in (members[1:] if negated else members))
    return f"[{'^' if negated else ''}{inside}]"


def _member(code: Any, value: Any) -> str:
    if code is op.LITERAL:
        return _character(value)
    if code is op.RANGE:
        return f"{_character(value[0])}-{_character(value[1])}"
    if code is op.CATEGORY and value is op.CATEGORY_SPACE:
        return SPACES
    if code is op.CATEGORY and value is op.CATEGORY_NOT_SPACE:
        return f"[^{SPACES}]"
    raise _OnlyInPython


def _character(point: int) -> str:
    """Return one character by its number; a surrogate is no character to Rust."""
    if 0xD800 <= point <= 0xDFFF or point > LAST:
        raise _OnlyInPython
    return f"\\x{{{point:x}}}"
