"""The log: one line for each request and each event, JSON for programs or text for people.

Only ``kgqual serve`` opens it, because the levels and handlers of Python's ``logging``, through
which libraries and the rest of kgqual report, belong to the whole process.
"""

from __future__ import annotations

import json
import logging
import os
from collections.abc import Sequence
from typing import TextIO

import structlog
from structlog.stdlib import ExtraAdder, ProcessorFormatter
from structlog.typing import FilteringBoundLogger, Processor

from kgqual.errors import KgqualError
from kgqual.settings import LogFormat, LogLevel


def as_text(stream: TextIO, form: LogFormat) -> bool:
    """Whether lines are for people; ``auto``: when ``stream`` is a terminal."""
    return form == "text" or (form == "auto" and stream.isatty())


def open_journal(stream: TextIO, level: LogLevel, *, text: bool) -> FilteringBoundLogger:
    """Write all that is logged from now on to ``stream``; return the logger of requests."""
    lowest = logging.getLevelNamesMapping()[level.upper()]
    render = _text(stream) if text else _json()
    stamped: Sequence[Processor] = (
        structlog.processors.TimeStamper(fmt="iso", key="time"),
        structlog.processors.add_log_level,
    )
    handler = logging.StreamHandler(stream)
    handler.addFilter(_unless_told)
    handler.setFormatter(
        ProcessorFormatter(
            processors=[
                ProcessorFormatter.remove_processors_meta,
                *(() if text else (structlog.processors.format_exc_info,)),
                *render,
            ],
            foreign_pre_chain=[ExtraAdder(["id", "query", "cause"]), *stamped],
        )
    )
    logging.basicConfig(level=lowest, handlers=[handler], force=True)
    logging.getLogger("uvicorn").setLevel(max(lowest, logging.WARNING))  # we say it ourselves
    logging.captureWarnings(True)
    journal: FilteringBoundLogger = structlog.wrap_logger(
        structlog.WriteLogger(stream),
        processors=[*stamped, *render],
        wrapper_class=structlog.make_filtering_bound_logger(lowest),
    ).bind()
    return journal


_ENCODER = json.JSONEncoder(ensure_ascii=False)


def _encoded(line: object, **_: object) -> str:
    return _ENCODER.encode(line)  # json.dumps would make an encoder for each line


def _json() -> Sequence[Processor]:
    return (structlog.processors.JSONRenderer(_encoded),)


def _text(stream: TextIO) -> Sequence[Processor]:
    colours = stream.isatty() and "NO_COLOR" not in os.environ
    # Not the formatter of tracebacks that shows local variables: queries are among them.
    plain = structlog.dev.plain_traceback
    return (
        structlog.dev.ConsoleRenderer(
            colors=colours, exception_formatter=plain, timestamp_key="time", pad_event_to=10
        ),
    )


def _unless_told(record: logging.LogRecord) -> bool:
    """Leave out the traceback of an answer broken off on purpose: its own line tells of it."""
    error = record.exc_info[1] if record.exc_info else None
    return not isinstance(error.__cause__ or error if error else None, KgqualError)
