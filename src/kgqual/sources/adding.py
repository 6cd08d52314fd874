"""From what a user names on the command line to sources ready to be read."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Never
from urllib.parse import quote

from pyoxigraph import NamedNode

from kgqual import namespaces
from kgqual.errors import BadUsage, UnreadableInput
from kgqual.limits import current
from kgqual.model import Source, SourceFile
from kgqual.sources.importer import Importer
from kgqual.sources.kinds import KINDS, importer
from kgqual.versions import first_day, last_day

HIDDEN = (".", "~$")
"""How the names of files and folders begin that programs write for themselves."""
MAX_VERSION = 200
"""Characters of a version as IRIs and file names write it."""


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

    Usually one; RDF with several named graphs makes one for each, and each PDF of WorldSkills
    one. Raises BadUsage when a version cannot be known or an option is wrong, UnreadableInput
    when a path is not there.
    """
    reader = importer(kind)
    if kind not in KINDS:
        raise BadUsage(f"kgqual ships its own {kind}; add other RDF as rdf.")
    _check(options)
    parts = reader.parts(gather(paths))
    if len(parts) > 1 and (options.version or options.graph or options.title):
        raise BadUsage(
            f"The files make {len(parts)} sources of the kind {kind}; --version, --graph and "
            "--title are for one. Add each by itself."
        )
    sources = [source for part in parts for source in _of_one(*part, options)]
    _refuse_repeated(sources)
    return sources


def _of_one(reader: Importer, files: tuple[SourceFile, ...], options: Options) -> list[Source]:
    """Return the source that the files make, or one for each of their named graphs."""
    version = options.version or reader.release(files)
    if not version:
        raise BadUsage(
            f"The files do not say which version of {reader.kind} they are. Say it: --version 2017"
        )
    _check_version(version)
    titles = {"en": options.title} if options.title else dict(reader.titles(version, files))
    graphs = [options.graph] if options.graph else reader.graphs(version, files)
    return [
        Source(
            kind=reader.kind,
            version=version if len(graphs) == 1 else f"{version}-{number}",
            graph=graph,
            series=reader.series(version, files, graph),
            files=files,
            title=titles,
            publisher=options.publisher or reader.publisher,
            licence=options.licence or reader.licence,
            landing_page=reader.landing_page,
            issued=options.issued or reader.issued(version, files),
            valid_from=options.valid_from,
            valid_until=options.valid_until,
            complete=reader.complete(files),
            forced_current=options.current,
            gaps=tuple(reader.gaps(version, files)),
            documents=dict(reader.documents(files)),
        )
        for number, graph in enumerate(graphs, start=1)
    ]


def _refuse_repeated(sources: Sequence[Source]) -> None:
    """Refuse files of which two make the same source, so that neither hides the other."""
    first: dict[str, Source] = {}
    for source in sources:
        other = first.setdefault(source.name, source)
        if other is not source:
            names = " and ".join(file.name for file in (*other.files, *source.files))
            raise BadUsage(f"{names} are both {source.name}. Add the one that counts.")


def _check_version(version: str) -> None:
    """Refuse a version that would not be readable in tables, IRIs and names of files."""
    named = version.isprintable() and any(letter.isalnum() for letter in version)
    if not named or version != version.strip():
        raise BadUsage(f"{version!r} does not name a version. Say one such as --version 2017.")
    if len(quote(version)) > MAX_VERSION:
        raise BadUsage(f"The version {version!r} is too long. Say a shorter one with --version.")


def _check(options: Options) -> None:
    for name, text in asdict(options).items():
        if isinstance(text, str) and not _is_unicode(text):
            raise BadUsage(f"--{name.replace('_', '-')} {text!r} is not UTF-8.")
    for name in ("graph", "licence"):
        if text := getattr(options, name):
            try:
                NamedNode(text)
            except ValueError as error:
                raise BadUsage(f"--{name} {text!r} is not an IRI: {error}.") from None
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


def _is_unicode(text: str) -> bool:
    """Tell whether a text of the command line can be written: names of files may be any bytes."""
    return not any("\ud800" <= letter <= "\udfff" for letter in text)


def gather(paths: Sequence[Path]) -> tuple[SourceFile, ...]:
    """Return the files at ``paths``, folders with everything below them except hidden files.

    Raises UnreadableInput for a path that is not there or cannot be read, or a folder without
    files.
    """
    files: list[SourceFile] = []
    for path in paths:
        if os.path.isdir(path):  # noqa: PTH112  a Path raises for names that are too long
            inside = _inside(path)
            if not inside:
                raise UnreadableInput(f"{path}: the folder is empty.")
            folder = path.absolute().name
            files += [_file(p, f"{folder}/{p.relative_to(path).as_posix()}") for p in inside]
        elif os.path.isfile(path):  # noqa: PTH113
            files.append(_file(path, path.name))
        else:
            raise UnreadableInput(f"{path}: there is no such file or folder.")
    return tuple(files)


def _inside(folder: Path) -> list[Path]:
    """Return the files below a folder in order; links to folders are not followed."""

    def refuse(error: OSError) -> Never:
        """Say which folder cannot be read."""
        raise UnreadableInput(f"{error.filename}: cannot be read ({error.strerror}).") from error

    walked = os.walk(folder, onerror=refuse)
    found = (Path(place, name) for place, _, names in walked for name in names)
    return sorted(path for path in found if not _is_hidden(path.relative_to(folder)))


def _is_hidden(path: Path) -> bool:
    return any(part.startswith(HIDDEN) for part in path.parts)


def _file(path: Path, name: str) -> SourceFile:
    if not _is_unicode(name):
        raise UnreadableInput(f"{name!r}: the name of the file is not UTF-8. Give it another.")
    if not os.path.isfile(path):  # noqa: PTH113
        raise UnreadableInput(f"{path}: there is no such file.")
    most = current().file_bytes
    try:
        if path.stat().st_size > most:
            raise UnreadableInput(f"{path}: is longer than {most:,} bytes.")
        with path.open("rb") as stream:
            digest = hashlib.file_digest(stream, "sha256")
            size = stream.tell()
    except OSError as error:
        raise UnreadableInput(f"{path}: cannot be read ({error.strerror}).") from error
    return SourceFile(name, str(path), digest.hexdigest(), size)
