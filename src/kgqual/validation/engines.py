"""Validation by one of two engines that give the same report.

pySHACL is the reference; the compiled engine is the fast one. ``auto`` takes the fast one unless
the shapes or the data hold what it does not judge exactly as the reference does.
"""

from __future__ import annotations

import pyoxigraph as ox

from kgqual.errors import BadUsage
from kgqual.validation import compiled
from kgqual.validation.compiled.partly import part_of
from kgqual.validation.data import Data
from kgqual.validation.guard import refuse
from kgqual.validation.messages import with_languages
from kgqual.validation.partly import Changes
from kgqual.validation.report import Report
from kgqual.validation.shapes import ShapesGraph, shipped_shapes

ENGINES = ("auto", "compiled", "pyshacl")


def validate(data: Data, shapes: ShapesGraph, engine: str = "auto") -> Report:
    """Return the report on ``data`` under ``shapes``, by one of ``ENGINES``.

    Raises UnreadableInput for shapes that are wrong or refused, BadUsage for an engine that is
    unknown or cannot judge these shapes or data, EngineError when the engine fails.
    """
    if engine not in ENGINES:
        raise BadUsage(f"{engine} is no engine. Choose one of {', '.join(ENGINES)}.")
    refuse(shapes)
    reason = "" if engine == "pyshacl" else _needs_reference(data, shapes)
    if engine == "compiled" and reason:
        raise BadUsage(f"The compiled engine cannot judge this: {reason} Take pyshacl or auto.")
    if engine == "pyshacl" or reason:
        return _by_reference(data, shapes, reason)
    results = compiled.validate(data.store, shapes)
    return Report.of(with_languages(results, shapes), "compiled")


def revalidate(store: ox.Store, shapes: ShapesGraph, changes: Changes, before: Report) -> Report:
    """Return the report on a store's default graph, where ``before`` was that before changes.

    Where the compiled engine made the earlier one, only what may have changed is judged anew.
    Raises as ``validate`` does.
    """
    compared = before.engine == "compiled"
    part = part_of(store, shapes, changes, compiled.FEW) if compared else None
    if part is None:
        return validate(Data.stored(store), shapes)
    # A shape may find something wrong with what its focus names: that has been found before.
    found = {result.key for result in part.results}
    kept = (one for one in before.results if not part.holds(one) and one.key not in found)
    return Report.of([*kept, *with_languages(part.results, shapes)], "compiled")


def _by_reference(data: Data, shapes: ShapesGraph, reason: str) -> Report:
    # Takes long to load, and most validations do without.
    from kgqual.validation import reference

    results = reference.validate(data, shapes)
    return Report.of(with_languages(results, shapes), "pyshacl", reason)


def _needs_reference(data: Data, shapes: ShapesGraph) -> str:
    """Return why only the reference engine can judge this, in one sentence; else ''."""
    if data.altered:
        literal, subject = data.altered[0].object, data.altered[0].subject
        return (
            f"{len(data.altered):,} triples have literals in a form that the fast engine does not "
            f"keep, such as {literal} of {subject}."
        )
    if shapes is shipped_shapes():  # a test holds them to be supported; asking costs half a second
        return ""
    return compiled.unsupported(shapes)
