"""The statement of a recognition look-up: what was found, on one sheet, with every source.

::

    Recognition ──► sections (numbered steps and sources) ──► Statement ──► page (HTML, one A4)
                                                                        └─► plain (text)
"""

from kgqual.presentation.statement.page import page, security
from kgqual.presentation.statement.plain import plain
from kgqual.presentation.statement.statement import Line, Section, Statement, statement

__all__ = ["Line", "Section", "Statement", "page", "plain", "security", "statement"]
