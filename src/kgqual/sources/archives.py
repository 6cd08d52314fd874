"""Opening the files of a source: as they are, or inside a zip, with limits and clear errors.

Nothing is unpacked to disk: a member of a zip is read as a stream. A damaged, encrypted,
nested or suspiciously large archive is refused before anything in it is used.
"""

from __future__ import annotations

import stat
import struct
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath, PureWindowsPath
from typing import IO

from kgqual.errors import UnreadableInput
from kgqual.limits import current
from kgqual.model import SourceFile

RATIO_COUNTS_FROM = 10 * 2**20
"""Unpacked bytes below which the ratio does not matter."""

ZIP_MAGIC = b"PK\x03\x04"
ARCHIVES = frozenset({".zip", ".gz", ".7z", ".rar", ".tar", ".tgz", ".bz2", ".xz"})
ENCRYPTED = 0x1


@dataclass(frozen=True)
class Member:
    """A file that can be read: a registered file itself, or one inside a registered zip."""

    file: SourceFile
    inside: str = ""

    @property
    def name(self) -> str:
        """The name messages use: ``release.zip/occupations_en.csv``."""
        return f"{self.file.name}/{self.inside}" if self.inside else self.file.name

    @property
    def path(self) -> PurePosixPath:
        """The file's own path, inside the zip when it is in one."""
        return PurePosixPath((self.inside or self.file.name).replace("\\", "/"))

    @contextmanager
    def open(self) -> Iterator[IO[bytes]]:
        """Open the file for reading bytes.

        Raises UnreadableInput when it is absent or damaged, also while it is being read.
        """
        try:
            if self.inside:
                with zipfile.ZipFile(self.file.path) as archive, archive.open(self.inside) as data:
                    yield data
            else:
                with Path(self.file.path).open("rb") as data:
                    yield data
        except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError) as error:
            raise UnreadableInput(
                f"{self.name}: the archive is damaged ({error}). Download it again."
            ) from error
        except OSError as error:
            raise UnreadableInput(f"{self.name}: cannot be read ({error}).") from error


def is_zip(file: SourceFile) -> bool:
    """Return whether the file is named as a zip archive."""
    return file.name.lower().endswith(".zip")


def is_bundled(file: SourceFile) -> bool:
    """Return whether the file is a zip or came in a folder: what it brings may be of any kind."""
    return is_zip(file) or "/" in file.name


def members(file: SourceFile) -> list[Member]:
    """Return what can be read of a file: itself, or the files inside it when it is a zip.

    Hidden files, folders and the ``__MACOSX`` folder are passed over. Raises UnreadableInput
    for a file that is absent, is not what its name says, or passes a limit.
    """
    itself = Member(file)
    if _hidden(file.name):
        return []
    with itself.open() as data:
        packed = data.read(len(ZIP_MAGIC)) == ZIP_MAGIC
    if file.size > current().file_bytes:
        raise UnreadableInput(
            f"{file.name}: has {file.size:,} bytes; {current().file_bytes:,} at most."
        )
    if is_zip(file):
        return [Member(file, info.filename) for info in _listing(itself)]
    if packed and not file.name.lower().endswith(".xlsx"):
        raise UnreadableInput(f"{file.name}: this is a zip archive; give it the ending .zip.")
    return [itself]


def check_workbook(file: SourceFile) -> None:
    """Refuse a workbook, which is a zip, that would unpack to too much.

    Raises UnreadableInput for that, and for what is not a whole zip.
    """
    for info in _listed(Member(file)):
        if fault := _bomb(info):
            raise UnreadableInput(f"{file.name}/{info.filename}: {fault}")


def _listing(archive: Member) -> list[zipfile.ZipInfo]:
    wanted = [info for info in _listed(archive) if not info.is_dir() and not _hidden(info.filename)]
    seen: set[str] = set()
    for info in wanted:
        if fault := _fault(info, seen):
            raise UnreadableInput(f"{archive.name}/{info.filename}: {fault}")
        seen.add(info.filename)
    return wanted


def _listed(archive: Member) -> list[zipfile.ZipInfo]:
    try:
        with zipfile.ZipFile(archive.file.path) as opened:
            listed = opened.infolist()
    except (zipfile.BadZipFile, NotImplementedError, ValueError, struct.error) as error:
        raise UnreadableInput(
            f"{archive.name}: not a whole zip archive ({error}). Download it again."
        ) from error
    limits = current()
    if len(listed) > limits.members:
        raise UnreadableInput(
            f"{archive.name}: {len(listed):,} files inside; {limits.members:,} at most."
        )
    if (total := sum(info.file_size for info in listed)) > limits.unpacked_bytes:
        raise UnreadableInput(
            f"{archive.name}: unpacks to {total:,} bytes; {limits.unpacked_bytes:,} at most."
        )
    return listed


def _hidden(name: str) -> bool:
    parts = PureWindowsPath(name).parts
    return bool(parts) and (parts[0] == "__MACOSX" or parts[-1].startswith("."))


def _fault(info: zipfile.ZipInfo, seen: set[str]) -> str | None:
    path = PureWindowsPath(info.filename)
    if path.anchor or ".." in path.parts:
        return "the path leads out of the archive; it is refused."
    if stat.S_ISLNK(info.external_attr >> 16):
        return "is a link, not a file; it is refused."
    if info.filename in seen:
        return "is in the archive twice; it is not clear which one counts."
    if info.flag_bits & ENCRYPTED:
        return "is encrypted. Give the files without a password."
    if path.suffix.lower() in ARCHIVES:
        return "is an archive inside an archive. Unpack the outer one first."
    return _bomb(info)


def _bomb(info: zipfile.ZipInfo) -> str | None:
    """Return why a member packs too well to be honest, or None; zipfile unpacks no more."""
    if info.file_size > max(RATIO_COUNTS_FROM, info.compress_size * current().unpacked_ratio):
        return f"unpacks to {info.file_size:,} bytes from {info.compress_size:,}; it is refused."
    return None
