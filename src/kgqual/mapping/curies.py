"""CURIEs for whatever a mapping set names: by the prefix list, else by prefixes of its own."""

from __future__ import annotations

import re

from kgqual.namespaces import compact, prefixes

_NAMESPACE = re.compile(r"(.*[/#:=])([^/#:=]*)")


class Curies:
    """CURIEs, and the prefixes that were needed for them; those that we do not have are made."""

    def __init__(self) -> None:
        self.used: dict[str, str] = {}

    def curie(self, iri: str) -> str:
        """Return the CURIE of an IRI."""
        curie = compact(iri)
        if curie != iri:
            prefix = curie.partition(":")[0]
            self.used[prefix] = prefixes()[prefix]
            return curie
        parted = _NAMESPACE.fullmatch(iri)
        assert parted, f"{iri!r} is an IRI: it has a colon"
        base, local = parted.groups()
        known = {namespace: prefix for prefix, namespace in self.used.items()}
        prefix = known.get(base) or f"ns{sum(p.startswith('ns') for p in self.used) + 1}"
        self.used[prefix] = base
        return f"{prefix}:{local}"
