"""Answering what is asked: what follows, the leads, and what was refused."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

from kgqual.answering import Graph, Named, Text
from kgqual.answering.sentences import LANGUAGES, filled, generic
from kgqual.mapping.inference.answer import Inference
from kgqual.mapping.inference.asked import Asked
from kgqual.mapping.inference.ends import Ends
from kgqual.mapping.inference.finding import Found, NotInferred, find
from kgqual.mapping.inference.judgement import Pair
from kgqual.mapping.inference.rules import explained
from kgqual.mapping.inference.telling import EXAMPLES, Telling
from kgqual.model import Strength

_OTHERS: Text = {"en": "other schemes", "kk": "басқа схемалар", "ru": "другие схемы"}


def infer(graph: Graph, asked: Asked) -> Inference:
    """Return the mappings that follow from what a graph states.

    Raises BadUsage for what is asked wrongly, and for a name of nothing or of several things.
    """
    wanted = asked.checked()
    ends = Ends.of(graph, wanted)
    found = find(graph, ends)
    solid, leads = _divided(found)
    refused = _by_rule(found.refused)
    window = slice(wanted.offset, None if wanted.limit is None else wanted.offset + wanted.limit)
    pairs = [*solid[window], *leads[window]]
    examples = [one for listed in refused.values() for one in listed[:EXAMPLES]]
    telling = Telling(graph, found.weights, pairs, examples)
    return Inference(
        **{"from": ends.from_.named if ends.from_ else None},
        to=ends.to.named if ends.to else None,
        subject=ends.subject,
        as_of=graph.day.isoformat(),
        snapshot=graph.snapshot.id,
        mappings=tuple(map(telling.mapping, solid[window])),
        total=len(solid),
        leads=tuple(map(telling.mapping, leads[window])),
        leads_total=len(leads),
        stated=found.stated,
        refused=tuple(telling.refusal(rule, listed) for rule, listed in refused.items()),
        abstained=not solid,
        reason=None if solid else _reason(ends, found),
    )


def _divided(found: Found) -> tuple[list[Pair], list[Pair]]:
    """Return the mappings on solid ground, and those that rest on something unverified."""
    solid: list[Pair] = []
    leads: list[Pair] = []
    for pair in found.pairs:
        weakest = found.weights.rank(pair.followed.steps)[0]
        (leads if weakest == Strength.UNVERIFIED.rank else solid).append(pair)
    return solid, leads


def _by_rule(refused: Sequence[NotInferred]) -> Mapping[str, list[NotInferred]]:
    """Return rule → what it refuses, in the order of the table."""
    found: dict[str, list[NotInferred]] = {rule: [] for rule in explained()}
    for one in refused:
        found[one.rule].append(one)
    return {rule: listed for rule, listed in found.items() if listed}


def _reason(ends: Ends, found: Found) -> Text:
    """Return why there is no mapping on solid ground."""
    if found.pairs:
        return generic("only-leads")
    key = "refused" if found.refused else "stated" if found.stated else "nothing"
    start = ends.subject or (ends.from_.named if ends.from_ else None)
    assert isinstance(start, Named), "one of the two was asked for"
    return filled(_reasons()[key], {"start": start, "end": ends.to.named if ends.to else _OTHERS})


@cache
def _reasons() -> Mapping[str, Text]:
    text = Path(__file__).with_name("reasons.toml").read_text(encoding="utf-8")
    read: dict[str, dict[str, str]] = tomllib.loads(text)
    return {key: {lang: forms[lang] for lang in LANGUAGES} for key, forms in read.items()}
