"""The service manifest: what can be asked for, and where (section 3.1 of the report)."""

from __future__ import annotations

from typing import Any

from kgqual import __version__
from kgqual.namespaces import prefixes
from kgqual.reconciliation.column_settings import described
from kgqual.reconciliation.description import type_named
from kgqual.reconciliation.requests import BATCH
from kgqual.reconciliation.schema import types, words

VERSIONS = ("0.2",)
WIDTH, HEIGHT = 430, 300
"""Of a preview, in pixels."""


def manifest(base: str, endpoint: str, language: str) -> dict[str, Any]:
    """Return the manifest of the service at ``endpoint``, of which ``base`` is the home page.

    The ids of things are whole IRIs: those of ours begin with the identifier space, those of
    others' things (ESCO, ISCO, EQF levels …) are the official ones.
    """
    return {
        "versions": list(VERSIONS),
        "name": words("name", language),
        "identifierSpace": prefixes()["kqid"],
        "schemaSpace": prefixes()["kq"],
        "documentation": f"{base}/docs",
        "logo": f"{base}/static/icon.svg",
        "serviceVersion": __version__,
        "defaultTypes": [
            type_named(kind, language).model_dump(exclude_none=True) for kind in types().values()
        ],
        "view": {"url": f"{base}/resource?uri={{{{id}}}}"},
        "preview": {
            "url": f"{endpoint}/preview?id={{{{id}}}}",
            "width": WIDTH,
            "height": HEIGHT,
        },
        "suggest": {
            kind: {"service_url": endpoint, "service_path": f"/suggest/{kind}"}
            for kind in ("entity", "type", "property")
        },
        "extend": {
            "propose_properties": {"service_url": endpoint, "service_path": "/properties"},
            "property_settings": described(language),
        },
        "batchSize": BATCH,
    }
