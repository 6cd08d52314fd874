"""``kgqual serve``: what it says, and what it starts."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

from kgqual.settings import service_settings
from kgqual.store.snapshot import NoSnapshot, Snapshots
from kgqual.web.app import create_app
from kgqual.web.journal import open_journal
from kgqual.web.server import address, listen, run


def serve_until_stopped(data: Path, host: str, port: int, say: Callable[[str], None]) -> None:
    """Serve the snapshots in ``data``; ``say`` tells people the address once it answers.

    Raises BadUsage for a wrong setting, or when the port cannot be listened on.
    """
    settings = service_settings()
    with listen(host, port) as listening:
        journal = open_journal(sys.stderr, settings.log_format, settings.log_level)
        service = create_app(data, settings, journal=journal)
        where = address(listening)

        def started() -> None:
            """Say where, and what is missing."""
            say(f"kgqual is served at {where} — stop it with Ctrl-C.")
            try:
                Snapshots(data).current()
            except NoSnapshot as error:
                say(f"{error} Until then it answers 503.")

        run(service, settings, listening, started)
