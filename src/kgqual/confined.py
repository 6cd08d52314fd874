"""Reading what may be hostile in a process of its own, within limits of time, memory and size.

``run(function, data, …)`` calls ``function(data)`` in a new process that is stopped at its limits,
so that a file made to hang, to fill the memory or to crash its reader stops nothing but that
process. Functions take bytes and return bytes, whole or in parts: the answer is data, never code,
even when the child has been taken over by what it read.

This module, run as a program, is the child.
"""

from __future__ import annotations

import os
import pickle
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import IO

from kgqual.errors import BadUsage, UnreadableInput
from kgqual.limits import current, holding

REFUSED = 3
"""Exit status of a child whose function raised BadUsage; its message is on stderr."""
TOO_MUCH_MEMORY = 4
"""Exit status of a child that met its limit of memory."""
TOO_LONG = 5
"""Exit status of a child whose answer is longer than it may be."""
TIMED_OUT = 6
"""What stands for the exit status of a child that was stopped at its deadline."""
MESSAGE_LENGTH = 2_000
"""Bytes of a child's message that are shown, at most."""

QUIET = {"RUST_BACKTRACE": "0"}
"""Environment of a child, so that what it says last is what happened, not where."""
OUT_OF_MEMORY = (
    "MemoryError",
    "memory allocation of",
    "bad_alloc",
    "SystemError: error return without exception set",
)
"""What a child says last that Python, Rust, C++ or C code below Python ended for want of memory."""

Function = Callable[[bytes], bytes | Iterable[bytes]]


class LimitMet(UnreadableInput):
    """A confined process met a limit; ``excess`` says which: "takes longer than 60 seconds"."""

    def __init__(self, message: str, excess: str) -> None:
        super().__init__(message)
        self.excess = excess


@dataclass(frozen=True)
class Allowance:
    """What one reading may take; ordinary files need a hundredth of it.

    ``seconds`` counts on the clock and, separately, on the processor; ``memory`` is address
    space in bytes; where they are 0, the limits that hold for reading decide. ``output`` is the
    length of the answer in bytes. Memory and output are not limited on Windows.
    """

    seconds: float = 0
    memory: int = 0
    output: int = 256 << 20

    def settled(self) -> Allowance:
        """Return the same with the limits that hold here in place of 0."""
        limits = current()
        return Allowance(
            self.seconds or limits.reading_seconds,
            self.memory or limits.reading_memory,
            self.output,
        )


DEFAULT = Allowance()


def run(
    function: Function,
    data: bytes,
    *,
    name: str,
    allowance: Allowance = DEFAULT,
    advice: str = "",
) -> bytes:
    """Return ``function(data)``, computed in a process of its own.

    Raises as :func:`running` does.
    """
    with running(function, data, name=name, allowance=allowance, advice=advice) as answer:
        return answer.read()


@contextmanager
def running(
    function: Function,
    data: bytes = b"",
    *,
    name: str,
    allowance: Allowance = DEFAULT,
    advice: str = "",
) -> Iterator[IO[bytes]]:
    """Compute ``function(data)`` in a process of its own and open the whole answer for reading.

    ``function`` must be picklable: a function of a module, or a partial of one. Raises
    UnreadableInput, whose message begins with ``name``, when the function raises it or any other
    error, or when the process dies; LimitMet, which is one, when it meets a limit. ``advice``
    then says what to do.
    """
    allowed = allowance.settled()
    with tempfile.TemporaryFile() as answer, tempfile.TemporaryFile() as complaint:
        try:
            status = subprocess.run(  # noqa: S603  this module, no shell
                [sys.executable, "-m", __name__],
                input=pickle.dumps((allowed, current(), function)) + data,
                env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path), **QUIET},
                stdout=answer,
                stderr=complaint,
                timeout=allowed.seconds,
                process_group=0,  # a signal to all is for us: we say when the child ends
                check=False,
            ).returncode
        except subprocess.TimeoutExpired:
            status = TIMED_OUT
        if status != 0 or answer.seek(0, os.SEEK_END) > allowed.output:
            raise _error(status, _last_words(complaint), allowed, name, advice)
        answer.seek(0)
        yield answer


def _error(
    status: int, message: str, allowed: Allowance, name: str, advice: str
) -> UnreadableInput:
    """Return what to raise for a child that ended so."""
    if excess := _excess(status, message, allowed):
        return LimitMet(f"{name}: reading it {excess}. {advice}".rstrip(), excess)
    reason = _reason(status, message)
    named = reason if reason.startswith(name) else f"{name}: {reason}"
    return UnreadableInput(f"{named} {advice}".rstrip())


def _excess(status: int, message: str, allowed: Allowance) -> str:
    """Return which limit ended the child, or ''."""
    if status == TOO_MUCH_MEMORY or any(words in message for words in OUT_OF_MEMORY):
        return f"takes more than {allowed.memory >> 20:,} MiB of memory"
    if status in (TIMED_OUT, -_signal("SIGXCPU")):
        return f"takes longer than {allowed.seconds:g} seconds"
    if status in (0, TOO_LONG, -_signal("SIGXFSZ")):
        return f"gives an answer longer than {allowed.output:,} bytes"
    return ""


def _reason(status: int, message: str) -> str:
    if status == REFUSED:
        return message
    if status < 0:
        name = signal.Signals(-status).name
        return f"its reader broke down ({name}): the file is damaged, or made to do harm."
    # Any other error ends the child as it ends every program: its name is the last line.
    return f"it cannot be read ({message.rpartition(chr(10))[2]})."


def _signal(name: str) -> int:
    """Return the number of a signal, 0 where the system does not have it."""
    return int(getattr(signal, name, 0))


def _last_words(complaint: IO[bytes]) -> str:
    length = complaint.seek(0, os.SEEK_END)
    complaint.seek(max(0, length - MESSAGE_LENGTH))
    return complaint.read().decode("utf-8", "replace").strip()


def _limit(limits: Allowance) -> None:
    try:
        import resource  # absent on Windows
    except ImportError:
        return
    seconds = max(1, round(limits.seconds))
    for kind, value in (
        (resource.RLIMIT_AS, limits.memory),
        (resource.RLIMIT_CPU, seconds),
        (resource.RLIMIT_FSIZE, limits.output),
        (resource.RLIMIT_CORE, 0),
    ):
        # A second later for good: where both are the same, the child is killed without a reason.
        last = value + 1 if kind == resource.RLIMIT_CPU else value
        resource.setrlimit(kind, (value, last))


def _main() -> int:
    allowed, limits, function = pickle.load(sys.stdin.buffer)  # noqa: S301  written by running()
    _limit(allowed)
    try:
        with holding(limits):
            return _answer(function(sys.stdin.buffer.read()), allowed.output)
    except BadUsage as error:
        sys.stderr.write(str(error))
        return REFUSED
    except MemoryError:
        return TOO_MUCH_MEMORY


def _answer(answer: bytes | Iterable[bytes], allowed: int) -> int:
    """Write the answer; return the exit status that says whether it was short enough."""
    length = 0
    for part in [answer] if isinstance(answer, bytes) else answer:
        length += len(part)
        if length > allowed:
            return TOO_LONG
        sys.stdout.buffer.write(part)
    sys.stdout.buffer.flush()
    return 0


if __name__ == "__main__":
    sys.exit(_main())
