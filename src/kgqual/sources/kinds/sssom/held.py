"""A mapping set whose mappings were all read when it was opened: of JSON-LD and RDF."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from kgqual.model import Location
from kgqual.sources.kinds.sssom.opened import Opened, refuse
from kgqual.sources.log import Log

if TYPE_CHECKING:
    from sssom_pydantic.models import Record

UNDEFINED_SLOT = "a slot that neither SSSOM nor the set defines is not read"


@dataclass(frozen=True)
class HeldMapping:
    """The slots of a mapping by name, of SSSOM and of the set, and where they are written."""

    where: Location
    slots: Mapping[str, Any]


@dataclass(frozen=True)
class Held(Opened):
    """A mapping set with its mappings as they are written."""

    mappings: tuple[HeldMapping, ...]

    def records(self, log: Log) -> Iterator[tuple[Location, Record]]:
        """Yield the place and content of every mapping that SSSOM accepts; refuse the others."""
        from sssom_pydantic.api import row_to_record
        from sssom_pydantic.models import Record

        definitions = self.mapping_set.extension_definitions or ()
        defined = {slot.name for slot in definitions}
        for mapping in self.mappings:
            log.read += 1
            for name in mapping.slots:
                if name not in Record.model_fields and name not in defined:
                    log.note(UNDEFINED_SLOT, f"{mapping.where}: {name}")
            try:
                record = row_to_record(
                    dict(_cells(mapping.slots, defined)),
                    converter=self.converter,
                    propagatable=self.about.get_propagatable(),
                    extension_definitions=definitions,
                )
            except ValueError as error:
                refuse(error, mapping.where, log)
            else:
                yield mapping.where, record


def _cells(slots: Mapping[str, Any], extensions: set[str]) -> Iterator[tuple[str, Any]]:
    """Yield slots as the library takes those of a row: lists as lists, extensions as texts."""
    from sssom_pydantic.constants import MULTIVALUED

    for name, value in slots.items():
        if name in MULTIVALUED and isinstance(value, str):
            yield name, [value]
        elif name in extensions and isinstance(value, bool):
            yield name, str(value).lower()
        elif name in extensions and not isinstance(value, str):
            yield name, str(value)
        else:
            yield name, value
