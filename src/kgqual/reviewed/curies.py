"""IRIs as CURIEs: with the prefixes of the one list, and others for what it does not have."""

from __future__ import annotations

import re

from kgqual.namespaces import compact, prefixes

_NAMESPACE = re.compile(r"(.*[/#=_:])[^/#=_:]+", re.DOTALL)


BUILT_IN = {"https://orcid.org/": "orcid", "https://w3id.org/linkml/": "linkml"}
"""Namespaces that SSSOM itself has a prefix for, and the list has not."""


class Curies:
    """Makes CURIEs and remembers the prefixes that they use.

    A namespace that ``ontology/prefixes.json`` does not have is called ``ns1``, ``ns2`` … in the
    order in which it is met.
    """

    def __init__(self) -> None:
        self._used: dict[str, str] = {}
        self._others = dict(BUILT_IN)

    @property
    def prefixes(self) -> dict[str, str]:
        """Prefix → namespace of the CURIEs that were made, by prefix."""
        return dict(sorted(self._used.items()))

    def of(self, iri: str) -> str:
        """Return the CURIE of an IRI."""
        known = compact(iri)
        prefix, _, name = known.partition(":")
        if known != iri and name:
            self._used[prefix] = prefixes()[prefix]
            return known
        found = _NAMESPACE.fullmatch(iri)
        namespace = found[1] if found else iri
        prefix = self._others.setdefault(namespace, f"ns{len(self._others) - len(BUILT_IN) + 1}")
        self._used[prefix] = namespace
        return f"{prefix}:{iri[len(namespace) :]}"
