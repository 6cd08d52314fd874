"""The mappings of the graph for people and programs: what, on which basis, according to whom."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from pydantic import Field

from kgqual.answering import Graph, Named
from kgqual.answering.envelope import Frozen
from kgqual.mapping.exporting import document
from kgqual.mapping.stored import Stored
from kgqual.model import Strength
from kgqual.namespaces import thing
from kgqual.sources.kinds.sssom.document import Document
from kgqual.sources.kinds.sssom.writing.table import extended

if TYPE_CHECKING:
    from curies import Converter
    from sssom_pydantic.models import Record

_SAID_ELSEWHERE = frozenset(
    {
        *("record_id", "subject_id", "subject_label", "predicate_id", "predicate_modifier"),
        *("object_id", "object_label", "mapping_justification", "confidence", "mapping_date"),
        *("mapping_source", "extensions"),
    }
)
MAPPINGS = thing("mapping", "").value
"""Where the IRIs of mappings begin."""


class MappingSource(Named):
    """A document that states a mapping, and where in it."""

    locator: str | None = None


class ListedMapping(Frozen):
    """A mapping: what it states, how strongly, how surely, how it was found, and who says so."""

    iri: str = Field(description="The mapping itself; /mappings/ and its last part describes it.")
    mapping_set: Named
    subject: Named
    predicate: Named
    object: Named
    denied: bool = Field(description="Whether it says that the two do not correspond so.")
    disputed: bool = Field(description="Whether reviewers disagree; then the graph states neither.")
    strength: Strength | None = Field(description="On what it rests; nothing where nobody says.")
    confidence: float | None = Field(description="How sure a mapper is, from 0 to 1.")
    justification: str = Field(description="How it was found: a term of SEMAPV.")
    date: str | None = Field(description="When it was asserted.")
    source: MappingSource | None
    slots: Mapping[str, Any] = Field(description="Whatever else SSSOM or its set says of it.")


class MappingPage(Frozen):
    """Some of the mappings that were asked for, and how many there are of them."""

    total: int
    offset: int
    limit: int
    next: str | None = Field(description="The address of the mappings after these.")
    snapshot: str
    mappings: tuple[ListedMapping, ...]


def listed(graph: Graph, chosen: Sequence[Stored]) -> tuple[ListedMapping, ...]:
    """Return the mappings with the names of everything that they name."""
    made = document(graph, chosen)
    converter = made.converter
    iris = {iri for one in chosen for iri in one[:4]}
    names = graph.named(iris | set(_documents(made, converter)))
    pairs = zip(chosen, made.records, strict=True)
    return tuple(_listed(one, record, names, converter) for one, record in pairs)


def _documents(made: Document, converter: Converter) -> Iterator[str]:
    for record in made.records:
        if source := extended(record, "source"):
            yield converter.expand(source, strict=True)


def _listed(
    one: Stored, record: Record, names: Mapping[str, Named], converter: Converter
) -> ListedMapping:
    slots = record.model_dump(exclude_none=True, exclude=set(_SAID_ELSEWHERE), mode="json")
    also = {name: extended(record, name) for name in record.extensions or {}}
    strength, source = also.pop("strength", ""), also.pop("source", "")
    locator, disputed = also.pop("locator", None), also.pop("disputed", "false")
    document = names[converter.expand(source, strict=True)] if source else None
    return ListedMapping(
        iri=one.iri,
        mapping_set=names[one.mapping_set],
        subject=names[one.subject],
        predicate=names[one.predicate],
        object=names[one.object],
        denied=record.predicate_modifier is not None,
        disputed=disputed == "true",
        strength=Strength(strength) if strength else None,
        confidence=record.confidence,
        justification=record.mapping_justification,
        date=record.mapping_date.isoformat() if record.mapping_date else None,
        source=MappingSource(**dict(document), locator=locator) if document else None,
        slots=slots | also,
    )
