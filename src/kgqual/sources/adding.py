"""From what a user names on the command line to sources ready to be read."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from kgqual import namespaces
from kgqual.errors import BadUsage, UnreadableInput
from kgqual.model import Source, SourceFile
from kgqual.sources.kinds import importer
from kgqual.versions import first_day, last_day


@dataclass(frozen=True)
class Options:
    """What the user says of a source; empty where they leave it to the files."""

    version: str = ""
    valid_from: str = ""
    valid_until: str = ""
    issued: str = ""
    graph: str = ""
    title: str = ""
    publisher: str = ""
    licence: str = ""
    current: bool = False


def proposed(kind: str, paths: Sequence[Path], options: Options) -> list[Source]:
    """Return the sources that the files at ``paths`` make, not yet read.

    Usually one; RDF with several named graphs makes one for each. Raises BadUsage when the
    version cannot be known or an option is wrong, UnreadableInput when a path is not there.
    """
    reader = importer(kind)
    _check(options)
    files = gather(paths)
    version = options.version or reader.release(files)
    if not version:
        raise BadUsage(
            f"The files do not say which version of {kind} they are. Say it: --version 2017"
        )
    titles = {"en": options.title} if options.title else dict(reader.titles(version, files))
    graphs = [options.graph] if options.graph else reader.graphs(version, files)
    return [
        Source(
            kind=kind,
            version=version if len(graphs) == 1 else f"{version}-{number}",
            graph=graph,
            series=reader.series(version, files, graph),
            files=files,
            title=titles,
            publisher=options.publisher or reader.publisher,
            licence=options.licence or reader.licence,
            landing_page=reader.landing_page,
            issued=options.issued or reader.issued(version),
            valid_from=options.valid_from,
            valid_until=options.valid_until,
            complete=reader.complete(files),
            forced_current=options.current,
        )
        for number, graph in enumerate(graphs, start=1)
    ]


def _check(options: Options) -> None:
    for name in ("valid_from", "valid_until", "issued"):
        if text := getattr(options, name):
            try:
                first_day(text)
            except ValueError:
                flag = name.replace("_", "-")
                raise BadUsage(
                    f"--{flag} {text!r} is not a date such as 2016, 2016-03 or 2016-03-16."
                ) from None
    bounded = options.valid_from and options.valid_until
    if bounded and first_day(options.valid_from) > last_day(options.valid_until):
        raise BadUsage("--valid-from is later than --valid-until.")
    if options.graph.startswith(namespaces.RESERVED_GRAPHS):
        raise BadUsage(f"--graph {options.graph}: {namespaces.RESERVED_GRAPHS} is reserved.")


def gather(paths: Sequence[Path]) -> tuple[SourceFile, ...]:
    """Return the files at ``paths``, folders with everything below them.

    Raises UnreadableInput for a path that is not there or a folder without files.
    """
    files: list[SourceFile] = []
    for path in paths:
        if path.is_dir():
            inside = sorted(p for p in path.rglob("*") if p.is_file())
            if not inside:
                raise UnreadableInput(f"{path}: the folder is empty.")
            files += [_file(p, f"{path.name}/{p.relative_to(path)}") for p in inside]
        elif path.is_file():
            files.append(_file(path, path.name))
        else:
            raise UnreadableInput(f"{path}: there is no such file or folder.")
    return tuple(files)


def _file(path: Path, name: str) -> SourceFile:
    try:
        with path.open("rb") as stream:
            digest = hashlib.file_digest(stream, "sha256")
            size = stream.tell()
    except OSError as error:
        raise UnreadableInput(f"{path}: cannot be read ({error.strerror}).") from error
    return SourceFile(name, str(path), digest.hexdigest(), size)
