"""What the rows of the two tables become: occupations of O*NET, and mappings of them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache

from pyoxigraph import Literal, NamedNode, Triple

from kgqual.codes.known import ISCO_TABLE, esco_occupations, known_codes
from kgqual.model import Strength
from kgqual.namespaces import ESCO_OCCUPATION, ISCO, KQ, ONET, RDF, SEMAPV, SKOS
from kgqual.sources import mappings
from kgqual.sources.collection import CellError
from kgqual.sources.kinds.esco.text import clean_label
from kgqual.sources.kinds.onet import rules
from kgqual.sources.kinds.onet.tables import ESCO_TO_ONET, ONET_TO_ESCO, CrosswalkTable, Row
from kgqual.sources.log import Log

ONET_CODE = re.compile(r"\d{2}-\d{4}\.\d{2}")
ESCO_CODE = re.compile(r"\d{4}(\.\d{1,2})+")
ISCO_CODE = re.compile(r"\d{1,4}")
UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
ISCO_IRI_CODE = re.compile(r"C(\d{1,4})")

EXACT_ISCO = "exactISCO"
PREDICATES = {
    "exactMatch": SKOS.exactMatch,
    "closeMatch": SKOS.closeMatch,
    "broadMatch": SKOS.narrowMatch,
    "narrowMatch": SKOS.broadMatch,
    "relatedMatch": SKOS.relatedMatch,
    EXACT_ISCO: SKOS.exactMatch,
}
"""Type of match → the property that says it from the O*NET occupation to ESCO's concept.

