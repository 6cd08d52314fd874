"""The fixed queries behind the pages, one ``.rq`` file each.

What varies is passed as bindings of their variables, never as text.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

_HERE = Path(__file__).parent


@cache
def page_query(name: str) -> str:
    """Return the text of ``<name>.rq``. Raises FileNotFoundError for an unknown name."""
    return (_HERE / f"{name}.rq").read_text(encoding="utf-8")
