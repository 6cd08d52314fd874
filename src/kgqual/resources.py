"""Where the ontology, shapes, mappings and examples that kgqual ships lie on disk.

An installed wheel carries them inside the package; a source checkout has them at its top
level, where people edit them.
"""

from __future__ import annotations

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
