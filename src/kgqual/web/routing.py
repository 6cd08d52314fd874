"""All addresses of the service, by the modules that answer them."""

from __future__ import annotations

from fastapi import FastAPI
from starlette.staticfiles import StaticFiles

from kgqual.web.pages import STATIC
from kgqual.web.routes import (
    catalog,
    console,
    docs,
    dumps,
    health,
    home,
    mapping_infer,
    mapping_suggest,
    mappings,
    metrics,
    queries,
    questions,
    recognition,
    recognition_batch,
    reconcile,
    review,
    review_decisions,
    search,
    sign_in,
    sparql,
    stored_query,
    things,
    translate,
    translate_acts,
    translate_batches,
    translate_files,
    translate_progress,
    translate_reference_files,
    translate_references,
    translate_repairs,
    translate_saving,
    translate_worklist,
    validation,
    validation_upload,
    void,
)

_DOCUMENTED = (
    home,
    search,
    queries,
    stored_query,
    console,
    questions,
    recognition,
    recognition_batch,
    review,
    review_decisions,
    translate_progress,
    translate_reference_files,
    translate_references,
    translate_repairs,
    translate_files,
    translate_worklist,
    translate,
    translate_saving,
    translate_batches,
    translate_acts,
    sign_in,
    reconcile,
    mapping_infer,
    mapping_suggest,
    mappings,
    things,
    catalog,
    dumps,
    void,
    validation,
    validation_upload,
    health,
    metrics,
    docs,
)
"""The modules, in the order in which they are documented; of two that match, the first answers."""


def add_routes(app: FastAPI) -> None:
    """Let the service answer all its addresses."""
    app.router.routes[:0] = sparql.router.routes  # included, they are found in twice the time
    for module in _DOCUMENTED:
        app.include_router(module.router)
    app.mount("/static", StaticFiles(directory=STATIC), name="static")
    app.mount("/swagger-ui", docs.SWAGGER_UI, name="swagger-ui")
