"""Reference files of translators: memories and glossaries that they brought from elsewhere."""

from kgqual.editorial.references.references import References
from kgqual.editorial.references.rows import Added, Brought, Entry, Kind, Reference, Segment

__all__ = ["Added", "Brought", "Entry", "Kind", "Reference", "References", "Segment"]
