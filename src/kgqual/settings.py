"""Settings of the service, read once when it starts.

Each is an environment variable with the prefix ``KGQUAL_``, for instance
``KGQUAL_QUERY_TIMEOUT=120``.
"""

from __future__ import annotations

from typing import Annotated

from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict


class ServiceSettings(BaseSettings):
    """Limits of the service."""

    model_config = SettingsConfigDict(env_prefix="KGQUAL_")

    workers: Annotated[int, Field(ge=1)] = 2
    """Processes that run queries."""
    query_timeout: Annotated[float, Field(gt=0)] = 60.0
    """Seconds a query may take, at most."""
    query_memory: Annotated[int, Field(ge=1 << 30)] = 8 << 30
    """Bytes of address space of one worker process."""
