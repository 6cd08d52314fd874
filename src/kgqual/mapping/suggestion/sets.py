"""What a set is: the terms of a scheme or of a class, by whatever name people give it.

A set is named by an IRI, a CURIE, the code or name of a scheme, the name of a class, or a name of
``sets.toml``. Case, spaces and punctuation do not matter. A version of its source may follow
(``ESCO skills v1.1.1``); it has to be the one that is current, since no other is searched.
"""

from __future__ import annotations

import re
import tomllib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from kgqual.answering import Graph, Named, Of, Query, Text
from kgqual.answering.bases import graph_source
from kgqual.answering.envelope import Frozen
from kgqual.answering.resolving import Resolver
from kgqual.answering.scheme_names import SchemeNames, folded
from kgqual.errors import BadUsage
from kgqual.namespaces import SKOS, expand

_MEMBERS = Query.beside(__file__, "members")
_CLASSES = Query.beside(__file__, "classes")
_VERSION = re.compile(r"[\s@(]*(?:\bversion|\bv)?[.\s]*(?P<number>\d+(?:\.\d+)+)\)?")
"""A version of a release in the name of a set: v1.1.1. A year alone is part of the name."""


class UnknownSet(BadUsage):
    """A text names no set, or several; the message lists those there are."""


class NotLoaded(BadUsage):
    """A set is known, but nothing in this snapshot belongs to it; the message says what to add."""


class Release(Frozen):
    """A graph that terms of a set come from: how many, and what it is a release of."""

    graph: str
    kind: str
    version: str
    title: str
    issued: str | None = None
    terms: int


class TermSet(Named):
    """A set that is searched; ``releases`` are the graphs that its terms come from."""

    releases: tuple[Release, ...]

    @property
    def version(self) -> str:
        """The version of its releases: those of several have a ``+`` between them."""
        return "+".join(dict.fromkeys(release.version for release in self.releases))


@dataclass(frozen=True)
class _Entry:
    """A set of ``sets.toml``; see there."""

    iri: str
    names: Text
    also: tuple[str, ...]
    kind: str = ""
    versions: bool = False

    @property
    def called(self) -> Iterator[str]:
        """All its names, as they are compared."""
        return map(_key, (*self.names.values(), *self.also))


