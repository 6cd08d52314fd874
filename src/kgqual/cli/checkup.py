"""``kgqual doctor``: what is wrong with this installation, and what to do about it."""

from __future__ import annotations

import os
import shutil
import sys
from importlib.util import find_spec
from pathlib import Path

from kgqual.editorial import Editorial
from kgqual.errors import BadUsage, KgqualError, StorageFailed
from kgqual.matching import NoSets, Sets
from kgqual.resources import FOLDERS, shipped
from kgqual.search import Index, NoIndex
from kgqual.settings import editorial_database, reading_limits, service_settings
from kgqual.sources.registry import Registry
from kgqual.store.interface import AnswerKind
from kgqual.store.snapshot import NoSnapshot, Snapshots
from kgqual.store.stored_queries import StoredQueries

SPARE = 1 << 30
"""Bytes that should be free beside what another snapshot takes: a build sorts files beside it."""


def checkup(data: Path) -> list[str]:
    """Return one sentence for each thing that is wrong; an empty list when all is well."""
    return [
        *_installation(),
        *_settings(),
        *_folder(data),
        *_registered(data),
        *_snapshot(data),
        *_stored(data),
        *_people(data),
        *_space(data),
    ]


def _installation() -> list[str]:
    problems = []
    for folder in FOLDERS:
        try:
            shipped(folder)
        except FileNotFoundError as error:
            problems.append(f"{error}.")
    if sys.platform != "win32" and sys.implementation.name == "cpython":
        problems += [
            f"{library} is not installed, so the service is slow: install kgqual anew with pip."
            for library in ("httptools", "uvloop")
            if not find_spec(library)
        ]
    return problems


def _settings() -> list[str]:
    problems = []
    for read in (service_settings, reading_limits):
        try:
            read()
        except BadUsage as error:
            problems.append(str(error))
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
        Index.open(snapshot.search_path)
        Sets.open(snapshot.matching_path)
    except (NoSnapshot, NoIndex, NoSets) as error:
        return [str(error)]
    except (KgqualError, OSError, ValueError) as error:
        return [f"The current snapshot cannot be used ({error}). Run `kgqual rollback`."]
    return []


def _stored(data: Path) -> list[str]:
    stored = StoredQueries(data, most=0)
    problems = []
    for name in stored.names():
        try:
            stored.get(name)
        except StorageFailed as error:
            problems.append(f"{error} Bring its file back from a copy of the data directory.")
    return problems


def _people(data: Path) -> list[str]:
    try:
        work = Editorial(data, editorial_database())
        return work.damage() if work.exists() else []
    except (BadUsage, StorageFailed) as error:
        return [str(error)]


def _space(data: Path) -> list[str]:
    existing = next(path for path in (data, *data.parents) if path.exists())
    free = shutil.disk_usage(existing).free
    needed = SPARE + max((_size(s.path) for s in Snapshots(data).all()), default=0)
    if free >= needed:
        return []
    return [
        f"{existing} has {free >> 20} MiB left, and a build may need {needed >> 20} MiB: "
        "make room, or choose another --data."
    ]


def _size(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
