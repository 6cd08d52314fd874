"""TBX-Basic as translation tools read it (ISO 30042:2008): termbases.

An entry is a concept: its terms in each language by their status, its definitions, its scope
notes. A cross reference leads to it; which of its fields are here, and what an import needs
besides, is in a note for each. A termbase is of terms, so that it holds no concept without one.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from pathlib import Path
from typing import BinaryIO

from lxml import etree

from kgqual.editorial.translations.fields import BRIDGE_LANGUAGE, Field
from kgqual.errors import BadUsage
from kgqual.translation.formats.found import stated
from kgqual.translation.formats.keys import apart, joined
from kgqual.translation.formats.tbx_reading import (
    CONCEPT,
    FIELD,
    LANGUAGE,
    NOTE,
    OURS,
    STATE,
    STATUSES,
    records,
)
from kgqual.translation.formats.xml_reading import XML
from kgqual.translation.formats.xml_writing import element, writable, write_document
from kgqual.translation.record import Heading, Record, Unread


class Tbx:
    """TBX-Basic."""

    name = "tbx"
    suffix = ".tbx"

    def write(self, heading: Heading, records: Iterable[Record], file: BinaryIO) -> None:
        """Write the records, an entry for those of a concept, which follow each other.

        Raises BadUsage as :func:`writable` does, and for a concept without a term.
        """
        frame = element(
            "martif",
            attributes={"type": "TBX-Basic", f"{XML}lang": heading.source_language},
            children=(_header(heading), element("text", children=(element("body"),))),
        )
        concepts = groupby(writable(records, self.name), lambda record: record.concept)
        entries = (
            _entry(heading, concept, tuple(of_concept), number)
            for number, (concept, of_concept) in enumerate(concepts, start=1)
        )
        write_document(file, frame, entries, 'martif SYSTEM "TBXcoreStructV02.dtd"')

    def read(self, path: Path) -> Iterator[Record | Unread]:
        """Yield each field of each entry: a record, or why it is none.

        Raises UnreadableInput for no TBX file.
        """
        return records(path)


FORMAT = Tbx()


def _header(heading: Heading) -> etree._Element:
    title = element("title", f"{heading.release or 'ESCO'} ({heading.language})")
    source = element("p", f"{heading.release or 'ESCO'}, written by kgqual")
    description = element(
        "fileDesc",
        children=(
            element("titleStmt", children=(title,)),
            element("sourceDesc", children=(source,)),
        ),
    )
    constraints = element("p", "TBXBasicXCSV02.xcs", {"type": "DCSName"})
    return element(
        "martifHeader",
        children=(description, element("encodingDesc", children=(constraints,))),
    )


def _entry(
    heading: Heading, concept: str, records: Sequence[Record], number: int
) -> etree._Element:
    parts = [part for record in records for part in _about(heading, record)]
    parts.append(element("xref", concept, {"type": "externalCrossReference", "target": concept}))
    parts.extend(element("note", _note(record)) for record in records)
    languages = (heading.source_language, records[0].language, BRIDGE_LANGUAGE)
    sets = [_language(heading, language, records) for language in dict.fromkeys(languages)]
    if not any(part is not None for part in sets):
        raise BadUsage(
            f"TBX holds terms, and {concept} is to be written without one. Export its prefLabel "
            "as well, or choose another format."
        )
    parts.extend(part for part in sets if part is not None)
    return element("termEntry", None, {"id": f"c{number}"}, parts)


def _texts(heading: Heading, record: Record, language: str) -> Sequence[str]:
    if language == heading.source_language:
        return record.source
    return record.target if language == record.language else record.russian


def _about(heading: Heading, record: Record) -> Iterator[etree._Element]:
    """Yield the definition or the scope note in each language, for a field that is no term."""
    if record.field.is_term:
        return
    for language in dict.fromkeys((heading.source_language, record.language, BRIDGE_LANGUAGE)):
        text = joined(record, _texts(heading, record, language))
        if text and record.field is Field.DESCRIPTION:
            yield element("descrip", text, {"type": "definition", f"{XML}lang": language})
        elif text:
            yield element("note", text, {f"{XML}lang": language})


def _note(record: Record) -> str:
    beside = {
        CONCEPT: record.concept,
        FIELD: record.field.value,
        LANGUAGE: record.language,
        STATE: record.state.value,
        NOTE: record.note,
        **stated(record),
    }
    return OURS + json.dumps(beside, ensure_ascii=False)


def _language(heading: Heading, language: str, records: Sequence[Record]) -> etree._Element | None:
    """Return the terms of a concept in a language, None where it has none."""
    terms = [
        element(
            "tig",
            children=(
                element("term", text),
                element("termNote", STATUSES[record.field], {"type": "administrativeStatus"}),
            ),
        )
        for record in records
        if record.field.is_term
        for text in apart(joined(record, _texts(heading, record, language)), record.field)
    ]
    return element("langSet", None, {f"{XML}lang": language}, terms) if terms else None
