"""From a graph of a snapshot to a file in a format of exchange: the European Learning Model.

What is written keeps to the LOQ profile; a graph that lacks what LOQ demands is refused with the
list of what is missing, and nothing is made up to fill it in.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph
from pyoxigraph import NamedNode, RdfFormat

from kgqual.atomic import replacing
from kgqual.errors import BadUsage
from kgqual.namespaces import compact, prefixes
from kgqual.sources.kinds.elm.conformance import faults, refuse
from kgqual.sources.kinds.elm.excerpt import Excerpt, IsConcept, excerpt
from kgqual.sources.kinds.elm.loq_writing import loq_xml
from kgqual.store.export import graph_triples
from kgqual.store.snapshot import Snapshot

LOQ_XML = ".xml"
RDF_FORMATS = {
    ".ttl": RdfFormat.TURTLE,
    ".nt": RdfFormat.N_TRIPLES,
    ".rdf": RdfFormat.RDF_XML,
    ".jsonld": RdfFormat.JSON_LD,
}
"""Ending of a file → how ELM is written to it, unless as LOQ XML."""

_VOCABULARY = """
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
SELECT DISTINCT ?named {{
    VALUES ?named {{ {named} }}
    VALUES ?class {{ skos:Concept skos:ConceptScheme }}
    ?named a ?class
}}
"""


@dataclass(frozen=True)
class Written:
    """What a file holds: its triples, and how often each property had no place in it."""

    triples: int
    left_out: Counter[str]


def export_elm(snapshot: Snapshot, output: Path, graph: str) -> Written:
    """Write the qualifications of a graph, and what hangs on them, as ELM to ``output``.

    The file's ending chooses LOQ XML (``.xml``) or RDF. Raises DoesNotConform, with what is
    missing of which thing, when LOQ demands more than the graph says, and BadUsage for an
    unknown graph, one without anything of ELM, or an ending that names no format.
    """
    if not graph:
        raise BadUsage("ELM is written of one graph: name it with --graph.")
    if output.suffix not in (LOQ_XML, *RDF_FORMATS):
        raise BadUsage(
            f"{output}: ELM is written to a file that ends in {LOQ_XML} (LOQ XML) or in "
            f"{', '.join(RDF_FORMATS)}."
        )
    found = excerpt(graph_triples(snapshot, graph), _concepts(snapshot))
    if not found.classes:
        raise BadUsage(f"{graph} holds nothing of a class of ELM, such as elm:Qualification.")
    triples = found.triples()
    refuse(faults(triples), graph)
    text = _serialized(found, output)
    try:
        with replacing(output) as partial:
            partial.write_bytes(text)
    except OSError as error:
        raise BadUsage(f"{output} cannot be written ({error.strerror}).") from error
    left_out = Counter({compact(path.value): count for path, count in found.left_out.items()})
    return Written(len(triples), left_out)


def _serialized(found: Excerpt, output: Path) -> bytes:
    if output.suffix == LOQ_XML:
        return loq_xml(found)
    text = pyoxigraph.serialize(
        found.triples(), format=RDF_FORMATS[output.suffix], prefixes=dict(prefixes())
    )
    assert text is not None  # None only when an output is given
    return text


def _concepts(snapshot: Snapshot) -> IsConcept:
    """Return what tells which IRIs the snapshot describes as concepts or concept schemes."""

    def concepts(named: set[NamedNode]) -> set[NamedNode]:
        """Return those of the IRIs that the snapshot describes so."""
        if not named:
            return set()
        listed = " ".join(sorted(map(str, named)))
        answer = snapshot.open().query(_VOCABULARY.format(named=listed))
        return {node for (node,) in answer.rows() if isinstance(node, NamedNode)}

    return concepts
