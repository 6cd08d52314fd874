"""Where things lie on disk: what kgqual ships (ontology, shapes, …), and what a user has built.

An installed wheel carries them inside the package; a source checkout has them at its top
level, where people edit them.
"""

from __future__ import annotations

import os
from functools import cache
from importlib.resources import files
from pathlib import Path

FOLDERS = ("ontology", "shapes", "mappings", "examples")


@cache
def shipped(folder: str) -> Path:
    """Return one of ``FOLDERS`` as this installation ships it.

    Raises FileNotFoundError when the installation is incomplete.
    """
    package = Path(str(files("kgqual")))
    for root in (package / "shipped", package.parents[1]):
        if (root / folder).is_dir():
            return root / folder
    raise FileNotFoundError(f"this installation of kgqual has no {folder}/: install it again")


def data_folder() -> Path:
    """Return where sources and snapshots are kept: ``KGQUAL_DATA``, or the user's data folder."""
    from platformdirs import user_data_path

    named = os.environ.get("KGQUAL_DATA")
    return Path(named) if named else user_data_path("kgqual", appauthor=False)
