"""rdflib, made to take literals as they were written, and to do so in silence."""

from __future__ import annotations

import logging
import threading
import warnings
from collections.abc import Iterator
from contextlib import contextmanager

_ALONE = threading.RLock()


@contextmanager
def as_written() -> Iterator[None]:
    """Let rdflib keep lexical forms and not complain of them; restore its ways afterwards."""
    import rdflib  # slow to load, and most commands read no literal by its rules

    logger = logging.getLogger("rdflib")
    with _ALONE, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        before = rdflib.NORMALIZE_LITERALS, logger.level
        rdflib.NORMALIZE_LITERALS = False
        logger.setLevel(logging.CRITICAL)
        try:
            yield
        finally:
            rdflib.NORMALIZE_LITERALS = before[0]
            logger.setLevel(before[1])
