"""Whether what is to be written keeps to the LOQ profile, as pySHACL judges it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pyoxigraph
from pyoxigraph import RdfFormat, Triple

from kgqual.errors import DoesNotConform
from kgqual.namespaces import compact
from kgqual.sources.kinds.elm.profile import profile_path

if TYPE_CHECKING:
    from rdflib import Graph
    from rdflib.term import Node

SHOWN = 100
"""Things listed one by one; the counts by property are always complete."""


@dataclass(frozen=True, order=True)
class Fault:
    """What LOQ demands of a thing and is not so; ``missing`` when there is no value at all."""

    thing: str
    path: str
    missing: bool
    reason: str


def faults(triples: Iterable[Triple]) -> list[Fault]:
    """Return what in the triples LOQ does not allow, in the order of things and properties."""
    import pyshacl
    from rdflib import RDF, SH, Graph

    data = Graph().parse(_n_triples(triples), format="nt")
    shapes = Graph().parse(profile_path())
    _, report, text = pyshacl.validate(data, shacl_graph=shapes, inplace=True)
    assert isinstance(report, Graph), text
    found = set()
    for result in report.subjects(RDF.type, SH.ValidationResult):
        component = report.value(result, SH.sourceConstraintComponent)
        found.add(
            Fault(
                str(report.value(result, SH.focusNode)),
                compact(str(report.value(result, SH.resultPath) or "")),
                component == SH.MinCountConstraintComponent,
                _reason(report, result),
            )
        )
    return sorted(found)


def _n_triples(triples: Iterable[Triple]) -> bytes:
    return pyoxigraph.serialize(triples, format=RdfFormat.N_TRIPLES) or b""


def _reason(report: Graph, result: Node) -> str:
    """Return what the shape says in English, and the value it says it of."""
    from rdflib import SH, Literal

    messages = report.objects(result, SH.resultMessage)
    said = next(str(m) for m in messages if isinstance(m, Literal) and m.language == "en")
    value = report.value(result, SH.value)
    return said.rstrip(".") + (f" ({compact(str(value))})" if value is not None else "")


def refuse(found: Sequence[Fault], graph: str) -> None:
    """Raise DoesNotConform when there are faults: what is missing, of what, and what is wrong."""
    if not found:
        return
    missing = Counter(fault.path for fault in found if fault.missing)
    parts = [
        f"{graph} does not hold what the LOQ profile demands, and nothing is made up: "
        "nothing was written."
    ]
    parts += [
        f"  {path} is missing from {count:,} {'thing' if count == 1 else 'things'}."
        for path, count in sorted(missing.items())
    ]
    by_thing = _by_thing(found)
    parts += [f"  {thing}: {', '.join(said)}" for thing, said in list(by_thing.items())[:SHOWN]]
    if len(by_thing) > SHOWN:
        parts.append(f"  … and {len(by_thing) - SHOWN:,} things more.")
    raise DoesNotConform("\n".join(parts))


def _by_thing(found: Sequence[Fault]) -> Mapping[str, list[str]]:
    said: dict[str, list[str]] = defaultdict(list)
    for fault in found:
        said[compact(fault.thing)].append(
            f"{fault.path} is missing" if fault.missing else fault.reason
        )
    return said
