"""The things from which mappings are inferred, and those to which."""

from __future__ import annotations

from dataclasses import dataclass

from kgqual.answering import Graph, Named
from kgqual.errors import BadUsage
from kgqual.mapping.inference.asked import Asked
from kgqual.mapping.naming import Among, among, thing_named


@dataclass(frozen=True)
class Ends:
    """What is inferred from, and to: ``to`` is None for everything in other schemes."""

    from_: Among | None
    subject: Named | None
    to: Among | None
    starts: tuple[str, ...]

    @classmethod
    def of(cls, graph: Graph, asked: Asked) -> Ends:
        """Find what is asked. Raises BadUsage for a name of nothing, or of several things."""
        subject = thing_named(graph, asked.subject) if asked.subject else None
        from_ = among(graph, asked.from_) if asked.from_ else None
        to = among(graph, asked.to) if asked.to else None
        things = from_.things if from_ else {subject.iri} if subject else set()
        if not things:
            raise BadUsage(f"Nothing in the graph belongs to {asked.from_!r}.")
        starts = tuple(sorted(things - to.things if to else things))
        if not starts:
            raise BadUsage(
                "What mappings are inferred from belongs to the scheme that they are inferred to."
            )
        return cls(from_, subject, to, starts)

    def wanted(self, iri: str) -> bool:
        """Whether a thing may be an end."""
        return self.to is None or iri in self.to.things
