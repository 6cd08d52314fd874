"""What goes wrong with people's work, beside what ``kgqual.errors`` knows."""

from __future__ import annotations

from kgqual.errors import BadUsage, StorageFailed


class DatabaseBusy(StorageFailed):
    """Another process has been writing for longer than one waits; nothing was recorded."""


class UnknownQueue(BadUsage):
    """There is no review queue of that name."""


class UnknownItem(BadUsage):
    """There is no such item, suggestion, decision or change."""


class KeyTaken(BadUsage):
    """Something was recorded with that key already, and it says something else."""


class Outdated(BadUsage):
    """What somebody saw is not what is there now; nothing was recorded."""


class NotAllowed(BadUsage):
    """The person may not do this."""
