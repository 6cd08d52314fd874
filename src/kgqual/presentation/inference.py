"""What is inferred as lines of text in one language, each mapping with its chain."""

from __future__ import annotations

from collections.abc import Iterator

from kgqual.mapping.inference import Inference, InferredMapping, Refusal
from kgqual.namespaces import compact
from kgqual.presentation.cells import name
from kgqual.presentation.chains import chain_lines, confidence
from kgqual.presentation.fields import chosen
from kgqual.presentation.wording import in_language, say

_FEW = 3
"""Refused chains that a text shows of each rule; the data have more."""


def inference_text(found: Inference, language: str) -> str:
    """Return an inference as text: mappings, leads, and what was refused, by which rule."""
    blocks = (_heading(found, language), _mappings(found, language), _refused(found, language))
    return "\n\n".join(text for block in blocks if (text := "\n".join(block)))


def _heading(found: Inference, language: str) -> Iterator[str]:
    start = found.subject or found.from_
    assert start, "mappings are inferred from something"
    end = name(found.to, language) if found.to else say(language, "inference.any")
    yield say(language, "inference.from", start=name(start, language), end=end)
    yield f"  {say(language, 'answer.day', day=found.as_of, snapshot=found.snapshot)}"
    counts = {"mappings": found.total, "leads": found.leads_total}
    yield f"  {say(language, 'inference.counts', **counts, stated=found.stated)}"
    if (len(found.mappings), len(found.leads)) != (found.total, found.leads_total):
        shown = {"mappings": len(found.mappings), "leads": len(found.leads)}
        yield f"  {say(language, 'inference.part', **shown)}"
    if found.reason:
        yield say(language, "answer.none", reason=in_language(found.reason, language))


def _mappings(found: Inference, language: str) -> Iterator[str]:
    for mapping in found.mappings:
        yield from _mapping(mapping, language)
    if found.leads:
        yield say(language, "inference.leads")
    for lead in found.leads:
        yield from _mapping(lead, language)
        for statement in lead.to_confirm:
            yield f"  {say(language, 'answer.confirm', statement=in_language(statement, language))}"


def _mapping(mapping: InferredMapping, language: str) -> Iterator[str]:
    yield f"- {in_language(mapping.statement, language)}"
    basis = [
        compact(mapping.predicate),
        compact(mapping.mapping_justification),
        say(language, f"strength.{mapping.strength}"),
    ]
    if mapping.confidence is not None:
        basis.append(confidence(mapping.confidence, language))
    if mapping.scope:
        basis.append(chosen("scope", mapping.scope, language))
    yield f"  {' · '.join(basis)}"
    yield from chain_lines(mapping.chain, language)


def _refused(found: Inference, language: str) -> Iterator[str]:
    if found.refused:
        yield say(language, "inference.refused")
    for refusal in found.refused:
        yield from _refusal(refusal, language)


def _refusal(refusal: Refusal, language: str) -> Iterator[str]:
    reason = in_language(refusal.reason, language)
    said = {"rule": refusal.rule, "count": refusal.count, "reason": reason}
    yield f"- {say(language, 'inference.rule', **said)}"
    for one in refusal.chains[:_FEW]:
        ends = {"start": name(one.subject, language), "end": name(one.object, language)}
        yield f"  {say(language, 'inference.instance', **ends)}"
        yield from chain_lines(one.chain, language)