class Sets:
    """The sets of a graph, found by name."""

    def __init__(self, graph: Graph) -> None:
        self._graph = graph

    def named(self, text: str) -> TermSet:
        """Return the set that a text names.

        Raises UnknownSet for what names none or several, NotLoaded for a set without a term, and
        BadUsage for one of another version than the current one.
        """
        wanted = " ".join(text.split())
        if found := self._found(wanted):
            return self._one(wanted, found)
        if stated := _VERSION.search(wanted):
            unversioned = wanted[: stated.start()] + wanted[stated.end() :]
            if found := self._found(unversioned):
                return _of_version(self._one(unversioned, found), stated["number"])
        raise UnknownSet(f"{text!r} names no set. {self._there_are()}")

    def _found(self, text: str) -> list[str]:
        """Return the IRIs of what the first way finds that finds anything."""
        ways = (_by_iri, self._by_given_name, self._by_scheme, self._by_class)
        return next((found for way in ways if (found := way(text))), [])

    def _one(self, text: str, iris: Iterable[str]) -> TermSet:
        found = sorted(set(iris))
        loaded = [one for iri in found if (one := self._of(iri)).releases]
        if len(loaded) == 1:
            return loaded[0]
        if loaded:
            called = ", ".join(f"{_said(one)} ({one.iri})" for one in loaded)
            raise UnknownSet(f"{text!r} names several sets: {called}. Name one of them.")
        raise NotLoaded(_why_empty(text, found))

    def _of(self, iri: str) -> TermSet:
        """Return the set of a scheme or class, without a release when nothing belongs to it."""

        def read() -> TermSet:
            """Look the set up."""
            known = next((entry for entry in _entries() if entry.iri == iri), None)
            named = self._graph.named([iri])[iri]
            label = known.names if known else named.label
            return TermSet(
                iri=iri, label=label, code=named.code, releases=tuple(self._releases(iri))
            )

        return self._graph.once((Sets, iri), read)

    def _releases(self, iri: str) -> Iterator[Release]:
        for row in self._graph.rows(_MEMBERS, set=iri):
            if entry := self._graph.entries.get(row["graph"]):
                yield Release(
                    graph=entry.iri,
                    kind=entry.kind,
                    version=entry.version,
                    title=graph_source(entry).title,
                    issued=entry.issued or None,
                    terms=int(row["terms"]),
                )

    def _by_given_name(self, text: str) -> list[str]:
        found = [entry for entry in _entries() if _key(text) in entry.called]
        return [iri for entry in found for iri in self._editions(entry)]

    def _editions(self, entry: _Entry) -> list[str]:
        """Return the scheme of each version of a set that has versions, else the set."""
        schemes = SchemeNames(self._graph).iris if entry.versions else ()
        return [iri for iri in schemes if iri.startswith(entry.iri)] or [entry.iri]

    def _by_scheme(self, text: str) -> list[str]:
        found = Resolver(self._graph).resolve(text, Of(SKOS.ConceptScheme))
        return [scheme.iri for scheme in found.things]

    def _by_class(self, text: str) -> list[str]:
        return list(self._graph.once((Sets, "classes"), self._classes).get(_key(text), ()))

    def _classes(self) -> Mapping[str, frozenset[str]]:
        """Return what classes are called, by label and by the last part of the IRI → the IRIs."""
        found: dict[str, set[str]] = defaultdict(set)
        for row in self._graph.rows(_CLASSES):
            iri = row["class"]
            for name in (row["name"], re.split("[/#]", iri)[-1]):
                found[_key(name)].add(iri)
        return {name: frozenset(iris) for name, iris in found.items()}

    def _there_are(self) -> str:
        loaded = (_said(one) for entry in _entries() if (one := self._of(entry.iri)).releases)
        return (
            f"A set is the IRI, the CURIE or the name of a scheme or class. There are, for "
            f"instance: {', '.join(loaded)}."
        )


def _by_iri(text: str) -> list[str]:
    if ":" not in text or " " in text:
        return []
    try:
        return [expand(text).value]
    except ValueError:  # a name with a colon in it
        return []


def _of_version(found: TermSet, wanted: str) -> TermSet:
    versions = {release.version for release in found.releases}
    if wanted not in versions:
        raise BadUsage(
            f"{_said(found)} of version {wanted} are not searched: the current version is "
            f"{', '.join(sorted(versions))}. Another one is made current with `kgqual add … "
            "--current` and `kgqual build`."
        )
    return found


def _why_empty(text: str, iris: Iterable[str]) -> str:
    known = next((entry for entry in _entries() if entry.iri in iris), None)
    if known and known.kind:
        return (
            f"{known.names['en']}: nothing of this set is in the snapshot. Add its source with "
            f"`kgqual add {known.kind} …`, then run `kgqual build`."
        )
    return f"{text!r} is neither a scheme nor a class that anything in the snapshot belongs to."


def _said(found: TermSet) -> str:
    return found.label.get("en") or next(iter(found.label.values()), "") or found.iri


def _key(name: str) -> str:
    """Return what counts of a name: its letters and digits, without a plural s at the end."""
    return folded(name).removesuffix("s")


@cache
def _entries() -> tuple[_Entry, ...]:
    text = Path(__file__).with_name("sets.toml").read_text(encoding="utf-8")
    return tuple(
        _Entry(
            iri=expand(row["iri"]).value,
            names={language: row[language] for language in ("en", "kk", "ru")},
            also=tuple(row["also"]),
            kind=row.get("kind", ""),
            versions=row.get("versions", False),
        )
        for row in tomllib.loads(text)["sets"]
    )
