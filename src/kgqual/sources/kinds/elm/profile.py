"""What LOQ demands, as ``shapes/profiles/loq.ttl`` states it: classes, properties, kinds of value.

The same shapes tell how a file is read and written, and what must be there for it to be written.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from pyoxigraph import NamedNode, QuerySolutions, RdfFormat, Store

from kgqual.namespaces import ELM, SKOS, sparql_prologue
from kgqual.resources import shipped

_FORMS = """
SELECT ?class ?path ?datatype ?valueClass {
    ?shape sh:targetClass ?class .
    { ?shape sh:property ?property } UNION { ?shape a sh:PropertyShape BIND(?shape AS ?property) }
    ?property sh:path ?path
    OPTIONAL { ?property sh:datatype ?datatype }
    OPTIONAL { ?property sh:class|(sh:or/rdf:rest*/rdf:first/sh:class) ?valueClass }
}
"""


@dataclass(frozen=True)
class Form:
    """How the values of a property of a class look: literals of a datatype, or things.

    With neither datatype nor class they are IRIs, except notations, which are literals.
    """

    path: NamedNode
    datatype: NamedNode | None
    classes: frozenset[NamedNode]

    @property
    def is_concept(self) -> bool:
        """Whether the values are concepts of a vocabulary."""
        return self.classes == {SKOS.Concept}


WITHOUT_PROPERTIES = (ELM.LearningAchievementSpecification, ELM.Mailbox, SKOS.ConceptScheme)
"""Classes that LOQ knows as values only. It has shapes for achievements, but switched off: what
can be exchanged of them are qualifications."""

Profile = Mapping[NamedNode, Mapping[NamedNode, Form]]
"""Class → property → form, for the classes that LOQ knows."""


def profile_path() -> Path:
    """Return the file that states the profile."""
    return shipped("shapes") / "profiles" / "loq.ttl"


@cache
def loq() -> Profile:
    """Return the LOQ profile."""
    store = Store()
    store.load(path=profile_path(), format=RdfFormat.TURTLE)
    rows = store.query(sparql_prologue() + _FORMS)
    assert isinstance(rows, QuerySolutions)
    found: dict[NamedNode, dict[NamedNode, Form]] = defaultdict(dict)
    for row in rows:
        path, value_class = row["path"], row["valueClass"]
        before = found[row["class"]].get(path)
        classes = (before.classes if before else frozenset()) | (
            {value_class} if value_class else frozenset()
        )
        found[row["class"]][path] = Form(path, row["datatype"], classes)
    for cls in WITHOUT_PROPERTIES:
        found.setdefault(cls, {})
    return found
