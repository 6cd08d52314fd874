"""Files that a client sends: written to a folder as they come, up to a limit of bytes."""

from __future__ import annotations

import asyncio
import re
from collections import defaultdict
from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import IO

from starlette.exceptions import HTTPException
from starlette.requests import Request
from werkzeug.exceptions import RequestEntityTooLarge
from werkzeug.http import parse_options_header
from werkzeug.sansio.multipart import NEED_DATA, Data, Epilogue, Field, File, MultipartDecoder

from kgqual.errors import BadUsage

MULTIPART = "multipart/form-data"


@dataclass(frozen=True)
class Accepted:
    """What files may be: ``name`` says it in messages.

    ``syntaxes`` are media types with the suffix of a file in that syntax; ``named_only`` are other
    suffixes with the one that they stand for.
    """

    name: str
    syntaxes: Mapping[str, str]
    named_only: Mapping[str, str]


RDF_FILES = Accepted(
    "RDF",
    {
        "text/turtle": ".ttl",
        "application/n-triples": ".nt",
        "application/n-quads": ".nq",
        "application/trig": ".trig",
        "application/rdf+xml": ".rdf",
        "application/ld+json": ".jsonld",
    },
    {".owl": ".rdf", ".xml": ".rdf", ".json": ".jsonld"},
)
PARTS = 20
"""Files in one request, at most."""
HEADERS = 256 << 10
"""Bytes of a form that are held in memory, at most: the headers of one file, and one chunk."""
THROWN_AWAY = 128 << 20
"""Bytes that are read of what is refused, at most."""
PATIENCE = 300.0
"""Seconds that sending the files may take."""
NAME_LENGTH = 80

Received = Mapping[str, Sequence[Path]]
"""The field of the form → the files that came in it."""


async def receive(
    request: Request, folder: Path, fields: Sequence[str], most: int, accepted: Accepted = RDF_FILES
) -> Received:
    """Write the files of ``request`` below ``folder``, under their own names as far as possible.

    The body is a form with files in ``fields``, or one file, which counts as of the first field;
    the suffix of each path names its syntax. Raises HTTPException 408 when the client is too
    slow, 413 when the body is longer than ``most`` bytes, 415 for what is not accepted, and
    BadUsage for a form that is broken or lacks the first field.
    """
    kind, options = parse_options_header(request.headers.get("content-type", ""))
    files, body = _Files(folder, fields, accepted), request.stream()
    chunks = _limited(body, _announced(request), most)
    try:
        async with asyncio.timeout(PATIENCE):
            try:
                if kind.lower() == MULTIPART:
                    await _read_form(chunks, options.get("boundary", ""), files)
                else:
                    await _read_body(chunks, kind, files)
            except (BadUsage, HTTPException):
                await _throw_away(body)
                raise
    except TimeoutError as error:
        raise HTTPException(408, f"The files did not arrive in {PATIENCE:g} seconds.") from error
    finally:
        files.close()
    if not files.written[fields[0]]:
        raise BadUsage(f"No file was sent: there is nothing in {fields[0]}.")
    return files.written


async def receive_one(
    request: Request, folder: Path, field: str, most: int, accepted: Accepted
) -> Path:
    """Write the only file of a request below ``folder``; errors are those of ``receive``.

    Raises BadUsage where there are several.
    """
    [path, *others] = (await receive(request, folder, (field,), most, accepted))[field]
    if others:
        raise BadUsage("Send one file at a time.")
    return path


def _announced(request: Request) -> int:
    """Return how long the request says its body is, 0 when it does not say."""
    text = request.headers.get("content-length", "")
    return int(text) if text.isascii() and text.isdecimal() else 0


async def _limited(body: AsyncIterator[bytes], announced: int, most: int) -> AsyncIterator[bytes]:
    """Yield the body. Raises HTTPException 413 when it is longer than ``most`` bytes."""
    received = 0
    async for chunk in body:
        received += len(chunk)
        if max(announced, received) > most:
            raise HTTPException(
                413, f"The files are longer than {most:,} bytes together: more is not taken."
            )
        yield chunk


