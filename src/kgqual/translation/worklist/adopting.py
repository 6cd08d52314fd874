"""Taking over what stood of concepts that have another IRI in the newer release."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from kgqual.editorial.translations import Edit, Translation
from kgqual.translation.worklist.item import Item, Outcome
from kgqual.translation.worklist.worklist import Worklist


def adoptions(worklist: Worklist, standing: Mapping[str, Translation], batch: str) -> list[Edit]:
    """Return what is to be saved as drafts to take over all that is offered: an edit for a concept.

    ``standing`` is what stands in the language of the worklist, ``batch`` begins the keys. Each
    text stays the translation of the source that it was made from, so that it is stale where the
    newer release says something else.
    """
    offered: dict[str, list[Item]] = defaultdict(list)
    for item in worklist.items:
        if item.outcome is Outcome.OFFERED:
            offered[item.concept.iri].append(item)
    return [
        _edit(worklist, standing.get(iri), f"{batch}-{number}", items)
        for number, (iri, items) in enumerate(offered.items())
    ]


def _edit(worklist: Worklist, stands: Translation | None, key: str, items: list[Item]) -> Edit:
    offers = {item.field: item.offer for item in items if item.offer}
    from_ = " ".join(dict.fromkeys(f"<{offer.predecessor.iri}>" for offer in offers.values()))
    return Edit(
        key=key,
        language=worklist.language,
        concept=items[0].concept.iri,
        version=stands.version if stands else 0,
        texts={field: offer.entry.texts for field, offer in offers.items()},
        hashes={field: offer.entry.source_hash for field, offer in offers.items()},
        comment=f"taken over from {from_} of ESCO v{worklist.old}",
    )
