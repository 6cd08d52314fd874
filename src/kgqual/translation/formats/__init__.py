"""Formats of files of translations, one module each, and which of them a file is in."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from kgqual.errors import BadUsage
from kgqual.translation.formats import csv, esco_csv, tbx, tmx, turtle, xliff, xliff2, xlsx
from kgqual.translation.formats.xml_reading import root_of
from kgqual.translation.record import Format

FORMATS: Mapping[str, Format] = {
    format.name: format
    for format in (
        csv.FORMAT,
        xlsx.FORMAT,
        xliff.FORMAT,
        xliff2.FORMAT,
        tmx.FORMAT,
        tbx.FORMAT,
        turtle.FORMAT,
        esco_csv.FORMAT,
    )
}
"""The formats by the name that the command line and addresses use."""

XLIFF_OF_TOOLS = (".xliff", ".sdlxliff", ".mqxliff", ".mxliff", ".txlf")
"""Endings of XLIFF beside ``.xlf``: those of Trados, memoQ, Phrase and Wordfast."""


def named(name: str) -> Format:
    """Return the format of a name. Raises BadUsage for a name that is none's."""
    if name not in FORMATS:
        raise BadUsage(f"{name!r} is no format of translations: {', '.join(FORMATS)}.")
    return FORMATS[name]


def format_of(path: Path) -> Format:
    """Return the format that a file's name ends as; what XLIFF it is, the file says.

    A folder holds tables of ESCO, and so does a CSV that is named as one of them. Raises BadUsage
    where no format is found, and UnreadableInput for XLIFF that is no XML.
    """
    if path.suffix.lower() in (".xlf", *XLIFF_OF_TOOLS):
        return xliff2.FORMAT if root_of(path).version.startswith("2.") else xliff.FORMAT
    if path.is_dir() or esco_csv.is_table(path):
        return esco_csv.FORMAT
    for format in FORMATS.values():
        if path.suffix.lower() == format.suffix:
            return format
    endings = ", ".join(f"{format.suffix} ({format.name})" for format in FORMATS.values())
    raise BadUsage(f"{path.name}: the ending says no format; known are {endings}. Say which it is.")
