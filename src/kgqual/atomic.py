"""Files and folders that appear whole or not at all, and what an interrupted run leaves behind."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

UNFINISHED = ".unfinished-"
"""How the names of files and folders begin that are still being written."""


@contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """Yield a path to write to; on leaving without an error it takes the place of ``path``.

    The bytes are on the disk before the name is, so a crash leaves the old file or the new.
    """
    partial = path.with_name(f"{UNFINISHED}{os.getpid()}-{path.name}")
    try:
        yield partial
        with partial.open("rb") as written:
            os.fsync(written.fileno())
        partial.replace(path)
    finally:
        partial.unlink(missing_ok=True)


@contextmanager
def unfinished_folder(parent: Path) -> Iterator[Path]:
    """Yield a new folder in ``parent``; what is still in it at the end is deleted."""
    parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(
        dir=parent, prefix=UNFINISHED, ignore_cleanup_errors=True
    ) as folder:
        yield Path(folder)


def clear_unfinished(*folders: Path) -> None:
    """Delete what runs that were killed left in ``folders``; call it when none is running."""
    for folder in folders:
        for path in folder.glob(f"{UNFINISHED}*"):
            if path.is_dir():
                shutil.rmtree(path)
            else:
                path.unlink()