async def _throw_away(body: AsyncIterator[bytes]) -> None:
    """Read what else is sent: a client that sends first and listens then is to hear the answer."""
    received = 0
    async for chunk in body:
        received += len(chunk)
        if received > THROWN_AWAY:
            return


async def _read_body(chunks: AsyncIterator[bytes], kind: str, files: _Files) -> None:
    files.begin(files.fields[0], "", kind)
    async for chunk in chunks:
        files.write(chunk)
    files.end()


async def _read_form(chunks: AsyncIterator[bytes], boundary: str, files: _Files) -> None:
    if not boundary:
        raise BadUsage(f"The Content-Type {MULTIPART} lacks its boundary.")
    decoder = MultipartDecoder(boundary.encode(), HEADERS, max_parts=PARTS)
    try:
        async for chunk in chunks:
            for start in range(0, len(chunk), HEADERS // 2):
                decoder.receive_data(chunk[start : start + HEADERS // 2])
                _take(decoder, files)
        decoder.receive_data(None)
        _take(decoder, files)
    except RequestEntityTooLarge as error:
        raise BadUsage(f"The form has more than {PARTS} files, or headers too long.") from error
    except ValueError as error:
        raise BadUsage("The form is broken: it is not multipart/form-data as it should be.") from (
            error
        )


def _take(decoder: MultipartDecoder, files: _Files) -> None:
    """Write what the decoder has understood so far."""
    while (event := decoder.next_event()) is not NEED_DATA:
        if isinstance(event, Field | File):
            named = event.filename if isinstance(event, File) else ""
            files.begin(event.name, named, event.headers.get("content-type", ""))
        elif isinstance(event, Data):
            files.write(event.data)
            if not event.more_data:
                files.end()
        elif isinstance(event, Epilogue):
            return


class _Files:
    """The files written so far, and the one that is being written.

    A file without a name and without content is none: browsers send it for an empty field.
    """

    def __init__(self, folder: Path, fields: Sequence[str], accepted: Accepted) -> None:
        self.fields = fields
        self._accepted = accepted
        self.written: dict[str, list[Path]] = defaultdict(list)
        self._folder = folder
        self._count = 0
        self._field, self._named, self._kind = "", "", ""
        self._open: IO[bytes] | None = None

    def begin(self, field: str | None, named: str, kind: str) -> None:
        """Take what follows as a file; ``kind`` is its Content-Type."""
        if field not in self.fields:
            raise BadUsage(f"The field {field} is unknown; there are {', '.join(self.fields)}.")
        self._field, self._named, self._kind = str(field), named, kind
        if named:
            self._make()

    def write(self, data: bytes) -> None:
        """Write some more of the file."""
        if data and self._open is None:
            self._make()
        if self._open:
            self._open.write(data)

    def end(self) -> None:
        """Close the file."""
        self.close()
        self._open = None

    def close(self) -> None:
        """Close the file that is open, if one is."""
        if self._open:
            self._open.close()

    def _make(self) -> None:
        self._count += 1
        path = self._folder / str(self._count) / self._name()
        path.parent.mkdir()
        self._open = path.open("wb")
        self.written[self._field].append(path)

    def _name(self) -> str:
        given = PurePosixPath(self._named.replace("\\", "/")).name
        name = re.sub(r"[^\w.-]+", "_", given)[-NAME_LENGTH:].lstrip(".") or self._field
        accepted = self._accepted
        suffix = _syntax(self._kind, PurePosixPath(name).suffix.lower(), accepted)
        if suffix is None:
            raise HTTPException(
                415,
                f"{given or 'The body'} is not {accepted.name} by its Content-Type "
                f"{self._kind or '(none)'}{' and its name' if given else ''}. There are "
                f"{', '.join(accepted.syntaxes)}.",
                {"Accept-Post": ", ".join((MULTIPART, *accepted.syntaxes))},
            )
        return name if name.lower().endswith(suffix) else name + suffix


def _syntax(content_type: str, suffix: str, accepted: Accepted) -> str | None:
    """Return the suffix of the syntax that a media type names, else that of the file's own one."""
    kind = parse_options_header(content_type)[0].lower()
    if kind in accepted.syntaxes:
        return accepted.syntaxes[kind]
    return suffix if suffix in accepted.syntaxes.values() else accepted.named_only.get(suffix)
