"""Columns of codes: kept as text, and a bad code is refused with what probably happened to it.

The code that was probably meant is said to the person who filled the table, and never applied.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from kgqual.codes.slips import SlipName
from kgqual.codes.typing_slips import as_typed
from kgqual.sources.template import Column


@dataclass(frozen=True)
class CodeColumn(Column):
    """A column of codes: kept as text, and a refused code comes with a diagnosis.

    ``diagnose`` gets a code that does not match ``pattern`` and returns whole sentences, or ''.
    """

    code: bool = True
    diagnose: Callable[[str], str] = lambda code: ""

    def fault(self, item: str) -> str | None:
        """Return why ``item`` is not acceptable here and what was probably meant, or None."""
        if not self.pattern or self._regex.fullmatch(item):
            return None
        diagnosis = self._typing_slip(item) or self.diagnose(item)
        return f"{item!r} is not {self.expects}. {diagnosis}".strip()

    def _typing_slip(self, item: str) -> str:
        """Say which letter, space or case is wrong where a clean code can be recognised."""
        meant, slips = as_typed(item, lambda code: bool(self._regex.fullmatch(code)))
        well_formed = bool(self._regex.fullmatch(meant))
        correction = f" Perhaps {meant} is meant." if well_formed else ""
        for slip in slips:
            if slip.name is SlipName.CYRILLIC:
                letter = f"It contains the Cyrillic letter {slip.detail}; type the Latin one."
                return letter + correction
            if slip.name is SlipName.SEPARATOR and well_formed:
                character = "a space" if slip.detail.isspace() else repr(slip.detail)
                return f"It contains {character}.{correction}"
            if well_formed:
                return f"Letters in codes are capitals.{correction}"
        return ""
