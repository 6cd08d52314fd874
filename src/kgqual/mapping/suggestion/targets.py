"""Where terms are looked for: a set of the snapshot, or texts that are given as a set."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from kgqual.answering import Graph, Named
from kgqual.mapping.suggestion.answer import Searched
from kgqual.mapping.suggestion.sets import Sets, TermSet
from kgqual.mapping.suggestion.texts import AskedText, Wording
from kgqual.matching import Label, Matching, Term, Told

GIVEN = "texts given with the request"


@dataclass(frozen=True)
class Target:
    """A set of terms to look in: what it is, how it is matched, what its terms are called."""

    searched: Searched
    matching: Matching
    named: Callable[[Iterable[str]], Mapping[str, Named]]

    @cached_property
    def languages(self) -> Sequence[str]:
        """The languages of its preferred labels, that of most of them first."""
        labels = (label for term in self.matching.terms for label in term.labels)
        counted = Counter(label.language for label in labels if label.preferred)
        return sorted(counted, key=lambda language: (-counted[language], language))


def target_set(graph: Graph, name: str, reading: Told | None = None) -> Target:
    """Return the set that a name means. Raises BadUsage as ``Sets.named``, NoSets without an index.

    The matching is made when a set is first asked for, and kept with the open snapshot. Where a
    language model is installed that has not read the labels of the set yet, it does so if the
    caller can wait for it: ``reading`` is told how far it is. Then OSError is raised too.
    """
    found = Sets(graph).named(name)
    sets = graph.snapshot.sets
    if reading:
        sets.make_ready(found.iri, reading)
    matching = sets.matching(found.iri)
    searched = Searched(**dict(found), terms=len(matching.terms))
    return Target(searched, matching, graph.named)


def target_texts(texts: Sequence[AskedText]) -> Target:
    """Return texts as a set; each of them is a term."""
    terms = [_term(text) for text in texts]
    names = {text.iri: _named(text) for text in texts}
    searched = Searched(iri="", label={"en": GIVEN}, releases=(), terms=len(terms))
    return Target(searched, Matching.over(terms), lambda iris: {iri: names[iri] for iri in iris})


def source_texts(
    graph: Graph, name: str, languages: Sequence[str], target: Target
) -> tuple[TermSet, list[AskedText], int]:
    """Return a set of the snapshot, the texts of its terms, and how many terms have none.

    A term is asked in the ``languages`` in which it has a preferred label; without any, in the
    one of them that is most usual in the target. Raises as ``target_set``.
    """
    found = Sets(graph).named(name)
    asked, left_out = [], 0
    for term in graph.snapshot.sets.terms(found.iri):
        wordings = _wordings(term)
        chosen = [wordings[tag] for tag in languages if tag in wordings]
        if not languages:
            usual = (*target.languages, *sorted(wordings))
            chosen = [wordings[next(tag for tag in usual if tag in wordings)]]
        if chosen:
            asked.append(AskedText(iri=term.iri, id=term.iri, wordings=tuple(chosen)))
        else:
            left_out += 1
    return found, asked, left_out


def _wordings(term: Term) -> Mapping[str, Wording]:
    """Return how a term is worded in each language: its preferred label, and what it is."""
    described = {language: text for text, language in reversed(term.descriptions)}
    labels = sorted(term.labels, key=lambda label: not label.preferred)
    return {
        label.language: Wording(
            title=label.text,
            description=described.get(label.language, ""),
            language=label.language,
        )
        for label in reversed(labels)
    }


def _term(text: AskedText) -> Term:
    return Term(
        text.iri,
        tuple(Label(one.title, one.language, True) for one in text.wordings),
        tuple((one.description, one.language) for one in text.wordings if one.description),
    )


def _named(text: AskedText) -> Named:
    return Named(iri=text.iri, label={one.language: one.title for one in text.wordings})
