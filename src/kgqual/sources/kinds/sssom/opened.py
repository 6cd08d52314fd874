"""A mapping set that is open: its metadata, and its mappings as records, read once."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from kgqual.errors import UnreadableInput
from kgqual.limits import current
from kgqual.model import Location, SourceFile
from kgqual.sources.log import Log

if TYPE_CHECKING:
    from curies import Converter
    from pydantic import ValidationError
    from sssom_pydantic.api import MappingSet, MappingSetRecord
    from sssom_pydantic.models import Record


@dataclass(frozen=True)
class Opened(ABC):
    """A file with a mapping set whose metadata are read: as they are written, and taken apart."""

    file: SourceFile
    about: MappingSetRecord
    mapping_set: MappingSet
    converter: Converter

    @abstractmethod
    def records(self, log: Log) -> Iterator[tuple[Location, Record]]:
        """Yield the place and content of every mapping that SSSOM accepts; refuse the others."""


def text_of(file: SourceFile) -> str:
    """Return the text of a file. Raises UnreadableInput when it is too long or not UTF-8."""
    if file.size > (most := current().document_bytes):
        raise UnreadableInput(f"{file.name}: has {file.size:,} bytes; {most:,} at most.")
    data = Path(file.path).read_bytes()
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        row = data.count(b"\n", 0, error.start) + 1
        raise UnreadableInput(f"{file.name}, row {row}: not UTF-8.") from error


def faults_of(error: ValidationError) -> list[tuple[str, str]]:
    """Return slot and reason of everything a validation found wrong."""
    return [
        (
            str(fault["loc"][0]) if fault["loc"] else "",
            "is missing" if fault["type"] == "missing" else fault["msg"],
        )
        for fault in error.errors()
    ]


def refuse(error: Exception, where: Location, log: Log) -> None:
    """Refuse what is at a place: a mapping of which some slots are wrong, or all of it."""
    from pydantic import ValidationError

    if isinstance(error, ValidationError):
        for column, reason in faults_of(error):
            log.refuse(where.at(column), f"{reason}.")
    else:
        log.refuse(where, f"{error}.")


def described(file: SourceFile, stated: object) -> MappingSetRecord:
    """Return what a file states of its set. Raises UnreadableInput when SSSOM does not allow it."""
    from pydantic import ValidationError
    from sssom_pydantic.api import MappingSetRecord

    try:
        return MappingSetRecord.model_validate(stated)
    except ValidationError as error:
        faults = "; ".join(f"{name}: {reason}" for name, reason in faults_of(error))
        raise wrong_metadata(file, faults) from error


def wrong_metadata(file: SourceFile, why: object) -> UnreadableInput:
    """Return the error of a file whose metadata cannot be used."""
    return UnreadableInput(f"{file.name}: the set's metadata are wrong: {why}.")


def taken_apart(file: SourceFile, about: MappingSetRecord) -> tuple[MappingSet, Converter]:
    """Return the metadata with their CURIEs taken apart, and what expands those of the set.

    Raises UnreadableInput for a prefix that is not defined, or a type of extension slot that
    cannot be read.
    """
    import curies
    from curies.vocabulary import XSD_TO_PARSER, linkml_uri_or_curie
    from sssom_pydantic.constants import BUILTIN_CONVERTER

    try:
        own = curies.Converter.from_prefix_map(about.curie_map or {})
        converter = curies.chain([own, BUILTIN_CONVERTER])
        # The library takes the text of this slot apart, and then refuses what it made of it.
        mapping_set = about.model_copy(update={"other": None}).process(converter)
    except ValueError as error:
        raise wrong_metadata(file, str(error).rstrip(".")) from error
    readable = {*XSD_TO_PARSER, linkml_uri_or_curie}
    for slot in mapping_set.extension_definitions or ():
        if slot.datatype not in readable:
            known = ", ".join(sorted(datatype.curie for datatype in readable))
            raise UnreadableInput(
                f"{file.name}: the slot {slot.name!r} is of type {slot.datatype.curie}; the "
                f"types that can be read are {known}."
            )
    return mapping_set, converter
