"""What the end of a process says of the query that it ran."""

from __future__ import annotations

import signal

from kgqual.errors import EngineError, QueryTimeout


def _by(*names: str) -> frozenset[int]:
    """Return the exit statuses of a process that one of these signals ended, where they exist."""
    return frozenset(-int(getattr(signal, name)) for name in names if hasattr(signal, name))


SLICE_OVER = _by("SIGPROF")
"""It ran longer than the processor time that it had."""
_TOO_LATE = _by("SIGALRM")
_NO_MEMORY = _by("SIGABRT", "SIGKILL")
_NO_STACK = _by("SIGSEGV", "SIGBUS")


def reason(status: int) -> EngineError:
    """Return what to tell of a query whose process ended by itself, with that exit status."""
    if status in _TOO_LATE:
        return QueryTimeout("The query ran longer than it may and was stopped.")
    if status in _NO_MEMORY:
        return EngineError("The query needs more memory than it may have. Make it smaller.")
    if status in _NO_STACK:
        return EngineError("The query nests too deeply, or chains too much. Make it smaller.")
    return EngineError("The query ended its process. Make it smaller.")
