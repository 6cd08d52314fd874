"""Which version of a translation a request is about (RFC 9110 §13.1.1, RFC 6585 §3)."""

from __future__ import annotations

import re

from starlette.requests import Request

from kgqual.errors import BadUsage

_TAG = re.compile(r'(?:W/)?"(\d{1,9})"')


class VersionMissing(BadUsage):
    """A request would change a translation without saying which version its sender has seen."""


def tag(version: int) -> str:
    """Return a version as an ETag."""
    return f'"{version}"'


def version_seen(request: Request, posted: int | None) -> int:
    """Return the version that the header If-Match or, without it, the body names.

    Raises VersionMissing without either, BadUsage for what is no version or for two.
    """
    header = request.headers.get("if-match")
    if header is None:
        if posted is None:
            raise VersionMissing(
                "Send the ETag of the translation that you have read as If-Match, such as "
                'If-Match: "0" for one that nobody has touched, so that nobody is overwritten.'
            )
        return posted
    if (found := _TAG.fullmatch(header.strip())) is None:
        raise BadUsage(f"If-Match: {header} is no version, such as {tag(3)}.")
    version = int(found[1])
    if posted not in (None, version):
        raise BadUsage(f"If-Match names version {version}, the body version {posted}.")
    return version
