"""The notebook runs over what kgqual ships, draws its plots, and says what they rest on."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import nbformat
import pytest
from nbclient import NotebookClient

from kgqual.store.snapshot import Snapshots

NOTEBOOK = Path(__file__).parents[2] / "examples" / "three-questions.ipynb"
SECONDS = 120
"""Time that a cell may take, on a busy machine."""


@pytest.fixture(scope="module")
def written() -> Any:
    """The notebook as it is in the repository."""
    return nbformat.read(NOTEBOOK, as_version=4)  # type: ignore[no-untyped-call]


@pytest.fixture(scope="module")
def outputs(served_data: Path) -> list[dict[str, str]]:
    """What the cells give, by media type, when it is run in a kernel of its own."""
    notebook = nbformat.read(NOTEBOOK, as_version=4)  # type: ignore[no-untyped-call]
    with pytest.MonkeyPatch.context() as patched:
        patched.setenv("KGQUAL_DATA", str(served_data))
        patched.delenv("KGQUAL_URL", raising=False)
        NotebookClient(notebook, timeout=SECONDS).execute()
    cells = [cell for cell in notebook.cells if cell.cell_type == "code"]
    found = [output for cell in cells for output in cell.outputs]
    assert [output for output in found if output.output_type == "stream"] == []
    return [dict(output.data) for output in found]


def test_it_is_kept_without_what_a_run_leaves_behind(written: Any) -> None:
    for cell in written.cells:
        assert not cell.get("outputs")
        assert cell.get("execution_count") is None
        assert not cell.metadata


def test_three_questions_are_answered_with_a_plot_each(
    written: Any, outputs: list[dict[str, str]]
) -> None:
    texts = [cell.source for cell in written.cells if cell.cell_type == "markdown"]
    questions = [text for text in texts if text.startswith("## ") and "?" in text.splitlines()[0]]
    assert len(questions) == 3
    assert sum("image/png" in output for output in outputs) == 3


def test_every_plot_says_what_it_rests_on(written: Any) -> None:
    plots = [cell.source for cell in written.cells if "plt.subplots" in cell.source]
    assert len(plots) == 3
    for source in plots:
        assert "captioned(" in source
        assert "Source: {source}" in source or "Sources: " in source
    assert "strength" in "".join(plots)
    assert "client.snapshot" in written.cells[1].source


def test_the_answers_are_those_of_the_sources(outputs: list[dict[str, str]]) -> None:
    tables = [output["text/html"] for output in outputs if "text/html" in output]
    levels, together, marks, groups = tables
    assert "unverified" in levels
    assert "<td>7, 8</td>" in together  # Ireland, at EQF 6
    assert "Creative Arts and Fashion" in marks
    assert "Natural sciences, mathematics and statistics" in groups


def test_the_snapshot_is_named_last(outputs: list[dict[str, str]], served_data: Path) -> None:
    assert outputs[-1]["text/plain"] == repr(Snapshots(served_data).current().id)
