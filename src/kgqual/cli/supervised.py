"""Going on in a child, so that a query that breaks down its process can be told of.

A query can crash the engine, fill the memory or run without end, and nothing but the end of its
process ends it. The child does the work and writes straight to standard output; this process waits
for it, and says what ended it.
"""

from __future__ import annotations

import os
import signal
import sys
import threading
from collections.abc import Callable
from typing import NoReturn

from kgqual.errors import QueryTimeout


def go_on_in_a_child(timeout: float | None) -> None:
    """Return in a child process; never in this one.

    This one ends as the child does. Raises QueryTimeout in it when that takes longer than
    ``timeout`` seconds, EngineError when the child breaks down. Where processes cannot be forked
    (Windows) this one goes on, and ends itself at the deadline.
    """
    if sys.platform == "win32":
        if timeout:
            _start_timer(timeout, lambda: _give_up(timeout))
        return
    sys.stdout.flush()
    ours, theirs = os.pipe()
    child = os.fork()
    if child:
        os.close(ours)
        _wait(child, timeout)
    os.close(theirs)
    signal.signal(signal.SIGINT, signal.SIG_DFL)  # Python's handler would wait for the engine
    threading.Thread(target=_end_with_parent, args=[ours], daemon=True).start()


def _end_with_parent(pipe: int) -> None:
    os.read(pipe, 1)  # nobody writes: it returns when the other end closes
    os._exit(1)


def _wait(child: int, timeout: float | None) -> NoReturn:
    late = threading.Event()

    def stop() -> None:
        """End the child."""
        late.set()
        os.kill(child, signal.SIGKILL)

    timer = _start_timer(timeout, stop) if timeout else None
    status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    if timer:
        timer.cancel()
    if late.is_set():
        raise QueryTimeout(_late(timeout))
    if status < 0:
        from kgqual.store.workers.deaths import reason

        raise reason(status)
    sys.exit(status)


def _start_timer(seconds: float, function: Callable[[], None]) -> threading.Timer:
    timer = threading.Timer(seconds, function)
    timer.daemon = True
    timer.start()
    return timer


def _late(timeout: float | None) -> str:
    return f"The query ran longer than {timeout:g} s and was stopped."


def _give_up(timeout: float) -> None:
    print(f"kgqual: {_late(timeout)}", file=sys.stderr, flush=True)
    os._exit(QueryTimeout.exit_status)
