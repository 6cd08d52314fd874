"""ESCO v1.1.1 from the official zips to a published snapshot, against `oxigraph load`.

    python benchmarks/esco_import.py ../shared/data/esco

The peer loads the N-Quads of the same snapshot. Goals: CPU within 4 ×, peak memory under
1.5 GB, a rebuild with nothing changed under 2 s, `kgqual --help` under 0.4 s, a label look-up
by `kgqual query` under 0.5 s.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from measuring import Run, measured, median

BIN = Path(sys.executable).parent
ZIPS = ("classification - en - csv.zip", "classification -  - csv.zip")
LOOK_UP = """
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
SELECT ?occupation WHERE { ?occupation skos:prefLabel "web developer"@en }
"""
RUNS = 5


def main(esco: Path) -> None:
    """Measure and print one line per claim."""
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder) / "data"
        kgqual: list[str | Path] = [BIN / "kgqual", "--quiet", "--data", data]
        zips = [esco / f"ESCO dataset - v1.1.1 - {name}" for name in ZIPS]
        ours = measured([*kgqual, "add", "esco", *zips]) + measured([*kgqual, "build"])
        dump = Path(folder) / "snapshot.nq"
        measured([*kgqual, "export", "-o", dump])
        peer = measured([BIN / "oxigraph", "load", "-l", Path(folder) / "peer", "-f", dump])
        show("add + build", ours)
        show("oxigraph load", peer)
        print(f"CPU ratio: {ours.cpu / peer.cpu:.2f} (goal: at most 4)")
        print(f"peak memory: {ours.peak:.0f} MiB (goal: under 1500)")
        small: list[tuple[str, list[str | Path], float]] = [
            ("rebuild, nothing changed", [*kgqual, "build"], 2.0),
            ("kgqual --help", [BIN / "kgqual", "--help"], 0.4),
            ("kgqual query, label look-up", [*kgqual, "query", LOOK_UP], 0.5),
        ]
        for name, command, goal in small:
            wall = median([measured(command).wall for _ in range(RUNS)])
            print(f"{name}: {wall:.2f} s, median of {RUNS} (goal: under {goal})")


def show(name: str, run: Run) -> None:
    """Print what a run used."""
    print(f"{name}: {run.cpu:.1f} CPU s, {run.wall:.1f} s, peak {run.peak:.0f} MiB")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
