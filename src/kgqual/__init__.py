"""kgqual: the open knowledge graph of qualifications, occupations and skills.

Read :mod:`kgqual.pipeline` first: it joins the stages in one screen. To ask from Python::

    from kgqual import Client
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kgqual.client import Client

__all__ = ["Client", "__version__"]

__version__ = "0.1.0"


def __getattr__(name: str) -> object:
    """Return ``Client``, loaded when it is asked for: the command line starts without it."""
    if name == "Client":
        # Not an import statement: those above ``client`` that ask for the version are not above it.
        return import_module("kgqual.client").Client
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