The files call the *O*NET occupation* broad or narrow: where one is an exact match of an ESCO
occupation, the occupations that it is a ``broadMatch`` of lie below that one. SKOS names a
mapping after its object, so the two change places.
"""
RESTATED = {
    "broadMatch": rules.TURNED,
    "narrowMatch": rules.TURNED,
    EXACT_ISCO: rules.EXACT_GROUP,
}
"""Types of match that become another word, and the rule that says so."""


@dataclass
class Reading:
    """One reading of the crosswalk: what its rows have said so far."""

    scheme: NamedNode
    log: Log
    titles: dict[str, tuple[str, Row]] = field(default_factory=dict)
    """Code of an O*NET occupation → its title and the row that gave it first."""
    exact: dict[NamedNode, NamedNode] = field(default_factory=dict)
    """O*NET occupation → the ESCO concept it is first said to be an exact match of."""

    def occupation(self, code: str, title: str, row: Row, columns: tuple[str, str]) -> NamedNode:
        """Return the node of an O*NET occupation and remember its title.

        ``columns`` names the columns of code and title. Raises CellError for a bad code, no
        title, or a title that differs from the one given before.
        """
        if not ONET_CODE.fullmatch(code):
            raise CellError(columns[0], f"{code!r} is not an O*NET-SOC code such as 11-1011.00.")
        title = clean_label(title)
        if not title:
            raise CellError(columns[1], f"is empty; {code} must have a title.")
        known, first = self.titles.setdefault(code, (title, row))
        if known != title:
            raise CellError(columns[1], f"{code} is {title!r} here and {known!r} in {first.where}.")
        return ONET[code]

    def described(self) -> Iterator[Triple]:
        """Yield the O*NET occupations that the rows named."""
        for code, (title, _) in self.titles.items():
            yield Triple(ONET[code], RDF.type, SKOS.Concept)
            yield Triple(ONET[code], SKOS.inScheme, self.scheme)
            yield Triple(ONET[code], SKOS.notation, Literal(code))
            yield Triple(ONET[code], SKOS.prefLabel, Literal(title, language="en"))


@dataclass(frozen=True)
class Basis:
    """What every mapping of a table rests on: its set, its document, how it was made."""

    mapping_set: NamedNode
    document: NamedNode
    justification: NamedNode
    strength: Strength


JUSTIFICATIONS = {
    ONET_TO_ESCO: SEMAPV.ManualMappingCuration,
    ESCO_TO_ONET: SEMAPV.UnspecifiedMatching,
}
"""Table → how its pairs were found. People validated those of the first table, which a language
model had proposed (https://esco.ec.europa.eu/en/node/422); of the second, which holds pairs that
the first does not, nothing says how they were found."""
STRENGTHS = {ONET_TO_ESCO: Strength.OFFICIAL, ESCO_TO_ONET: Strength.PUBLISHED}
"""Table → how strong its statements are. The lines above the first table name as its authors
the two bodies that are responsible for the classifications; the second names no author."""


def mappings_of(
    table: CrosswalkTable, basis: Basis, reading: Reading
) -> Iterator[mappings.Mapping]:
    """Yield the mapping of each row that can be accepted; refuse or count the others."""
    read = _onet_to_esco if table.layout is ONET_TO_ESCO else _esco_to_onet
    first: dict[tuple[NamedNode, NamedNode], tuple[Row, NamedNode]] = {}
    for row in table.rows(reading.log):
        try:
            mapping = read(row, basis, reading)
            if mapping is None:
                continue
            pair = mapping.subject, mapping.object
            earlier, predicate = first.setdefault(pair, (row, mapping.predicate))
            if predicate != mapping.predicate:
                raise CellError(
                    "type of match", f"contradicts {earlier.where}, which maps the same pair."
                )
        except CellError as refused:
            column = table.column(refused.column)
            reading.log.refuse(row.where.at(column), refused.reason)
            continue
        if earlier is not row:
            reading.log.note(rules.REPEATED, row.where)
            continue
        reading.log.kept += 1
        yield mapping


def _onet_to_esco(row: Row, basis: Basis, reading: Reading) -> mappings.Mapping:
    word, address = row["type of match"], row["esco or isco uri"]
    occupation = reading.occupation(
        row["o*net id"], row["o*net title"], row, ("o*net id", "o*net title")
    )
    target = _addressed(address, row, reading.log)
    predicate = PREDICATES.get(word)
    if predicate is None:
        raise CellError("type of match", f"{word!r} is not one of {', '.join(PREDICATES)}.")
    if word == EXACT_ISCO and not target.value.startswith(ISCO.iri):
        raise CellError("esco or isco uri", f"{address} is no ISCO group, but the type says so.")
    notes: tuple[tuple[NamedNode, Literal], ...] = ()
    if rule := RESTATED.get(word):
        reading.log.note(rule, row.where)
        notes = ((KQ.basisNote, Literal(f"The table’s type of match is {word}.")),)
    if predicate == SKOS.exactMatch and reading.exact.setdefault(occupation, target) != target:
        reading.log.note(rules.EXACT_TWICE, occupation.value)
    return _mapping(occupation, predicate, target, row, basis, notes)


def _esco_to_onet(row: Row, basis: Basis, reading: Reading) -> mappings.Mapping | None:
    occupation = reading.occupation(
        row["o*net-soc code"],
        row["o*net-soc title"],
        row,
        ("o*net-soc code", "o*net-soc title"),
    )
    subject = _coded(row["esco/isco code"], row, reading.log)
    if subject is None:
        return None
    return _mapping(subject, SKOS.mappingRelation, occupation, row, basis)


def _mapping(
    subject: NamedNode,
    predicate: NamedNode,
    target: NamedNode,
    row: Row,
    basis: Basis,
    notes: tuple[tuple[NamedNode, Literal], ...] = (),
) -> mappings.Mapping:
    return mappings.Mapping(
        subject,
        predicate,
        target,
        basis.justification,
        basis.mapping_set,
        (basis.document,),
        basis.strength,
        ((KQ.locator, Literal(f"row {row.where.row}")), *notes),
    )


def _addressed(address: str, row: Row, log: Log) -> NamedNode:
    """Return the ESCO occupation or ISCO group at an address; count one that is not known."""
    uuid = address.removeprefix(ESCO_OCCUPATION.iri)
    if UUID.fullmatch(uuid):
        if address not in _known_addresses():
            log.note(rules.UNKNOWN_OCCUPATION, row.where)
        return ESCO_OCCUPATION[uuid]
    group = ISCO_IRI_CODE.fullmatch(address.removeprefix(ISCO.iri))
    if not group:
        raise CellError(
            "esco or isco uri",
            f"{address!r} is not the address of an ESCO occupation ({ESCO_OCCUPATION.iri}…) or "
            f"of an ISCO group ({ISCO.iri}C…).",
        )
    if group[1] not in known_codes(*ISCO_TABLE):
        raise CellError("esco or isco uri", f"ISCO-08 has no group {group[1]}.")
    return ISCO[f"C{group[1]}"]


def _coded(code: str, row: Row, log: Log) -> NamedNode | None:
    """Return the ESCO occupation or ISCO group of a code; count one that is not known."""
    if ESCO_CODE.fullmatch(code):
        if found := esco_occupations().get(code):
            return NamedNode(found)
        log.note(rules.UNKNOWN_CODE, f"{code} ({row.where})")
    elif ISCO_CODE.fullmatch(code):
        if code in known_codes(*ISCO_TABLE):
            return ISCO[f"C{code}"]
        log.note(rules.UNKNOWN_GROUP, f"{code} ({row.where})")
    else:
        raise CellError(
            "esco/isco code", f"{code!r} is neither an ESCO code (2512.4) nor an ISCO code (2512)."
        )
    return None


@cache
def _known_addresses() -> frozenset[str]:
    return frozenset(esco_occupations().values())
