"""How many concepts of a scheme have a preferred label in a language."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Annotated

from pyoxigraph import Literal

from kgqual.answering import (
    Evidence,
    Findings,
    Graph,
    Item,
    Link,
    Named,
    Of,
    Query,
    Reason,
    Thing,
    question,
)
from kgqual.answering.sentences import generic
from kgqual.errors import BadUsage
from kgqual.namespaces import SKOS, VOID

QUERY = Query.beside(__file__)
_CONCEPTS = Query.beside(__file__, "concepts")
_LABELLED = Query.beside(__file__, "labelled")
LANGUAGES = ("kk", "ru", "en")


class Coverage(Item):
    """How many ``concepts`` of a scheme there are, and how many are ``labelled`` in a language."""

    scheme: Named
    language: str
    concepts: int
    labelled: int
    share: float


@dataclass
class _Scheme:
    """What was counted of a scheme: the graphs that hold concepts of it, language → labelled."""

    concepts: int = 0
    graphs: set[str] = field(default_factory=set)
    labelled: dict[str, int] = field(default_factory=dict)


@question
def label_coverage(
    graph: Graph,
    lang: str = "",
    scheme: Annotated[Thing | None, Of(SKOS.ConceptScheme)] = None,
) -> Findings[Coverage]:
    """Return the coverage of a scheme or of all, in a language or in Kazakh, Russian and English.

    ``lang`` is a language tag such as ``kk``; raises BadUsage for what is none. A concept that
    several schemes list counts in each.
    """
    counts = graph.once(label_coverage, lambda: _counted(graph))
    languages = (_tag(lang),) if lang else LANGUAGES
    graph.show(QUERY, lang=[Literal(tag) for tag in languages], scheme=scheme)
    wanted = [scheme.iri] if scheme else sorted(counts)
    names = graph.named(wanted)
    evidence = Evidence[Coverage](graph)
    for iri in wanted:
        if counted := counts.get(iri):
            for language in languages:
                item = _coverage(names[iri], language, counted)
                evidence.answer(item, [_link(item, counted)])
    return evidence.findings(Reason("no-concepts", scheme=scheme or ""))


def _tag(text: str) -> str:
    """Return a language tag in lower case. Raises BadUsage for what is none."""
    try:
        return Literal("", language=text.lower()).language or ""
    except ValueError as error:
        raise BadUsage(f"lang={text!r} is not a language tag such as kk.") from error


def _counted(graph: Graph) -> Mapping[str, _Scheme]:
    """Count all schemes at once: with ESCO this takes most of a second, so it is done once."""
    found: dict[str, _Scheme] = defaultdict(_Scheme)
    for row in graph.rows(_CONCEPTS):
        if row["graph"] in graph.entries:
            found[row["scheme"]].graphs.add(row["graph"])
            found[row["scheme"]].concepts = int(row["concepts"])
    for row in graph.rows(_LABELLED):
        found[row["scheme"]].labelled[row["lang"].lower()] = int(row["labelled"])
    return found


def _coverage(scheme: Named, language: str, counted: _Scheme) -> Coverage:
    labelled = counted.labelled.get(language, 0)
    return Coverage(
        scheme=scheme,
        language=language,
        concepts=counted.concepts,
        labelled=labelled,
        share=round(labelled / counted.concepts, 4),
    )


def _link(item: Coverage, counted: _Scheme) -> Link:
    said = generic(
        "labelled",
        scheme=item.scheme,
        language=item.language,
        labelled=str(item.labelled),
        concepts=str(item.concepts),
    )
    return Link(
        item.scheme.iri,
        VOID.entities,
        Literal(f"{item.labelled}/{item.concepts}", language=item.language),
        computed_from=tuple(sorted(counted.graphs)),
        statement=said,
    )
