"""What people translated, as named graphs: one for each language and database.

::

    labels.py        texts of a concept → SKOS labels, and SKOS-XL labels with their roles
    provenance.py    an approval → who wrote, who approved, from which source text and release
    concepts.py      what the releases of ESCO in a build say of the translated concepts
    approved.py      what is approved, as the database has it
    publication.py   that as sources of a build
    publishing.py    a new snapshot with nothing else changed; ``__main__.py`` beside a service
"""

from kgqual.translated.approved import approvals, inputs_with
from kgqual.translated.concepts import releases
from kgqual.translated.publication import Publication
from kgqual.translated.publishing import publish

__all__ = ["Publication", "approvals", "inputs_with", "publish", "releases"]
