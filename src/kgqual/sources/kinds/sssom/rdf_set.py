"""Opening SSSOM as RDF, in Turtle or N-Triples.

The form is that of the specification (https://mapping-commons.github.io/sssom/dev/spec-formats-rdf/)
with the properties of SSSOM 1.0.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

import pyoxigraph as ox
from pyoxigraph import BlankNode, NamedNode

from kgqual import namespaces
from kgqual.model import Location, SourceFile
from kgqual.namespaces import RDF, SSSOM
from kgqual.sources.kinds.sssom.held import Held, HeldMapping
from kgqual.sources.kinds.sssom.opened import described, taken_apart, text_of, wrong_metadata
from kgqual.sources.kinds.sssom.rdf_slots import (
    Compact,
    Term,
    mapping_slots,
    read_slots,
    set_slots,
)

_FORMATS = {".ttl": ox.RdfFormat.TURTLE, ".nt": ox.RdfFormat.N_TRIPLES}
SUFFIXES = tuple(_FORMATS)
Node = NamedNode | BlankNode
Statements = Mapping[Node, list[tuple[NamedNode, Term]]]


def opened(file: SourceFile) -> Held:
    """Return the mapping set of an RDF file.

    Raises UnreadableInput when it cannot be parsed or does not hold exactly one set, or names
    something for which there is no prefix.
    """
    about_whom: Statements = defaultdict(list)
    suffix = next(suffix for suffix in SUFFIXES if file.name.endswith(suffix))
    try:
        parsed = ox.parse(text_of(file), format=_FORMATS[suffix])
        for quad in parsed:
            assert isinstance(quad.subject, NamedNode | BlankNode)
            about_whom[quad.subject].append((quad.predicate, quad.object))
    except SyntaxError as error:
        raise wrong_metadata(file, f"it cannot be parsed ({error})") from error
    sets = [node for node, said in about_whom.items() if (RDF.type, SSSOM.MappingSet) in said]
    if len(sets) != 1 or not isinstance(sets[0], NamedNode):
        raise wrong_metadata(
            file, f"it must hold one sssom:MappingSet with an IRI, not {len(sets)}"
        )
    prefixes = dict(namespaces.prefixes()) | dict(parsed.prefixes)
    try:
        return _held(file, sets[0], about_whom, prefixes)
    except ValueError as error:
        raise wrong_metadata(file, error) from error


def _held(
    file: SourceFile, node: NamedNode, about_whom: Statements, prefixes: Mapping[str, str]
) -> Held:
    compact = _compacting(prefixes)
    said = about_whom[node]
    definitions = [
        read_slots(about_whom[one], _DEFINITION, compact, {})
        for term, one in said
        if term == SSSOM.extension_definitions and isinstance(one, Node)
    ]
    stated = read_slots(_values(said), set_slots(), compact, {})
    stated |= {"mapping_set_id": node.value, "curie_map": dict(prefixes)}
    if definitions:
        stated["extension_definitions"] = definitions
    about = described(file, stated)
    mapping_set, converter = taken_apart(file, about)
    extensions = {
        NamedNode(converter.expand(slot.predicate.curie, strict=True)): slot.name
        for slot in mapping_set.extension_definitions or ()
    }
    mappings = [
        HeldMapping(
            Location(f"{file.name}, {one}"),
            _mapping(one, about_whom[one], compact, extensions),
        )
        for term, one in said
        if term == SSSOM.mappings and isinstance(one, Node)
    ]
    return Held(file, about, mapping_set, converter, tuple(mappings))


_DEFINITION = {SSSOM[slot]: slot for slot in ("slot_name", "property", "type_hint")}


def _mapping(
    node: Node,
    said: Iterable[tuple[NamedNode, Term]],
    compact: Compact,
    extensions: Mapping[NamedNode, str],
) -> dict[str, Any]:
    found = read_slots(_values(said), mapping_slots(), compact, extensions)
    return found | ({"record_id": compact(node.value)} if isinstance(node, NamedNode) else {})


def _values(said: Iterable[tuple[NamedNode, Term]]) -> Iterable[tuple[NamedNode, Term]]:
    """Yield what is said with a name or a text: slots have no other values."""
    return ((term, value) for term, value in said if not isinstance(value, BlankNode))


def _compacting(prefixes: Mapping[str, str]) -> Compact:
    import curies

    converter = curies.Converter.from_prefix_map(dict(prefixes), strict=False)

    def compact(iri: str) -> str:
        """Return the CURIE of an IRI. Raises ValueError when no prefix fits."""
        found = converter.compress(iri)
        if found is None:
            raise ValueError(f"no prefix is declared for <{iri}>")
        return found

    return compact
