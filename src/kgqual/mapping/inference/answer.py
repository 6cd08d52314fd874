"""What is inferred, what is not, and why."""

from __future__ import annotations

from pydantic import ConfigDict, Field

from kgqual.answering import Named, Step, Text
from kgqual.answering.envelope import Frozen
from kgqual.answering.level_chains import Scope
from kgqual.model import Strength


class InferredMapping(Frozen):
    """A mapping that follows from a chain of statements.

    ``strength`` is that of the weakest, ``confidence`` the product of those stated, None where
    nobody states one. ``scope`` says for what it holds, where not for everything. ``derived_from``
    are the mappings in the chain. ``to_confirm`` is what a lead needs: its unverified statements.
    """

    subject: Named
    predicate: str
    object: Named
    mapping_justification: str
    strength: Strength
    confidence: float | None = None
    scope: Scope | None = None
    statement: Text
    derived_from: tuple[str, ...]
    chain: tuple[Step, ...]
    to_confirm: tuple[Text, ...] = ()


class RefusedChain(Frozen):
    """A chain from which no mapping follows. ``predicate`` is what would, were it not refused."""

    subject: Named
    predicate: str | None = None
    object: Named
    chain: tuple[Step, ...]


class Refusal(Frozen):
    """A rule by which ``count`` pairs of things were refused, with the first of them."""

    rule: str
    reason: Text
    source: str
    count: int
    chains: tuple[RefusedChain, ...]


class Inference(Frozen):
    """The mappings that follow, the leads, and what was refused.

    ``total`` and ``leads_total`` count all mappings and leads, of which those asked for are listed;
    ``stated`` counts the pairs that need no inference, because the graph states the mapping.
    ``reason`` says why there is no mapping.
    """

    model_config = ConfigDict(frozen=True, validate_by_name=True, serialize_by_alias=True)

    from_: Named | None = Field(None, alias="from")
    to: Named | None = None
    subject: Named | None = None
    as_of: str
    snapshot: str
    mappings: tuple[InferredMapping, ...]
    total: int
    leads: tuple[InferredMapping, ...]
    leads_total: int
    stated: int
    refused: tuple[Refusal, ...]
    abstained: bool
    reason: Text | None = None
