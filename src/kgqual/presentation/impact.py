"""What a release does to mappings as lines of text in one language."""

from __future__ import annotations

from collections.abc import Iterator

from kgqual.mapping.impact import Affected, Impact, Repair
from kgqual.namespaces import compact
from kgqual.presentation.cells import name
from kgqual.presentation.chains import confidence
from kgqual.presentation.wording import in_language, say

_LISTED = frozenset({"broken", "doubtful"})
"""What a text lists; the others are counted, and listed in the data."""


def impact_text(found: Impact, language: str) -> str:
    """Return the impact as text: the counts of each set, then the mappings to look at."""
    listed = (one for one in found.affected if one.severity in _LISTED)
    blocks = [_heading(found, language), *(_affected(one, language) for one in listed)]
    return "\n\n".join("\n".join(block) for block in blocks)


def _heading(found: Impact, language: str) -> Iterator[str]:
    ends = {"old": name(found.older, language), "new": name(found.newer, language)}
    yield say(language, "impact.title", **ends)
    yield f"  {say(language, 'answer.day', day=found.as_of, snapshot=found.snapshot)}"
    counts = {str(key): number for key, number in found.counts.items()}
    yield f"  {say(language, 'impact.counts', mappings=found.mappings, **counts)}"
    for one in found.sets:
        counts = {str(key): number for key, number in one.affected.items()}
        title = one.title or compact(one.mapping_set)
        text = say(language, "impact.counts", mappings=one.mappings, **counts)
        yield f"  - {title}: {text}"


def _affected(one: Affected, language: str) -> Iterator[str]:
    predicate = compact(one.predicate)
    ends = f"{name(one.subject, language)} → {predicate} → {name(one.object, language)}"
    yield f"{say(language, f'impact.{one.severity}')}: {ends}"
    yield f"  {one.row or compact(one.mapping)} ({compact(one.mapping_set)})"
    for end in one.ends:
        for statement in end.statements:
            yield f"  {in_language(statement, language)}"
    for repair in one.repairs:
        yield from _repair(repair, language)


def _repair(repair: Repair, language: str) -> Iterator[str]:
    predicate = compact(repair.predicate)
    ends = f"{name(repair.subject, language)} → {predicate} → {name(repair.object, language)}"
    sure = "" if repair.confidence is None else f" · {confidence(repair.confidence, language)}"
    yield f"  - {say(language, f'impact.way.{repair.way}')}: {ends}{sure}"
    yield f"    {in_language(repair.reason, language)}"
