"""One process at a time changes what a data directory is built from."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from kgqual.atomic import clear_unfinished
from kgqual.errors import BadUsage, StorageFailed
from kgqual.store.stored_queries import FOLDER as QUERIES


@contextmanager
def changing(data: Path) -> Iterator[None]:
    """Hold a data directory, which is made if need be, and clear what killed runs left in it.

    Raises BadUsage while another process holds it, StorageFailed where it cannot be written, also
    for what the ``with`` block meets.
    """
    try:
        data.mkdir(parents=True, exist_ok=True)
        with FileLock(data / "lock", timeout=0):
            # A service may be storing queries meanwhile: what is unfinished there is in use.
            folders = (path for path in data.iterdir() if path.is_dir() and path.name != QUERIES)
            clear_unfinished(data, *folders)
            yield
    except Timeout:
        raise BadUsage(
            f"Another kgqual is changing {data}. Wait until it has finished, then try again."
        ) from None
    except OSError as error:
        raise StorageFailed(
            f"{data} cannot be used: {error}. What was there is still there. Free some space or "
            "see to its rights, then try again."
        ) from error
