"""``kgqual serve``: what it says, and what it starts."""

from __future__ import annotations

import logging
import sys
from collections.abc import Callable
from pathlib import Path

from kgqual.settings import service_settings
from kgqual.store.snapshot import NoSnapshot, Snapshots
from kgqual.web.app import create_app
from kgqual.web.journal import as_text, open_journal
from kgqual.web.server import address, listen, run

LOG = logging.getLogger(__name__)


def serve_until_stopped(data: Path, host: str, port: int, say: Callable[[str], None]) -> None:
    """Serve the snapshots in ``data``; ``say`` tells people the address once it answers.

    Where the log is for programs, so is the line with the address.

    Raises BadUsage for a wrong setting, or when the port cannot be listened on.
    """
    settings = service_settings()
    with listen(host, port) as listening:
        text = as_text(sys.stderr, settings.log_format)
        journal = open_journal(sys.stderr, settings.log_level, text=text)
        service = create_app(data, settings, journal=journal)
        tell = say if text else LOG.info

        def started() -> None:
            """Say where, and what is missing."""
            tell(f"kgqual is served at {address(listening)} — stop it with Ctrl-C.")
            try:
                Snapshots(data).current()
            except NoSnapshot as error:
                tell(f"{error} Until then it answers 503.")

        run(service, settings, listening, started)
