"""What the service finds by label or code, as programs get it and as pages show it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from pydantic import BaseModel

from kgqual.errors import BadUsage
from kgqual.folding import fold
from kgqual.namespaces import compact, expand
from kgqual.questions import questions
from kgqual.search import Hit, Index
from kgqual.web.labels import Labels
from kgqual.web.links import local_address
from kgqual.web.serving import Served


class Matched(BaseModel):
    """The label or code that matched, and its language; '' for codes."""

    text: str
    language: str


class FoundThing(BaseModel):
    """A thing that was found; ``kind`` is what its most telling class is called.

    ``match`` says in which way it matched, ``score`` (0–1) how well, ``features`` why.
    """

    iri: str
    address: str
    label: str
    language: str
    code: str
    kind: str
    types: tuple[str, ...]
    matched: Matched
    match: str
    score: float
    features: Mapping[str, float]


class FoundQuestion(BaseModel):
    """A question whose title has the words that were looked for."""

    name: str
    title: str
    address: str


class Findings(BaseModel):
    """What ``q`` finds: how many things there are in all, and those asked for, the best first."""

    q: str
    total: int
    limit: int
    offset: int
    things: tuple[FoundThing, ...]
    questions: tuple[FoundQuestion, ...]


def search(
    served: Served, q: str, types: Collection[str], language: str, limit: int, offset: int
) -> Findings:
    """Return what ``q`` finds in a snapshot. Raises NoIndex, and BadUsage for an unknown type."""
    index = served.asked.index
    hits = index.search(
        q, types=classes(index, types), language=language, limit=limit, offset=offset
    )
    kinds = kind_names(served, language)
    return Findings(
        q=q,
        total=hits.total,
        limit=limit,
        offset=offset,
        things=tuple(_found(hit, index, kinds) for hit in hits.hits),
        questions=() if types else tuple(asked(q, language)),
    )


def classes(index: Index, names: Collection[str]) -> frozenset[str]:
    """Return the IRIs of types that are named by IRI, CURIE or last part, in any case: skill.

    Raises BadUsage for the name of no class that anything in the index has; a scheme is named by
    its IRI or CURIE.
    """
    by_name: dict[str, set[str]] = {}
    for iri in index.classes:
        by_name.setdefault(_last_part(iri).casefold(), set()).add(iri)
    found: set[str] = set()
    for name in names:
        if ":" in name:
            found.add(_expanded(name))
        elif name.casefold() in by_name:
            found |= by_name[name.casefold()]
        else:
            listed = ", ".join(sorted({_last_part(iri) for iri in index.classes}))
            raise BadUsage(f"type={name!r} is unknown; there are {listed}, IRIs and CURIEs.")
    return frozenset(found)


def kind_names(served: Served, language: str) -> Mapping[str, str]:
    """Return what each class is called in ``language``; looked up once for a snapshot."""

    def named() -> Mapping[str, str]:
        """Look the names up."""
        labels = Labels(served.store, language)
        labels.fetch(served.asked.index.classes)
        return {iri: labels.name(iri).text for iri in served.asked.index.classes}

    return served.asked.memory.once(("kinds", language), named)


def asked(text: str, language: str) -> Iterable[FoundQuestion]:
    """Yield the questions whose title in some language has all words of ``text``.

    The last word may be the beginning of one.
    """
    *words, last = fold(text).split() or [""]
    for question in questions().values():
        titles = question.documentation.title
        for title in map(fold, titles.values()):
            there = title.split()
            if last and set(words) <= set(there) and any(w.startswith(last) for w in there):
                address = f"/questions/{question.name}"
                yield FoundQuestion(name=question.name, title=titles[language], address=address)
                break


def _found(hit: Hit, index: Index, kinds: Mapping[str, str]) -> FoundThing:
    telling = min(hit.types, key=lambda iri: (index.classes.get(iri, 0), iri), default="")
    return FoundThing(
        iri=hit.iri,
        address=local_address(hit.iri) or "",
        label=hit.label,
        language=hit.language,
        code=hit.code,
        kind=kinds.get(telling, ""),
        types=hit.types,
        matched=Matched(text=hit.matched.text, language=hit.matched.language),
        match=hit.match.title,
        score=hit.score,
        features=hit.features,
    )


def _expanded(name: str) -> str:
    try:
        return expand(name).value
    except ValueError as error:
        raise BadUsage(f"type={name!r}: {error}.") from error


def _last_part(iri: str) -> str:
    """Return the last part of the IRI of a class: Occupation."""
    return compact(iri).rpartition(":")[2].rpartition("/")[2]
