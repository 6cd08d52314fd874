"""Publishing translations in a process of its own: ``python -m kgqual.translated``.

It reads one JSON object, with the data directory and the URL of the database, and writes the name
of the snapshot. What goes wrong it says on stderr; its exit status is that of a command.
"""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

from kgqual.errors import KgqualError
from kgqual.translated.publishing import publish

_GENTLY = 5
"""By how much it gives way to the service, which answers meanwhile."""


def main() -> int:
    """Publish what is approved; return the exit status."""
    asked = json.load(sys.stdin)
    if hasattr(os, "nice"):  # absent on Windows
        os.nice(_GENTLY)
    try:
        snapshot = publish(Path(asked["data"]), database=asked["database"])
    except KgqualError as error:
        sys.stderr.write(str(error))
        return error.exit_status
    sys.stdout.write(snapshot.id)
    return 0


if __name__ == "__main__":
    sys.exit(main())
