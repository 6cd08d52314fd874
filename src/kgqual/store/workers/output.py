"""What the engine writes, on its way to the serving process: gathered, counted, compressed."""

from __future__ import annotations

import sys
import zlib
from typing import Protocol

from kgqual.errors import TooLarge
from kgqual.store.workers.frames import Connection, Head, Kind, frame

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

FIRST = 64 * 1024
"""Bytes of an answer that are gathered before any is sent."""
MORE = 256 * 1024
"""Bytes of a long answer that are gathered before more is sent."""
SMALL = 1024
"""Bytes of the longest answer that is not compressed."""
GZIP_LEVEL, ZSTD_LEVEL = 4, 3
_GZIP = 16 + zlib.MAX_WBITS


class Compressor(Protocol):
    """Turns the parts of an answer into those of its coded form."""

    def compress(self, data: bytearray, /) -> bytes:
        """Take a part; return what is ready, maybe nothing."""
        ...

    def flush(self) -> bytes:
        """Return the end."""
        ...


class Plain:
    """Leaves an answer as it is."""

    def compress(self, data: bytearray, /) -> bytes:
        """See ``Compressor``."""
        return bytes(data)

    def flush(self) -> bytes:
        """See ``Compressor``."""
        return b""


def compressor(coding: str) -> Compressor:
    """Return what applies a content coding: "", "gzip" or "zstd"."""
    if coding == "gzip":
        return zlib.compressobj(GZIP_LEVEL, wbits=_GZIP)
    if coding == "zstd":
        return zstd.ZstdCompressor(level=ZSTD_LEVEL)
    assert not coding, coding
    return Plain()


class Output:
    """Takes the engine's writes; sends them when there are enough, and what is left at the end.

    ``coding`` is applied to answers of some size. An answer longer than ``limit`` bytes before
    that is broken off; 0 is no limit.
    """

    def __init__(self, connection: Connection, media_type: str, coding: str, limit: int) -> None:
        self._connection, self._media_type = connection, media_type
        self._coding, self._limit = coding, limit
        self._gathered = bytearray()
        self._length = 0
        self._compressor: Compressor | None = None

    def write(self, data: bytes) -> int:
        """Take some bytes. Raises TooLarge when the answer grows beyond its limit."""
        self._length += len(data)
        if self._limit and self._length > self._limit:
            raise TooLarge(
                f"The answer is longer than {self._limit:,} bytes, the most that this service "
                "sends. Ask for less, or in parts with ORDER BY, LIMIT and OFFSET."
            )
        self._gathered += data
        if self._compressor is None and len(self._gathered) >= FIRST:
            self._compressor = compressor(self._coding)
            head = Head(self._media_type, self._coding).to_bytes()
            self._connection.sendall(frame(Kind.BEGUN, head + self._coded(self._compressor, FIRST)))
        while self._compressor and len(self._gathered) >= MORE:
            self._connection.sendall(frame(Kind.MORE, self._coded(self._compressor, MORE)))
        return len(data)

    def flush(self) -> None:
        """Do nothing: what is gathered is sent when there is enough, or by ``end``."""

    def end(self, seconds: float) -> None:
        """Send what is left: the answer is whole, and took ``seconds`` of processor time."""
        if self._compressor:
            rest = self._coded(self._compressor, MORE) + self._compressor.flush()
            end = str(seconds).encode()
            self._connection.sendall(frame(Kind.MORE, rest) + frame(Kind.END, end))
            return
        coding = self._coding if self._length > SMALL else ""
        chosen = compressor(coding)
        head = Head(self._media_type, coding, seconds).to_bytes()
        body = self._coded(chosen, FIRST) + chosen.flush()
        self._connection.sendall(frame(Kind.WHOLE, head + body))

    def _coded(self, compressor: Compressor, most: int) -> bytes:
        """Take at most so many of the bytes gathered, coded: no frame is long to receive."""
        part = compressor.compress(self._gathered[:most])
        del self._gathered[:most]
        return part
