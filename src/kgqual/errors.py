"""The errors kgqual raises, and the exit status each has on the command line.

::

    KgqualError                 exit 1
    ├── BadSource               exit 1  a source's rows or files are wrong
    ├── Inconsistent            exit 1  the data contradict the shapes: nothing was published
    ├── DoesNotConform          exit 1  the data lack what a format of exchange demands
    ├── BadUsage                exit 2  an argument or an input that cannot be read
    │   └── UnreadableInput     exit 2
    ├── StorageFailed           exit 3  the disk is full, read-only or failing
    └── EngineError             exit 3  the engine or endpoint failed
        ├── QueryTimeout        exit 3
        ├── Busy                exit 3
        ├── ServiceFailed       exit 3  an endpoint that a query calls failed
        ├── ValidationStopped   exit 3  validating met its limit of time or memory
        └── BadQuery            exit 2  the query text is wrong
            └── TooLarge        exit 2  its answer is longer than the service sends

Every message is one or more whole sentences that say what is wrong, where, and what to do.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

if TYPE_CHECKING:
    from kgqual.consistency import Checked
    from kgqual.model import Problem


class KgqualError(Exception):
    """Base of every error that kgqual raises on purpose."""

    exit_status: ClassVar[int] = 1


class BadSource(KgqualError):
    """A source was read but its content is wrong; nothing was registered.

    ``problems`` lists every row refused, with file, row, column and reason.
    """

    def __init__(self, message: str, problems: Sequence[Problem] = ()) -> None:
        super().__init__(message)
        self.problems = tuple(problems)


class Inconsistent(KgqualError):
    """Data violate the shapes; nothing was registered or published. ``checked`` says what is."""

    def __init__(self, message: str, checked: Checked) -> None:
        super().__init__(message)
        self.checked = checked


class DoesNotConform(KgqualError):
    """What should be written lacks what its format demands; nothing was written."""


class BadUsage(KgqualError):
    """An argument is wrong, missing, or contradicts another."""

    exit_status: ClassVar[int] = 2


class UnreadableInput(BadUsage):
    """A file is absent, truncated, of the wrong kind or in the wrong encoding."""


class StorageFailed(KgqualError):
    """The data directory cannot be written; what was there before is still there."""

    exit_status: ClassVar[int] = 3


class EngineError(KgqualError):
    """The query engine or a remote endpoint failed."""

    exit_status: ClassVar[int] = 3


class QueryTimeout(EngineError):
    """A query ran past its deadline and was stopped."""


class Busy(EngineError):
    """No worker became free in the time the query had."""


class ServiceFailed(EngineError):
    """An endpoint that a query calls with SERVICE gave no answer that can be used."""


class ValidationStopped(EngineError):
    """Validating took more time or memory than it may, and was stopped."""


class BadQuery(EngineError):
    """The query is not valid SPARQL, or asks for what is refused by policy."""

    exit_status: ClassVar[int] = 2


class TooLarge(BadQuery):
    """The answer to a query is longer than an answer may be."""
