"""SSSOM/TSV in the canonical form of its specification, but for two of its rules.

Rows keep the order they have, for it may mean something, and numbers keep all their digits, so that
a set that is read again is the same (https://mapping-commons.github.io/sssom/spec-formats-tsv/).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from kgqual.sources.kinds.sssom.document import Document

if TYPE_CHECKING:
    from sssom_pydantic.models import Record


def written(document: Document) -> str:
    """Return the table with its metadata before it, each line behind a ``#``."""
    front = "".join(f"#{line}\n" for line in metadata(document).splitlines())
    return front + rows(document)


def metadata(document: Document) -> str:
    """Return the metadata as YAML, with what all mappings have in common."""
    import yaml

    stated = document.about.model_dump(exclude_none=True, mode="json")
    stated |= {slot: _plain(value) for slot, value in _common(document).items()}
    ordered = {slot: stated[slot] for slot in type(document.about).model_fields if slot in stated}
    return yaml.dump(
        ordered, Dumper=_dumper(), sort_keys=False, allow_unicode=True, width=float("inf")
    )


def rows(document: Document) -> str:
    """Return the names of the columns, and the mappings, without what they all have in common."""
    from sssom_pydantic.models import Record

    common = _common(document)
    used = {slot for record in document.records for slot in _filled(record)}
    columns = [slot for slot in Record.model_fields if slot in used and slot not in common]
    columns = columns or ["subject_id", "predicate_id", "object_id", "mapping_justification"]
    extensions = [one.slot_name for one in document.about.extension_definitions or ()]
    lines = ["\t".join([*columns, *extensions])]
    for record in document.records:
        cells = [_cell(getattr(record, slot)) for slot in columns]
        cells += [extended(record, name) for name in extensions]
        lines.append("\t".join(map(_quoted, cells)))
    return "".join(f"{line}\n" for line in lines)


def _filled(record: Record) -> Iterator[str]:
    return (slot for slot, value in record if value is not None and slot != "extensions")


def _common(document: Document) -> dict[str, Any]:
    """Return the slots that may stand at the set and are the same in all its mappings."""
    from sssom_pydantic.constants import PROPAGATABLE

    if not document.records:
        return {}
    first, *others = document.records
    return {
        slot: value
        for slot in sorted(PROPAGATABLE)
        if (value := getattr(first, slot)) is not None
        and all(getattr(other, slot) == value for other in others)
    }


def _plain(value: Any) -> Any:
    return value if isinstance(value, list) else str(value)


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, list):
        return "|".join(item.replace("\\", "\\\\").replace("|", "\\|") for item in value)
    return str(value)


def _quoted(cell: str) -> str:
    """Return a cell, between quotation marks when it holds what ends cells, rows or quotations."""
    if any(mark in cell for mark in '"\t\n\r'):
        doubled = cell.replace('"', '""')
        return f'"{doubled}"'
    return cell


def extended(record: Record, name: str) -> str:
    """Return the value of an extension slot as text, empty where there is none."""
    from curies import Reference

    slot = (record.extensions or {}).get(name)
    if slot is None:
        return ""
    if isinstance(slot.value, Reference):
        return slot.value.curie
    if isinstance(slot.value, bool):
        return str(slot.value).lower()
    return slot.value.isoformat() if hasattr(slot.value, "isoformat") else str(slot.value)


def _dumper() -> type[Any]:
    """Return what writes YAML: each value on one line, quoted only where it has to be."""
    import yaml

    class Dumper(yaml.SafeDumper):
        """Writes texts with line breaks between quotation marks, lists below their names."""

        def ignore_aliases(self, data: object) -> bool:
            """Write everything out: SSSOM forbids aliases."""
            return True

        def choose_scalar_style(self) -> str:
            """Return the style of a text: plain, or between double quotation marks."""
            style: str = super().choose_scalar_style()
            return '"' if style == "'" else style

    def text(dumper: yaml.SafeDumper, value: str) -> yaml.ScalarNode:
        """Return a text; what plain style cannot say goes between quotation marks."""
        style = None if value.isprintable() else '"'
        return dumper.represent_scalar("tag:yaml.org,2002:str", value, style=style)

    Dumper.add_representer(str, text)
    return Dumper
