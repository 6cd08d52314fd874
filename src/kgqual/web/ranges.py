"""Files sent whole or in part, as RFC 9110 §14 has it, with errors as problems."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from starlette.datastructures import MutableHeaders
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import FileResponse
from starlette.types import Receive, Scope, Send
from werkzeug.http import parse_range_header


class RangedFile(FileResponse):
    """A file of which a client may ask for ranges.

    A Range field that cannot be read, or of another unit, is ignored, as the standard wants;
    of several ranges those beyond the end are left out.
    """

    def __init__(
        self,
        request: Request,
        path: Path,
        size: int,
        *,
        headers: Mapping[str, str],
        media_type: str,
        filename: str,
    ) -> None:
        super().__init__(path, headers=headers, media_type=media_type, filename=filename)
        self._head = bool(getattr(request.state, "head", False))
        self._range = _satisfiable(request.headers.get("range"), size)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send the response; for HEAD the file is not read."""
        headers = MutableHeaders(raw=list(scope["headers"]))
        del headers["range"]
        if self._range:
            headers["range"] = self._range
        method = "HEAD" if self._head else scope["method"]
        inner = {**scope, "headers": headers.raw, "method": method}
        await super().__call__(inner, receive, send)


def _satisfiable(field: str | None, size: int) -> str:
    """Return the ranges of ``field`` that a file of ``size`` bytes has, '' when it has no say.

    Raises HTTPException 416 when it has none of them.
    """
    asked = parse_range_header(field)
    if asked is None or asked.units != "bytes":
        return ""
    there = [(start, end) for start, end in asked.ranges if start < size]
    if not there:
        message = f"The file has {size} bytes; none of the ranges asked for is in it."
        raise HTTPException(416, message, {"Content-Range": f"bytes */{size}"})
    return "bytes=" + ",".join(_written(start, end) for start, end in there)


def _written(start: int, end: int | None) -> str:
    if start < 0:
        return str(start)
    return f"{start}-" if end is None else f"{start}-{end - 1}"
