"""What checks know how to put right for sure, made of many texts at once.

A repair is a draft like any other: whoever makes it wrote it, and it is approved by nobody.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from kgqual.editorial.translations import Edit, Field, Translation
from kgqual.editorial.translations.fields import Texts
from kgqual.translation.barrier import blocking
from kgqual.translation.checking import Checking, Judged
from kgqual.translation.checks import Finding
from kgqual.translation.standing import stale_fields


@dataclass(frozen=True)
class Repair:
    """What is put right in what stands of one concept, and the checks by which, in their order.

    ``texts`` are the fields that change, as they should be.
    """

    standing: Translation
    texts: Texts
    checks: tuple[str, ...]

    @property
    def after(self) -> Translation:
        """What stands when it is saved."""
        entries = self.standing.entries
        repaired = {f: replace(entries[f], texts=texts) for f, texts in self.texts.items()}
        return replace(self.standing, entries={**entries, **repaired})

    @property
    def offered(self) -> bool:
        """Whether all of what it changes is offered for review."""
        return all(self.standing.entries[field].submitted for field in self.texts)

    def edit(self, key: str, *, submitted: bool) -> Edit:
        """Return the request to save it; texts stay translations of what they were made from."""
        entries = self.standing.entries
        return Edit(
            key=key,
            language=self.standing.language,
            concept=self.standing.concept,
            version=self.standing.version,
            texts=self.texts,
            hashes={field: entries[field].source_hash for field in self.texts},
            submitted=submitted,
            comment=f"repaired: {', '.join(self.checks)}",
        )


def edits(checking: Checking, made: Sequence[Repair], batch: str) -> list[Edit]:
    """Return the requests to save repairs of what stands in ``checking``.

    What was offered for review stays so, unless something blocks it when all is repaired. ``batch``
    begins the keys.
    """
    offered = {one.standing.concept: one.texts.keys() for one in made if one.offered}
    after = {**checking.translations, **{one.standing.concept: one.after for one in made}}
    stuck = {one.concept for one in blocking(checking.units, checking.language, offered, after)}
    return [
        one.edit(f"{batch}.{number}", submitted=one.offered and one.standing.concept not in stuck)
        for number, one in enumerate(made)
    ]


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
    return Repair(standing, changed, tuple(dict.fromkeys(name for name, _, _ in checks)))
