"""What reviewers state, as a mapping set, and that set as a source of a build.

::

    rows.py           a statement of reviewers → an SSSOM row
    mapping_set.py    all rows with their metadata → SSSOM/TSV
    publication.py    that set as a source, without what contradicts the graph
"""

from kgqual.reviewed.mapping_set import as_tsv
from kgqual.reviewed.publication import Publication

__all__ = ["Publication", "as_tsv"]
