"""``kgqual doctor``: what is wrong with this installation, and what to do about it."""

from __future__ import annotations

import os
from pathlib import Path

from kgqual.errors import KgqualError
from kgqual.resources import FOLDERS, shipped
from kgqual.sources.registry import Registry
from kgqual.store.interface import AnswerKind
from kgqual.store.snapshot import NoSnapshot, Snapshots


def checkup(data: Path) -> list[str]:
    """Return one sentence for each thing that is wrong; an empty list when all is well."""
    return [*_installation(), *_folder(data), *_registered(data), *_snapshot(data)]


def _installation() -> list[str]:
    problems = []
    for folder in FOLDERS:
        try:
            shipped(folder)
        except FileNotFoundError as error:
            problems.append(f"{error}.")
    return problems


def _folder(data: Path) -> list[str]:
    existing = next(path for path in (data, *data.parents) if path.exists())
    if not existing.is_dir():
        return [f"{existing} is a file, not a folder: choose another --data."]
    if not os.access(existing, os.W_OK):
        return [f"{existing} cannot be written: change its rights or choose another --data."]
    return []


def _registered(data: Path) -> list[str]:
    return [
        f"{source.name}: the registered copy of {file.name} is missing or changed. "
        f"Run `kgqual remove {source.name}` and add it again."
        for source in Registry(data).sources()
        for file in source.files
        if not Path(file.path).is_file() or Path(file.path).stat().st_size != file.size
    ]


def _snapshot(data: Path) -> list[str]:
    try:
        snapshot = Snapshots(data).current()
        answer = snapshot.open().query("ASK { ?s ?p ?o }")
        if answer.kind is not AnswerKind.BOOLEAN or not answer.boolean():
            return [f"Snapshot {snapshot.id} is empty. Run `kgqual build`."]
    except NoSnapshot as error:
        return [str(error)]
    except (KgqualError, OSError, ValueError) as error:
        return [f"The current snapshot cannot be used ({error}). Run `kgqual rollback`."]
    return []
