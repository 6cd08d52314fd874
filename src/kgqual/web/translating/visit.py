"""One request to the translation team's pages: into which language, through what of the queue."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from functools import cached_property
from types import MappingProxyType
from typing import Annotated

from fastapi import Depends, Path, Query, Request
from starlette.exceptions import HTTPException

from kgqual.editorial import Translations
from kgqual.editorial.translations import Translation
from kgqual.errors import BadUsage
from kgqual.translation.checking import Checking, Found, Judged
from kgqual.translation.glossary import Glossaries, Glossary
from kgqual.translation.memory import Memories
from kgqual.translation.queue import Filters, Queue
from kgqual.translation.target import target_language
from kgqual.translation.units import Concept, Units
from kgqual.web.pages import LANGUAGE_NAMES
from kgqual.web.translating.addresses import LANGUAGE, concept_address, queue_address
from kgqual.web.visiting import Visit, visiting

NOTHING: Mapping[str, Translation] = MappingProxyType({})
FILTERS = tuple(one.name for one in fields(Filters))
"""Parameters of addresses that choose concepts of the queue."""


@dataclass(frozen=True)
class May:
    """What the reader may do with translations."""

    write: bool
    review: bool


@dataclass(frozen=True)
class TranslatingVisit(Visit):
    """A request to the translation team's pages; ``target`` is the language translated into."""

    target: str

    @property
    def translations(self) -> Translations:
        """The translations that are stored."""
        return self.editorial.translations

    @cached_property
    def all(self) -> Mapping[str, Translation]:
        """What stands of every concept that somebody has touched; asking makes no database."""
        return self.translations.all(self.target) if self.editorial.exists() else NOTHING

    @cached_property
    def units(self) -> Units:
        """What is to be translated. Raises NothingToTranslate."""
        return Units.of(self.graph)

    @property
    def checking(self) -> Checking:
        """The checks over what stands."""
        return Checking(self.units, self.target, self.all, self.glossary)

    @cached_property
    def glossary(self) -> Glossary:
        """The terms that translations should use."""
        glossaries = self.request.app.state.glossaries
        assert isinstance(glossaries, Glossaries)
        return glossaries.of(self.target)

    @property
    def memories(self) -> Memories:
        """What was translated before."""
        found = self.request.app.state.memories
        assert isinstance(found, Memories)
        return found

    @cached_property
    def may(self) -> May:
        """What the reader may do."""
        who = self.person
        return May(
            write=bool(who and who.translates), review=bool(who and who.reviews_translations)
        )

    @cached_property
    def chosen(self) -> Mapping[str, str]:
        """What is chosen of the queue, by the parameters of addresses."""
        given = self.request.query_params
        return {name: given[name].strip() for name in FILTERS if given.get(name, "").strip()}

    @cached_property
    def filters(self) -> Filters:
        """What is chosen of the queue. Raises BadUsage for a truth value that is none."""
        texts = dict(self.chosen)
        stale = texts.pop("stale", "")
        if stale not in ("", "1", "true", "0", "false"):
            raise BadUsage(f"stale={stale} is neither true nor false.")
        return Filters(**texts, stale=stale in ("1", "true"))

    @property
    def judged(self) -> Mapping[str, Sequence[Judged]]:
        """What the checks find in what stands, by concept."""
        return self._found.judged(self.checking)

    @cached_property
    def queue(self) -> Queue:
        """The concepts with what stands of them."""
        return Queue(self.units, self.all, lambda: self._found.by_concept(self.checking))

    @property
    def _found(self) -> Found:
        found = self.request.app.state.found
        assert isinstance(found, Found)
        return found

    @cached_property
    def way(self) -> Sequence[Concept]:
        """What is chosen of the queue, in its order."""
        return self.queue.concepts(self.filters)

    @property
    def target_name(self) -> str:
        """What the language that one translates into calls itself; of others than ours the tag."""
        return LANGUAGE_NAMES.get(self.target, self.target)

    @property
    def queue_address(self) -> str:
        """Where what is chosen of the queue is listed."""
        return queue_address(self.target, self.chosen)

    def address(self, iri: str) -> str:
        """Return where a concept is translated, on the way through what is chosen."""
        return concept_address(self.target, iri, self.chosen)

    def concept(self, iri: str) -> Concept | None:
        """Return a concept; None for one that the release has not, but somebody has translated.

        Raises HTTPException 404 for one that neither knows.
        """
        found = self.units.concepts.get(iri)
        if found is None and iri not in self.all:
            raise HTTPException(
                404, f"ESCO {self.units.release} has no concept <{iri}> with English texts."
            )
        return found

    def translation(self, iri: str) -> Translation:
        """Return what stands of a concept."""
        return self.all.get(iri) or Translation(self.target, iri)


def _from_path(
    visit: Annotated[Visit, Depends(visiting)],
    language: Annotated[str, Path(description="The language that is translated into: kk.")],
) -> TranslatingVisit:
    return _made(visit, language)


def _from_query(
    visit: Annotated[Visit, Depends(visiting)],
    request: Request,
    to: Annotated[str, Query(description="The language that is translated into.")] = LANGUAGE,
) -> TranslatingVisit:
    return _made(visit, to or LANGUAGE)


def _made(visit: Visit, language: str) -> TranslatingVisit:
    target = target_language(language)
    return TranslatingVisit(visit.request, visit.served, visit.editorial, visit.person, target)


Translating = Annotated[TranslatingVisit, Depends(_from_path)]
"""The request about a language that the path names."""
Queueing = Annotated[TranslatingVisit, Depends(_from_query)]
"""The request about a language that a parameter names."""
ConceptAsked = Annotated[str, Query(alias="uri", description="The IRI of the concept.")]
