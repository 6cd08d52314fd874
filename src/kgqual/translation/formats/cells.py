"""The texts of a field in one cell of a table, from which they come back as they were.

Terms stand one a line, as ESCO's own files have them; a running text keeps its lines. What no cell
holds safely (a line end inside a term, a carriage return, a control character, which people do
not see either) is written as an escape that begins with a backslash, and a backslash as two.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from kgqual.editorial.translations.fields import Field
from kgqual.errors import BadUsage

_UNSAFE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff\\\\]")
"""No XML document holds most of these, or spreadsheets change them; and the backslash itself."""
_ESCAPE = re.compile(r"\\(?:u([0-9a-f]{4})|([nr\\]))")
_SHORT = {"n": "\n", "r": "\r", "\\": "\\"}
_ESCAPED = {text: f"\\{short}" for short, text in _SHORT.items()}


def to_cell(field: Field, texts: Sequence[str]) -> str:
    """Return one cell with the texts of a field: terms one a line, else the only text.

    Raises BadUsage for several texts of a field that holds one.
    """
    if field.is_term:
        return "\n".join(_escape(text).replace("\n", "\\n") for text in texts)
    if len(texts) > 1:
        raise BadUsage(f"A cell holds one text of {field}; there are {len(texts)}.")
    return _escape(texts[0]) if texts else ""


def from_cell(field: Field, cell: str) -> tuple[str, ...]:
    r"""Return the texts in a cell; ``\r\n``, which spreadsheets make of a line end, is one."""
    cell = cell.replace("\r\n", "\n")
    parts = cell.split("\n") if field.is_term else [cell]
    return tuple(_unescape(part) for part in parts if part)


def _escape(text: str) -> str:
    return _UNSAFE.sub(_escaped, text)


def _escaped(found: re.Match[str]) -> str:
    return _ESCAPED.get(found[0]) or f"\\u{ord(found[0]):04x}"


def _unescape(part: str) -> str:
    """Return what was escaped; a backslash that begins no escape was typed by hand and stays."""
    if "\\" not in part:
        return part
    return _ESCAPE.sub(lambda found: _SHORT[found[2]] if found[2] else chr(int(found[1], 16)), part)
