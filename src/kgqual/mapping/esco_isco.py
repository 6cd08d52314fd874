"""ESCO occupations to ISCO-08 groups, as the loaded release of ESCO places them.

ESCO states this as a hierarchy of its own; as a mapping set it can be used where mappings are. It
is made when it is asked for: the graph has what it says already.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kgqual.answering import Graph, Query
from kgqual.errors import BadUsage
from kgqual.mapping.stored import Selection
from kgqual.model import Strength
from kgqual.sources.kinds.sssom.document import Document, curie, extension

if TYPE_CHECKING:
    from sssom_pydantic.models import Record

_PLACED = Query.beside(__file__)
NAME = "esco-isco"
ESCO_ISCO = Selection(sets=(NAME,))
"""How the set is asked for."""
_SET = f"https://w3id.org/kgqual/mappings/{NAME}"


def esco_isco(graph: Graph) -> Document:
    """Return the mapping set. Raises BadUsage when no release of ESCO is loaded.

    Each occupation belongs to one group of ISCO-08, which is broader than it.
    """
    from sssom_pydantic.api import MappingSetRecord
    from sssom_pydantic.models import Record

    rows = [row for row in graph.rows(_PLACED) if row["graph"] in graph.entries]
    if not rows:
        raise BadUsage(f"{NAME} is what ESCO states: load it with `kgqual add esco`, then build.")
    release = graph.entries[rows[0]["graph"]]
    names = graph.named(iri for row in rows for iri in (row["occupation"], row["group"]))

    def record(occupation: str, group: str) -> Record:
        """Return the mapping of an occupation to its group."""
        return Record(
            subject_id=curie(occupation),
            subject_label=names[occupation].label.get("en"),
            predicate_id="skos:broadMatch",
            object_id=curie(group),
            object_label=names[group].label.get("en"),
            mapping_justification="semapv:ManualMappingCuration",
            subject_source=curie(release.iri),
            subject_source_version=release.version,
            extensions={
                "source": extension("source", curie(release.iri)),
                "locator": extension("locator", "esco:memberOfISCOGroup"),
                "strength": extension("strength", Strength.OFFICIAL),
            },
        )

    about = MappingSetRecord.model_validate(
        {
            "mapping_set_id": _SET,
            "mapping_set_title": f"ESCO {release.version} occupations to ISCO-08 groups",
            "mapping_set_version": release.version,
            "license": release.licence,
        }
    )
    return Document.of(about, (record(row["occupation"], row["group"]) for row in rows))
