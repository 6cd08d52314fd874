"""Opening SSSOM as JSON-LD, in the form in which LinkML writes a mapping set.

Slots stand under their names, and ``@context`` has the prefixes. Extension slots stand in
``@nest``, which JSON-LD 1.1 reads as if its content stood outside it, or among the others.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from kgqual.model import Location, SourceFile
from kgqual.sources.kinds.sssom.held import Held, HeldMapping
from kgqual.sources.kinds.sssom.opened import described, taken_apart, text_of, wrong_metadata

SUFFIXES = (".jsonld", ".json")
NEST = "@nest"


def opened(file: SourceFile) -> Held:
    """Return the mapping set of a JSON-LD file; its mappings are counted from 1, as rows.

    Raises UnreadableInput when it is no JSON, or no mapping set.
    """
    try:
        content = json.loads(text_of(file))
    except ValueError as error:
        raise wrong_metadata(file, f"it is no JSON ({error})") from error
    if not isinstance(content, dict) or not isinstance(content.get("mappings", []), list):
        raise wrong_metadata(file, "it is no object with a list of mappings")
    prefixes = _prefixes(content.get("@context", {}))
    stated = _slots(content) | ({"curie_map": prefixes} if prefixes else {})
    mappings = stated.pop("mappings", [])
    about = described(file, stated)
    mapping_set, converter = taken_apart(file, about)
    held = []
    for number, mapping in enumerate(mappings, start=1):
        if not isinstance(mapping, dict):
            raise wrong_metadata(file, f"mapping {number} is no object")
        held.append(HeldMapping(Location(file.name, row=number), _slots(mapping)))
    return Held(file, about, mapping_set, converter, tuple(held))


def _slots(node: Mapping[str, Any]) -> dict[str, Any]:
    """Return the slots of a node with those that are nested, without what is JSON-LD's own."""
    own = {name: value for name, value in node.items() if not name.startswith("@")}
    nested = node.get(NEST, {})
    return own | (nested if isinstance(nested, dict) else {})


def _prefixes(context: object) -> dict[str, str]:
    """Return the prefixes of a context: names that it makes stand for the beginning of IRIs."""
    found: dict[str, str] = {}
    for part in context if isinstance(context, list) else [context]:
        for name, meaning in part.items() if isinstance(part, dict) else ():
            iri = meaning
            if isinstance(meaning, dict):
                iri = meaning.get("@id") if meaning.get("@prefix") else None
            if isinstance(iri, str) and "://" in iri and not name.startswith("@"):
                found[name] = iri
    return found
