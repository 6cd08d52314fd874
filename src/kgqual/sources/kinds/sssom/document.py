"""A mapping set in memory: what is said of the set, and its mappings, in the models of SSSOM.

Whoever makes mappings makes a ``Document``; every form of SSSOM is written from it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kgqual.namespaces import KQ, compact
from kgqual.sources.kinds.sssom.vocabulary import (
    ADDED,
    BUILTIN,
    CURIES,
    PREFIXES,
    STANDARD_EXTENSIONS,
    URI_OR_CURIE,
)

if TYPE_CHECKING:
    from curies import Converter
    from sssom_pydantic.api import ExtensionDefinitionRecord, MappingSetRecord
    from sssom_pydantic.models import Record, Slot

_NAMESPACE = re.compile(r"(.*[/#:=])([^/#:=]*)", re.DOTALL)


@dataclass(frozen=True)
class Document:
    """A mapping set: what is said of it, and its mappings in their order.

    What holds for every mapping is said at the mappings, not at the set.
    """

    about: MappingSetRecord
    records: tuple[Record, ...]

    @classmethod
    def of(
        cls,
        about: MappingSetRecord,
        records: Iterable[Record],
        extra_prefixes: Mapping[str, str] | None = None,
    ) -> Document:
        """Return a document that defines all prefixes and extension slots its mappings use.

        Slots that a set may have for its mappings are left to these. Prefixes are those of
        ``about``, of the prefix list and ``extra_prefixes``; raises ValueError for another one.
        """
        from sssom_pydantic.constants import PROPAGATABLE

        rows = tuple(records)
        defined = {one.slot_name: one for one in about.extension_definitions or ()}
        used = dict.fromkeys(name for row in rows for name in row.extensions or ())
        definitions = [*defined.values(), *(_definition(n) for n in used if n not in defined)]
        definitions.sort(key=lambda one: (one.property or "", one.slot_name))
        known = {**PREFIXES, **(extra_prefixes or {}), **(about.curie_map or {})}
        curie_map: dict[str, str] = {}
        for prefix in sorted(set(_prefixes_used(about, rows, definitions)) - set(BUILTIN)):
            if prefix not in known:
                raise ValueError(f"the prefix {prefix!r} is not defined")
            curie_map[prefix] = known[prefix]
        update: dict[str, object] = {"curie_map": curie_map or None}
        update["extension_definitions"] = definitions or None
        if rows:
            update |= dict.fromkeys(PROPAGATABLE)
        return cls(about.model_copy(update=update), rows)

    @property
    def converter(self) -> Converter:
        """What expands the CURIEs of the set."""
        import curies
        from sssom_pydantic.constants import BUILTIN_CONVERTER

        own = curies.Converter.from_prefix_map(self.about.curie_map or {})
        return curies.chain([own, BUILTIN_CONVERTER])


class Curies:
    """CURIEs by the prefix list; for other namespaces prefixes are ``made``, such as ns1."""

    def __init__(self) -> None:
        self._made: dict[str, str] = {}

    @property
    def made(self) -> Mapping[str, str]:
        """The prefixes that the list does not have, with their namespaces."""
        return {prefix: namespace for namespace, prefix in self._made.items()}

    def curie(self, iri: str) -> str:
        """Return the CURIE of an IRI."""
        short = compact(iri)
        if short != iri:
            return short
        for prefix, namespace in ADDED.items():
            if iri.startswith(namespace):
                return f"{prefix}:{iri.removeprefix(namespace)}"
        parts = _NAMESPACE.fullmatch(iri)
        assert parts, f"{iri!r} is an IRI: it has a colon"
        namespace, local = parts.groups()
        prefix = self._made.setdefault(namespace, f"ns{len(self._made) + 1}")
        return f"{prefix}:{local}"


def curie(iri: str) -> str:
    """Return the CURIE of an IRI by the prefix list. Raises ValueError when no prefix fits."""
    short = compact(iri)
    if short == iri:
        raise ValueError(f"the prefix list has no prefix for <{iri}>")
    return short


def extension(name: str, value: str) -> Slot:
    """Return the value of an extension slot of kgqual: ``extension("strength", "computed")``.

    ``value`` is a text, or a CURIE where the slot names a thing, as ``source`` does. What is not
    in ``STANDARD_EXTENSIONS`` is a text whose property is the term of that name in our ontology.
    """
    from curies import Reference
    from sssom_pydantic.models import Slot

    term, datatype = STANDARD_EXTENSIONS.get(name, (KQ[name], None))
    predicate = Reference.from_curie(curie(term.value))
    if datatype == URI_OR_CURIE:
        return Slot(predicate=predicate, value=Reference.from_curie(value))
    return Slot(predicate=predicate, value=value)


def _definition(name: str) -> ExtensionDefinitionRecord:
    from sssom_pydantic.api import ExtensionDefinitionRecord

    term, datatype = STANDARD_EXTENSIONS.get(name, (KQ[name], None))
    return ExtensionDefinitionRecord(slot_name=name, property=curie(term.value), type_hint=datatype)


def _prefixes_used(
    about: MappingSetRecord,
    records: Iterable[Record],
    definitions: Iterable[ExtensionDefinitionRecord],
) -> Iterator[str]:
    from curies import Reference

    for slot in sorted(CURIES & set(type(about).model_fields)):
        yield from _prefixes_of(getattr(about, slot))
    for one in definitions:
        yield from _prefixes_of([one.property, one.type_hint])
    for record in records:
        for slot in CURIES:
            yield from _prefixes_of(getattr(record, slot))
        for extended in (record.extensions or {}).values():
            if isinstance(extended.value, Reference):
                yield extended.value.prefix


def _prefixes_of(value: object) -> Iterator[str]:
    for item in value if isinstance(value, list) else [value]:
        if isinstance(item, str) and ":" in item:
            yield item.partition(":")[0]
