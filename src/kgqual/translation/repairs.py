"""What checks know how to put right for sure, made of many texts at once.

A repair is a draft like any other: whoever makes it wrote it, and it is approved by nobody.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby

from kgqual.editorial.translations import Edit, Field, Translation
from kgqual.translation.checking import Checking, Judged
from kgqual.translation.checks import Finding
from kgqual.translation.standing import stale_fields

Texts = Mapping[Field, tuple[str, ...]]


@dataclass(frozen=True)
class Repair:
    """What is put right in what stands of one concept, and the checks by which, in their order.

    ``texts`` are the fields that change, as they should be. ``offered`` says that all of them are
    offered for review and nothing else blocks them, so that they stay so.
    """

    standing: Translation
    texts: Texts
    checks: tuple[str, ...]
    offered: bool

    def edit(self, key: str) -> Edit:
        """Return the request to save it; texts stay translations of what they were made from."""
        entries = self.standing.entries
        return Edit(
            key=key,
            language=self.standing.language,
            concept=self.standing.concept,
            version=self.standing.version,
            texts=self.texts,
            hashes={field: entries[field].source_hash for field in self.texts},
            submitted=self.offered,
            comment=f"repaired: {', '.join(self.checks)}",
        )


def repairs(
    checking: Checking, judged: Iterable[Judged], only: Collection[str] = ()
) -> Iterator[Repair]:
    """Yield what can be put right of what was found, a repair for a concept.

    ``judged`` are the findings in ``checking``, those of a concept one after the other; ``only``
    are the checks that are to repair, none for all. What somebody lets pass stays as it is.
    """
    for iri, of_concept in groupby(judged, lambda one: one.finding.concept):
        found = list(of_concept)
        if repairable(found, only):
            made = _repair(checking, iri, found, only)
            if made.texts:
                yield made


def repairable(judged: Iterable[Judged], only: Collection[str] = ()) -> bool:
    """Tell whether any of what was found can be put right for sure; see ``repairs``."""
    return any(_chosen(one, only) for one in judged)


def _chosen(one: Judged, only: Collection[str]) -> bool:
    finding = one.finding
    return finding.repaired is not None and not one.waived and (not only or finding.check in only)


def _repair(
    checking: Checking, iri: str, judged: Collection[Judged], only: Collection[str]
) -> Repair:
    standing = checking.translations[iri]
    before = standing.by_field
    stale = stale_fields(checking.units.concepts[iri], standing)
    passing = {(one.finding.field, one.finding.check) for one in judged if one.waived}
    after, checks = dict(before), dict[tuple[str, Field, int], None]()

    def next_one() -> Finding | None:
        """Return what is to be repaired now; each check repairs a text once."""
        for one in checking.alone(iri, after, stale):
            wanted = one.repaired is not None and (not only or one.check in only)
            known = (one.field, one.check) in passing or (one.check, one.field, one.index) in checks
            if wanted and not known:
                return one
        return None

    while finding := next_one():
        assert finding.repaired is not None
        texts = list(after[finding.field])
        texts[finding.index] = finding.repaired
        after[finding.field] = tuple(texts)
        checks[finding.check, finding.field, finding.index] = None
    changed = {
        field: tuple(dict.fromkeys(texts))
        for field, texts in after.items()
        if texts != before[field]
    }
    stuck = {one.finding.field for one in judged if one.blocks and not _chosen(one, only)}
    offered = all(standing.entries[field].submitted for field in changed)
    return Repair(
        standing=standing,
        texts=changed,
        checks=tuple(dict.fromkeys(name for name, _, _ in checks)),
        offered=offered and not stuck & changed.keys(),
    )
