"""Whether a profession is regulated in Kazakhstan, as far as registers and acts at hand know.

What ESCO says of the regulation of an occupation (``esco:regulatedProfessionNote``) is no
evidence: it is about the countries of the EU, and calls lawyers unregulated.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
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
    Source,
    Text,
    Thing,
    question,
)
from kgqual.answering.bases import documents
from kgqual.answering.graph import Row
from kgqual.answering.sentences import LANGUAGES, generic, name
from kgqual.chaining import Step, refused_by
from kgqual.namespaces import ESCO, KQ, ONET, SKOS
from kgqual.questions.chained import Hierarchy, link

QUERY = Query.beside(__file__)
_LOOKED_AT = Query.beside(__file__, "looked_at")
_GAP = "mandatory-professions"
_MANDATORY = "mandatory"


class Regulation(Item):
    """A profession that the occupation is, and its ``regime``: mandatory or voluntary.

    ``regulated`` says that the recognition of its qualifications is mandatory; ``register`` is
    None where a document names the profession but no register that is loaded has it.
    """

    profession: Named
    regulated: bool
    regime: str
    listed_in: Named | None = None


@question
def regulated(
    graph: Graph,
    occupation: Annotated[
        Thing,
        Of(
            KQ.Profession,
            KQ.RegulatedProfession,
            KQ.OccupationGroup,
            ESCO.Occupation,
            below=ONET.iri,
        ),
    ],
) -> Findings[Regulation]:
    """Return the regimes under which registers and acts list the occupation.

    Occupations of health care are leads to the health professions, which the source names without
    a code. For all others that no register holds, the reason to abstain says what was looked at.
    """
    rows = list(graph.rows(QUERY, occupation=occupation))
    iris = {row[key] for row in rows for key in ("profession", "register") if key in row}
    names = graph.named(iris)
    ends = (row.get("group") or row.get("suggested") for row in rows if "comparison" not in row)
    hierarchy = Hierarchy(graph, ((occupation.iri, end) for end in ends if end))
    evidence = Evidence[Regulation](graph)
    for row in rows:
        chain = list(_chain(occupation.iri, row, hierarchy))
        if refused_by(chain) is None:
            item = Regulation(
                profession=names[row["profession"]],
                regulated=row["regime"] == _MANDATORY,
                regime=row["regime"],
                listed_in=names[row["register"]] if "register" in row else None,
            )
            evidence.answer(item, [*map(link, chain), *_suggested(graph, row), *_regime(row)])
    looked_at = list(graph.rows(_LOOKED_AT))
    registers = tuple(dict.fromkeys(row["register"] for row in looked_at if "register" in row))
    return evidence.findings(_not_listed(graph, occupation, looked_at), about=registers)


def _chain(occupation: str, row: Row, hierarchy: Hierarchy) -> Iterator[Step]:
    """Yield the steps from the occupation to the profession, or to the group that suggests it."""
    group = row.get("group")
    if comparison := row.get("comparison"):
        against = row["direction"] == "against"
        other = group or row["profession"]
        ends = (other, occupation) if against else (occupation, other)
        yield Step(ends[0], comparison, ends[1], against)
    elif above := group or row.get("suggested"):
        yield from hierarchy.climb(occupation, above)
    if group:
        yield Step(row["profession"], KQ.ncoGroup.value, group, against=True)


def _suggested(graph: Graph, row: Row) -> Iterator[Link]:
    """Yield the assumption that a group belongs to a profession, where no source says so."""
    if suggested := row.get("suggested"):
        yield Link(
            suggested,
            SKOS.broadMatch,
            row["profession"],
            computed_from=tuple(e.iri for e in graph.entries.values() if e.kind == "law"),
            assumed=True,
        )


def _regime(row: Row) -> Iterator[Link]:
    """Yield what states the regime: the entry of a register, or what describes the profession."""
    if entry := row.get("entry"):
        yield Link(entry, KQ.profession, row["profession"])
        yield Link(entry, KQ.registeredIn, row["register"])
    yield Link(entry or row["profession"], KQ.recognitionRegime, Literal(row["regime"]))


def _not_listed(graph: Graph, occupation: Named, looked_at: Iterable[Row]) -> Reason:
    """Return why there is no answer: what was looked at, and what is known to be missing."""
    described: dict[tuple[str, str], list[str]] = defaultdict(list)
    regulated: list[str] = []
    for row in looked_at:
        if "named" in row:
            regulated.append(row["named"])
        else:
            described[row["register"], row["entries"]].append(row["document"])
    if not described:
        return Reason("no-register", occupation=occupation)
    sources = documents(graph, {iri for found in described.values() for iri in found})
    names = graph.named([*regulated, *(register for register, _ in described)])
    return Reason(
        "not-listed",
        occupation=occupation,
        registers=_listed(
            generic(
                "register",
                register=names[register],
                documents=_listed(_dated(sources[iri]) for iri in found),
                entries=entries,
            )
            for (register, entries), found in described.items()
        ),
        regulated=_listed(
            {lang: name(names[iri], lang) for lang in LANGUAGES} for iri in regulated
        ),
        gaps=_listed(
            gap.label for e in graph.entries.values() for gap in e.gaps if gap.name == _GAP
        ),
    )


def _named(thing: Named) -> Text:
    return {lang: name(thing, lang) for lang in LANGUAGES}


def _dated(source: Source) -> Text:
    """Return a document by its title, and its date where it has one."""
    date = f", {source.date}" if source.date else ""
    return {lang: f"{source.titles.get(lang, source.title)}{date}" for lang in LANGUAGES}


def _listed(texts: Iterable[Text]) -> Named:
    """Return texts one after the other, in each language."""
    found = list(texts)
    return Named(
        iri="", label={lang: "; ".join(text[lang] for text in found) for lang in LANGUAGES}
    )
