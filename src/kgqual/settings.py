"""Settings, read once at the entry points and passed on.

Each is an environment variable with the prefix ``KGQUAL_``, for instance
``KGQUAL_QUERY_TIMEOUT=120`` or ``KGQUAL_MAX_FILE_BYTES=100000000``.
"""

from __future__ import annotations

import re
from dataclasses import fields
from ipaddress import IPv4Network, IPv6Network
from typing import Annotated, Any, Literal
from urllib.parse import urlsplit

from pydantic import AfterValidator, BeforeValidator, Field, ValidationError, create_model
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from kgqual.errors import BadUsage
from kgqual.limits import QUERY_MEMORY, Limits

Network = IPv4Network | IPv6Network
LogFormat = Literal["auto", "json", "text"]
LogLevel = Literal["debug", "info", "warning", "error"]
LIMITS_PREFIX = "KGQUAL_MAX_"
"""``Limits.file_bytes`` is the variable ``KGQUAL_MAX_FILE_BYTES``."""


def _split(value: object) -> object:
    return value.split() if isinstance(value, str) else value


def _endpoint(text: str) -> str:
    parts = urlsplit(text)
    known = parts.scheme in ("http", "https") and parts.hostname and parts.port != 0
    if not known or parts.username or parts.fragment or _NOT_IN_AN_IRI.search(text):
        raise ValueError(f"{text!r} is not an address such as https://example.org/sparql")
    return text


_NOT_IN_AN_IRI = re.compile(r'[\x00-\x20<>"{}|^`\\]')
_Endpoint = Annotated[str, AfterValidator(_endpoint)]


class EditorialSettings(BaseSettings):
    """Where people's work is kept."""

    model_config = SettingsConfigDict(env_prefix="KGQUAL_")

    database: str = ""
    """The URL of the PostgreSQL or SQLite database; empty for a file in the data directory."""


class ServiceSettings(EditorialSettings):
    """Limits of the service, and what it writes into its log."""

    workers: Annotated[int, Field(ge=1)] = 2
    """Processes that run queries."""
    query_timeout: Annotated[float, Field(gt=0)] = 60.0
    """Seconds a query may run, at most."""
    query_memory: Annotated[int, Field(ge=1 << 30)] = QUERY_MEMORY
    """Bytes of address space that a query may take in its process beyond the opened store."""
    older_snapshots: Annotated[int, Field(ge=1)] = 2
    """Snapshots other than the current one that are open at the same time."""
    query_queue: Annotated[int, Field(ge=0)] = 64
    """Queries that may wait for a worker; more are asked to come back."""
    query_patience: Annotated[float, Field(gt=0)] = 10.0
    """Seconds a query may wait for a worker, at most."""
    result_bytes: Annotated[int, Field(ge=0)] = 0
    """Bytes of one answer, at most; 0 for no limit."""
    answer_memory: Annotated[int, Field(ge=0)] = 32 << 20
    """Bytes of small answers that are kept to be given again; 0 keeps none."""
    stored_queries: Annotated[int, Field(ge=0)] = 10_000
    """Queries that may be stored to be cited."""
    validation_bytes: Annotated[int, Field(ge=1)] = 10 << 20
    """Bytes of one request with files to validate, all files together."""
    validation_timeout: Annotated[int, Field(ge=1)] = 60
    """Seconds that validating uploaded files may take."""
    validation_memory: Annotated[int, Field(ge=1 << 30)] = 4 << 30
    """Bytes of address space of the process that validates uploaded files."""
    validations: Annotated[int, Field(ge=1)] = 1
    """Uploads that are validated at the same time; more are asked to come back."""
    batch_bytes: Annotated[int, Field(ge=1)] = 10 << 20
    """Bytes of one table whose rows are looked up for recognition."""
    batches: Annotated[int, Field(ge=1)] = 1
    """Tables and long lists of texts looked up at the same time; more are asked to come back."""
    translation_bytes: Annotated[int, Field(ge=1)] = 100 << 20
    """Bytes of one file that translators send: a memory, a glossary."""
    trusted_proxies: Annotated[tuple[Network, ...], NoDecode, BeforeValidator(_split)] = ()
    """Addresses or networks, with spaces between them, whose X-Forwarded-… headers are believed."""
    log_format: LogFormat = "auto"
    """How lines of the log look: ``json``, ``text``, or ``auto``: text on a terminal only."""
    log_level: LogLevel = "info"
    """The least important lines that are written; every request is one of ``info``."""
    service_endpoints: Annotated[tuple[_Endpoint, ...], NoDecode, BeforeValidator(_split)] = ()
    """The SPARQL endpoints that queries may call with SERVICE, with spaces between them."""
    service_timeout: Annotated[float, Field(gt=0)] = 30.0
    """Seconds that an endpoint called with SERVICE may take to answer."""
    service_bytes: Annotated[int, Field(ge=1)] = 10 << 20
    """Bytes that an endpoint called with SERVICE may answer."""
    service_calls: Annotated[int, Field(ge=1)] = 4
    """Calls of other endpoints at the same time; more wait for their turn."""


def service_settings() -> ServiceSettings:
    """Return the settings of the service, as the environment has them.

    Raises BadUsage for a value that is none.
    """
    try:
        return ServiceSettings()
    except ValidationError as error:
        wrong = (f"KGQUAL_{str(e['loc'][0]).upper()}: {e['msg']}." for e in error.errors())
        raise BadUsage(" ".join(wrong)) from error


def editorial_database() -> str:
    """Return the URL of the database of people's work, as the environment has it, or ''."""
    return EditorialSettings().database


class _LimitSettings(BaseSettings):
    model_config = SettingsConfigDict(env_prefix=LIMITS_PREFIX)


def reading_limits() -> Limits:
    """Return the limits within which files are read, as the environment sets them.

    Raises BadUsage for a variable that is not a whole number above zero.
    """
    wanted: Any = {limit.name: (Annotated[int, Field(ge=1)], limit.default) for limit in _LIMITS}
    model = create_model("LimitSettings", __base__=_LimitSettings, **wanted)
    try:
        return Limits(**model().model_dump())
    except ValidationError as error:
        wrong = ", ".join(
            f"{LIMITS_PREFIX}{str(fault['loc'][0]).upper()}={fault['input']!r}"
            for fault in error.errors()
        )
        raise BadUsage(f"{wrong}: a limit is a whole number above zero.") from error


_LIMITS = fields(Limits)
