"""The parts that the JSON-LD of a statement is made of: references, texts, dates, concepts."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from kgqual.answering.envelope import Named, Text

_UNDETERMINED = "und"
"""The language of what is printed, which nobody states."""
_PRECISIONS = ("xsd:gYear", "xsd:gYearMonth", "xsd:date")
_IRI = re.compile(r"[a-z][a-z0-9+.-]*://\S+")
Node = dict[str, Any]
"""A node, a reference or a literal of JSON-LD."""


def is_iri(text: str) -> bool:
    """Return whether a text is an absolute IRI, and no literal."""
    return _IRI.fullmatch(text) is not None


def id_of(iri: str) -> Node:
    """Return a reference to a thing."""
    return {"@id": iri}


def printed(text: str) -> Node:
    """Return what a document shows, as it shows it."""
    return {"@language": _UNDETERMINED, "@value": text}


def day(text: str) -> Node:
    """Return a date as precise as it is stated: a year, a month or a day."""
    return {"@type": _PRECISIONS[text.count("-")], "@value": text}


def texts(text: Text) -> list[Node]:
    """Return a text in its languages."""
    return [{"@language": language, "@value": said} for language, said in text.items() if language]


def concept(named: Named) -> Node:
    """Return a concept with its names and its code."""
    return {
        "@id": named.iri,
        "@type": "skos:Concept",
        "skos:prefLabel": texts(named.label),
        "skos:notation": named.code,
    }


def told(node: Mapping[str, Any]) -> Node:
    """Return a node without what nobody says."""
    return {key: value for key, value in node.items() if value not in (None, "", [])}
