"""What goes wrong with people's work, beside what ``kgqual.errors`` knows."""

from __future__ import annotations

from kgqual.errors import BadUsage, StorageFailed


class DatabaseBusy(StorageFailed):
    """Another process has been writing for longer than one waits; nothing was recorded."""


class UnknownQueue(BadUsage):
    """There is no review queue of that name."""


class UnknownItem(BadUsage):
    """The queue has no such item, suggestion or decision."""


class KeyTaken(BadUsage):
    """A decision with that key was recorded already, and it says something else."""


class Outdated(BadUsage):
    """What should be decided is not what the queue suggests now; nothing was recorded."""


class NotAllowed(BadUsage):
    """The person may not do this."""
