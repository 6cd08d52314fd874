"""The worklist as CSV and JSON."""

from __future__ import annotations

import io
import json
from collections.abc import Sequence

from kgqual.editorial.translations import Entry
from kgqual.harmless import harmless, write_table
from kgqual.translation.differences import Change
from kgqual.translation.worklist.item import Item, Offer
from kgqual.translation.worklist.worklist import Worklist

COLUMNS = (
    *("outcome", "concept", "code", "kind", "english", "field", "before", "after", "difference"),
    *("translation", "state", "offered", "from", "confidence", "successors"),
)
_MARKS = {Change.SAME: "{}", Change.DELETED: "[-{}-]", Change.INSERTED: "{{+{}+}}"}
"""How a difference is written in plain text, as ``git diff --word-diff`` writes it."""


def difference(item: Item) -> str:
    """Return how the source has changed, as plain text: ``make [-bread-]{+rolls+}``."""
    if not item.before or not item.after:
        return ""
    return "".join(_MARKS[piece.change].format(piece.text) for piece in item.pieces)


def as_json(worklist: Worklist, items: Sequence[Item]) -> str:
    """Return some items of a worklist for programs, with the counts of all."""
    document = {
        "language": worklist.language,
        "from": worklist.old,
        "to": worklist.new,
        "fields": worklist.counts,
        "concepts": worklist.concepts,
        "items": [_document(item) for item in items],
    }
    return harmless(json.dumps(document, ensure_ascii=False, indent=1)) + "\n"


def as_csv(items: Sequence[Item]) -> str:
    """Return items as a table."""
    file = io.StringIO()
    write_table(file, COLUMNS, map(_cells, items))
    return file.getvalue()


def _cells(item: Item) -> tuple[str, ...]:
    """Return the cells of an item, as COLUMNS names them; terms of a list are parted by lines."""
    offer = item.offer
    return (
        item.outcome,
        item.concept.iri,
        item.concept.code,
        item.concept.kind,
        item.concept.term,
        item.field,
        "\n".join(item.before),
        "\n".join(item.after),
        difference(item),
        "\n".join(item.entry.texts) if item.entry else "",
        item.entry.state if item.entry else "",
        "\n".join(offer.entry.texts) if offer else "",
        offer.predecessor.iri if offer else "",
        f"{offer.confidence:.2f}" if offer else "",
        " ".join(item.successors),
    )


def _document(item: Item) -> dict[str, object]:
    return {
        "outcome": item.outcome,
        "concept": item.concept.iri,
        "code": item.concept.code,
        "kind": item.concept.kind,
        "english": item.concept.term,
        "field": item.field,
        "before": list(item.before),
        "after": list(item.after),
        "difference": [piece.model_dump(mode="json") for piece in item.pieces]
        if item.before and item.after
        else [],
        "translation": _entry(item.entry) if item.entry else None,
        "offer": _offer(item.offer) if item.offer else None,
        "successors": list(item.successors),
    }


def _entry(entry: Entry) -> dict[str, object]:
    return {
        "texts": list(entry.texts),
        "state": entry.state,
        "writtenBy": entry.written.person,
        "written": entry.written.at.isoformat(),
    }


def _offer(offer: Offer) -> dict[str, object]:
    return {
        "predecessor": offer.predecessor.iri,
        "english": offer.predecessor.term,
        "confidence": offer.confidence,
        "official": offer.official,
        "translation": _entry(offer.entry),
    }
