"""Which concepts are wanted, as people say it: plain texts, alike on pages and command lines."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass

from kgqual.editorial.translations import State, Translation
from kgqual.errors import BadUsage
from kgqual.namespaces import ISCO
from kgqual.translation.checks import CHECKS
from kgqual.translation.standing import stale_fields
from kgqual.translation.units import Concept, Kind, Units
from kgqual.translation.units.schemes import COLLECTIONS, schemes_called, short_name

SUBMITTED = "submitted"
"""In place of a state: a draft that is offered for review."""
NOBODY = "-"
"""In place of an assignee: what nobody has been given."""
Wanted = Callable[[Concept, Translation | None], bool]
Found = Callable[[], Mapping[str, Collection[str]]]
"""Returns concept → the ids of the checks that found something in its translation."""


@dataclass(frozen=True)
class Filters:
    """Which concepts are wanted; an empty text or False asks for nothing, all others must hold.

    ``scheme`` and ``collection``: an IRI, ESCO's own name or how that begins (``digital``);
    ``isco``: the code of an ISCO-08 group, the occupations and groups in it; ``group``: the code
    or IRI of a skill group, itself and all below it; ``kind``: a ``Kind``; ``state``: a ``State``
    of the preferred term, or ``submitted``; ``assignee``: a name, or ``-`` for nobody; ``check``:
    the id of a check that finds something; ``text``: a part of a term in English or in the target
    language, a code or an IRI, whatever its case; ``stale``: a source has changed since.
    """

    scheme: str = ""
    isco: str = ""
    group: str = ""
    collection: str = ""
    kind: str = ""
    state: str = ""
    assignee: str = ""
    check: str = ""
    text: str = ""
    stale: bool = False

    def tests(self, units: Units, found: Found) -> Iterator[Wanted]:
        """Yield the tests that a concept and its translation must pass, the cheapest first.

        Raises BadUsage for what nothing is called.
        """
        if self.kind:
            kind = Kind(_one_of(self.kind, list(Kind), "kind of concept"))
            yield lambda concept, _: concept.kind is kind
        if self.scheme:
            yield _in_any(self.scheme, units.schemes)
        if self.collection:
            yield _in_any(self.collection, [one for one in units.schemes if one in COLLECTIONS])
        if self.isco:
            yield _in_isco(self.isco, units)
        if self.group:
            yield _in_group(self.group, units)
        if self.state:
            yield _in_state(_one_of(self.state, [*State, SUBMITTED], "state"))
        if self.assignee:
            wanted = None if self.assignee == NOBODY else self.assignee
            yield lambda _, done: (done.assignee if done else None) == wanted
        if self.stale:
            yield lambda concept, done: bool(stale_fields(concept, done))
        if self.text:
            yield _with_text(self.text, units.searched)
        if self.check:
            yield _with_check(_one_of(self.check, list(CHECKS), "check"), found)


def _one_of(name: str, known: Collection[str], what: str) -> str:
    if name not in known:
        raise BadUsage(f"{name!r} is no {what}: {', '.join(known)}.")
    return name


def _in_any(name: str, known: Collection[str]) -> Wanted:
    called = frozenset(schemes_called(name, known))
    if not called:
        names = ", ".join(short_name(iri) for iri in known)
        raise BadUsage(f"ESCO has no scheme or collection {name!r} here: {names}.")
    return lambda concept, _: not called.isdisjoint(concept.schemes)


def _in_isco(code: str, units: Units) -> Wanted:
    wanted = code.removeprefix(ISCO.iri).removeprefix("C")
    if not any(concept.isco_group.startswith(wanted) for concept in units.concepts.values()):
        raise BadUsage(f"Nothing of ESCO is in an ISCO-08 group {code!r}. A code has 1–4 digits.")
    return lambda concept, _: concept.isco_group.startswith(wanted)


def _in_group(code: str, units: Units) -> Wanted:
    groups = (one for one in units.concepts.values() if one.kind is Kind.SKILL_GROUP)
    wanted = {one.iri for one in groups if code in (one.iri, one.code)}
    if not wanted:
        raise BadUsage(f"ESCO has no skill group {code!r}. Its codes are such as S1.2 or 0613.")
    return lambda concept, _: concept.iri in wanted or not wanted.isdisjoint(concept.skill_groups)


def _in_state(state: str) -> Wanted:
    if state == SUBMITTED:
        return lambda _, done: bool(done and done.submitted)
    return lambda _, done: (done.state if done else State.UNTRANSLATED) == state


def _with_text(text: str, searched: Mapping[str, str]) -> Wanted:
    part = text.casefold()

    def holds(concept: Concept, done: Translation | None) -> bool:
        """Tell whether a term, the code or the IRI has the part in it."""
        if part in searched[concept.iri]:
            return True
        for field, entry in done.entries.items() if done else ():
            if field.is_term and part in "\n".join(entry.texts).casefold():
                return True
        return False

    return holds


def _with_check(check: str, found: Found) -> Wanted:
    concepts = {iri for iri, checks in found().items() if check in checks}
    return lambda concept, _: concept.iri in concepts
