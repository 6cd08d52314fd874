"""What things are called: their names in all languages and their codes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial

from pyoxigraph import Literal, NamedNode

from kgqual.answering.envelope import Named
from kgqual.answering.query import Query
from kgqual.answering.remembering import Remembered
from kgqual.store.dataset import Dataset
from kgqual.store.interface import Store

_NAMES = Query.beside(__file__)
_BATCH = 500
_KEPT = 10_000
"""Things whose names are remembered: about 1 kB each."""


def names(store: Store, dataset: Dataset) -> Remembered[Named]:
    """Return what things are called in some graphs.

    What has no name is named by nothing but its IRI.
    """
    return Remembered(_KEPT, partial(_read, store, dataset))


def _read(store: Store, dataset: Dataset, wanted: Sequence[str]) -> Mapping[str, Named]:
    labels: dict[str, dict[str, str]] = {iri: {} for iri in wanted}
    codes: dict[str, str] = {}
    for start in range(0, len(wanted), _BATCH):
        text = _NAMES.filled({"thing": wanted[start : start + _BATCH]})
        for thing, name, code in store.query(text, dataset).rows():
            assert isinstance(thing, NamedNode)
            if isinstance(name, Literal):
                names, language = labels[thing.value], name.language or ""
                names[language] = min(names.get(language, name.value), name.value)
            if isinstance(code, Literal):
                codes[thing.value] = min(codes.get(thing.value, code.value), code.value)
    return {
        iri: Named(iri=iri, label=dict(sorted(labels[iri].items())), code=codes.get(iri, ""))
        for iri in wanted
    }
