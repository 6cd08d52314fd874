"""The limit of memory of a process that runs queries."""

from __future__ import annotations

from pathlib import Path

_OCCUPIED = Path("/proc/self/statm")
"""Where Linux tells what a process takes; its first number counts pages of address space."""


def limit_memory(room: int) -> None:
    """Let this process take ``room`` bytes of address space more than it has, and dump no core.

    To be called when the store is open: the engine starts a thread for each processor and each
    reserves some 70 MB, so that a limit of the whole would leave queries the less room the more
    processors a machine has. Where the system does not tell what is taken, the limit is of the
    whole; where the system allows less, that remains. Windows limits nothing.
    """
    try:
        import resource
    except ImportError:
        return
    taken = 0
    if _OCCUPIED.exists():
        taken = int(_OCCUPIED.read_text().split()[0]) * resource.getpagesize()
    _, allowed = resource.getrlimit(resource.RLIMIT_AS)
    limit = taken + room if allowed == resource.RLIM_INFINITY else min(taken + room, allowed)
    resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
