"""Opening the files of a mapping set, whichever form of SSSOM they have."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from kgqual.errors import UnreadableInput
from kgqual.model import SourceFile
from kgqual.sources.kinds.sssom import json_ld, rdf_set, table
from kgqual.sources.kinds.sssom.opened import Opened

if TYPE_CHECKING:
    from sssom_pydantic.api import MappingSet

METADATA_SUFFIXES = (".yml", ".yaml")
SUFFIXES = (table.SUFFIX, *json_ld.SUFFIXES, *rdf_set.SUFFIXES)
"""How the names of files with a mapping set end."""


def opened(files: Sequence[SourceFile]) -> Opened:
    """Return the one mapping set among ``files``, with its metadata.

    Raises UnreadableInput when there is not exactly one, or its metadata are wrong.
    """
    one, beside = _set_and_metadata(files)
    if one.name.endswith(table.SUFFIX):
        return table.opened(one, beside)
    if one.name.endswith(json_ld.SUFFIXES):
        return json_ld.opened(one)
    return rdf_set.opened(one)


def mapping_set(files: Sequence[SourceFile]) -> MappingSet:
    """Return the metadata of the one mapping set in ``files``."""
    return opened(files).mapping_set


def _set_and_metadata(files: Sequence[SourceFile]) -> tuple[SourceFile, SourceFile | None]:
    sets = [file for file in files if file.name.endswith(SUFFIXES)]
    beside = [file for file in files if file.name.endswith(METADATA_SUFFIXES)]
    if len(sets) != 1 or len(beside) > 1 or len(sets) + len(beside) != len(files):
        names = ", ".join(file.name for file in files)
        raise UnreadableInput(
            f"{names}: an SSSOM source is one file ({', '.join(SUFFIXES)}); a .tsv may have its "
            "metadata in a .yml file beside it."
        )
    if beside and not sets[0].name.endswith(table.SUFFIX):
        raise UnreadableInput(f"{beside[0].name}: {sets[0].name} has its metadata in itself.")
    return sets[0], beside[0] if beside else None
