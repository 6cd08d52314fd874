"""From a published snapshot with ESCO v1.1.1 to its validation report: two engines, one report.

    python benchmarks/validation.py ../shared/data/esco

Each engine runs in a process of its own, on the same snapshot and the same shapes. Goals: the
compiled engine takes at most an eighth of pySHACL's CPU time (a tenth is the stretch) and at most
half of its memory, and finds the same; a source of 500 rows is validated in 1.5 s.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

import pyoxigraph as ox

from kgqual.namespaces import RDF, SKOS
from kgqual.validation.report import Report, read_report
from measuring import Run, measured, median

BIN = Path(sys.executable).parent
ZIPS = ("classification - en - csv.zip", "classification -  - csv.zip")
ROWS = 500
RUNS = 3


def main(esco: Path) -> None:
    """Measure and print one line per claim."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        kgqual: list[str | Path] = [BIN / "kgqual", "--quiet", "--data", folder / "data"]
        measured([*kgqual, "add", "esco", *(esco / f"ESCO dataset - v1.1.1 - {z}" for z in ZIPS)])
        measured([*kgqual, "build"])
        runs = {}
        for engine in ("compiled", "pyshacl"):
            command = [*kgqual, "validate", "--engine", engine, "--format", "turtle"]
            runs[engine] = measured([*command, "-o", report_path(folder, engine)], accepted=(0, 1))
            show(engine, runs[engine])
        ours, peer = runs["compiled"], runs["pyshacl"]
        print(f"CPU ratio: {peer.cpu / ours.cpu:.1f} (goal: at least 8, better 10)")
        print(f"memory ratio: {ours.peak / peer.peak:.2f} (goal: at most 0.5)")
        compare(report_path(folder, "compiled"), report_path(folder, "pyshacl"))
        changed = folder / "source.ttl"
        changed.write_bytes(source())
        command = [*kgqual, "validate", changed]
        small = [measured(command, accepted=(0, 1)) for _ in range(RUNS)]
        wall, cpu = median([run.wall for run in small]), median([run.cpu for run in small])
        print(
            f"a source of {ROWS} rows: {wall:.2f} s, {cpu:.2f} CPU s, median of {RUNS} (goal: 1.5)"
        )


def report_path(folder: Path, engine: str) -> Path:
    """Return where the report of an engine lies."""
    return folder / f"{engine}.ttl"


def source() -> bytes:
    """Return a source of 500 rows: concepts of one scheme, of which every hundredth is nameless."""
    scheme = ox.NamedNode("https://example.org/scheme")
    triples = [ox.Triple(scheme, RDF.type, SKOS.ConceptScheme)]
    triples.append(ox.Triple(scheme, SKOS.prefLabel, ox.Literal("Rows", language="en")))
    for number in range(ROWS):
        row = ox.NamedNode(f"https://example.org/row/{number}")
        triples.append(ox.Triple(row, RDF.type, SKOS.Concept))
        triples.append(ox.Triple(row, SKOS.inScheme, scheme))
        triples.append(ox.Triple(row, SKOS.notation, ox.Literal(str(number))))
        if number % 100:
            label = ox.Literal(f"Row {number}", language="en")
            triples.append(ox.Triple(row, SKOS.prefLabel, label))
    text = ox.serialize(triples, format=ox.RdfFormat.TURTLE)
    assert text is not None
    return text


def compare(one: Path, other: Path) -> None:
    """Print whether two reports say the same. Raises SystemExit if they do not."""
    reports = [read(path) for path in (one, other)]
    keys = [[result.key for result in report.results] for report in reports]
    if keys[0] != keys[1]:
        sys.exit(f"The reports differ: {len(keys[0])} and {len(keys[1])} results.")
    print(f"both reports are equal: {len(keys[0])} results")


def read(path: Path) -> Report:
    """Return the report in a file."""
    return read_report(ox.parse(path=path, format=ox.RdfFormat.TURTLE), path.stem)


def show(name: str, run: Run) -> None:
    """Print what a run used."""
    print(f"{name}: {run.cpu:.1f} CPU s, {run.wall:.1f} s, peak {run.peak:.0f} MiB", flush=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
