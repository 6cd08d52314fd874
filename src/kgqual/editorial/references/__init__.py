"""Reference files of translators: memories and glossaries that they brought from elsewhere."""

from kgqual.editorial.references.references import References, refuse_unless_translating
from kgqual.editorial.references.rows import Added, Brought, Entry, Kind, Reference, Segment

__all__ = [
    "Added",
    "Brought",
    "Entry",
    "Kind",
    "Reference",
    "References",
    "Segment",
    "refuse_unless_translating",
]
