"""From the paths and options of ``kgqual add`` to sources ready to be read."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest

from kgqual.errors import BadUsage, UnreadableInput
from kgqual.sources.adding import Options, gather, proposed


@pytest.fixture
def ttl(tmp_path: Path) -> Path:
    path = tmp_path / "a.ttl"
    path.write_text("<http://example.org/x> a <http://example.org/C> .\n", encoding="utf-8")
    return path


class TestFiles:
    """What paths stand for."""

    def test_a_folder_stands_for_all_its_files_except_hidden_ones(self, tmp_path: Path) -> None:
        for name in ("b.csv", "sub/a.csv", ".DS_Store", ".git/x.csv", ".~lock.b.csv#", "~$b.xlsx"):
            path = tmp_path / "tables" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(name, encoding="utf-8")
        found = [file.name for file in gather([tmp_path / "tables"])]
        assert found == ["tables/b.csv", "tables/sub/a.csv"]

    def test_the_working_folder_is_called_by_its_name(
        self, tmp_path: Path, ttl: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.chdir(tmp_path)
        assert [file.name for file in gather([Path()])] == [f"{tmp_path.name}/{ttl.name}"]

    def test_a_broken_link_in_a_folder_is_refused(self, tmp_path: Path, ttl: Path) -> None:
        (tmp_path / "link.ttl").symlink_to(tmp_path / "gone.ttl")
        with pytest.raises(UnreadableInput, match=r"link\.ttl: there is no such file"):
            gather([tmp_path])

    def test_a_folder_inside_that_cannot_be_read_is_refused(
        self, tmp_path: Path, ttl: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        closed = tmp_path / "closed"
        closed.mkdir()
        scandir = os.scandir

        def refusing(path: str | Path) -> object:
            if Path(path) == closed:
                raise PermissionError(13, "Permission denied", str(path))
            return scandir(path)

        monkeypatch.setattr(os, "scandir", refusing)
        with pytest.raises(UnreadableInput, match=r"closed: cannot be read \(Permission denied\)"):
            gather([tmp_path])

    @pytest.mark.parametrize("name", ["gone.ttl", "a" * 5000, "a.ttl/b"])
    def test_an_absent_file_is_refused(self, tmp_path: Path, ttl: Path, name: str) -> None:
        with pytest.raises(UnreadableInput, match="no such file or folder"):
            gather([tmp_path / name])

    def test_a_name_that_is_not_utf_8_is_refused(self, tmp_path: Path) -> None:
        path = tmp_path / os.fsdecode(b"\xff.ttl")
        try:
            path.write_text("", encoding="utf-8")
        except OSError:
            pytest.skip("this file system takes names in UTF-8 only")
        with pytest.raises(UnreadableInput, match="not UTF-8"):
            gather([path])


class TestOptions:
    """What the user says of a source."""

    @pytest.mark.parametrize("version", ["2017", "v1.2-beta", "Ünï 2", "a/b", "../x", "2024@kz"])
    def test_versions_may_be_odd(self, ttl: Path, version: str) -> None:
        [source] = proposed("rdf", [ttl], Options(version=version))
        assert source.version == version
        assert source.graph.removeprefix("https://w3id.org/kgqual/graph/rdf/").count("/") == 0

    @pytest.mark.parametrize("version", ["..", " ", "a\nb", " a", "-", "\udcff", "Я" * 100])
    def test_versions_that_name_nothing_are_refused(self, ttl: Path, version: str) -> None:
        with pytest.raises(BadUsage, match="version"):
            proposed("rdf", [ttl], Options(version=version))

    @pytest.mark.parametrize("iri", ["http://x y", "no-scheme", "http://["])
    @pytest.mark.parametrize("option", ["graph", "licence"])
    def test_what_must_be_an_iri_is_one(self, ttl: Path, option: str, iri: str) -> None:
        said: dict[str, Any] = {option: iri}
        with pytest.raises(BadUsage, match=f"--{option} .* is not an IRI"):
            proposed("rdf", [ttl], Options(**said))

    @pytest.mark.parametrize("date", ["20160316", "2016-W11", "2016-W11-3", "2016-02-30"])
    @pytest.mark.parametrize("option", ["valid_from", "valid_until", "issued"])
    def test_what_must_be_a_date_is_one(self, ttl: Path, option: str, date: str) -> None:
        said: dict[str, Any] = {option: date}
        with pytest.raises(BadUsage, match="is not a date"):
            proposed("rdf", [ttl], Options(**said))

    def test_texts_must_be_unicode(self, ttl: Path) -> None:
        with pytest.raises(BadUsage, match=r"--title .* is not UTF-8"):
            proposed("rdf", [ttl], Options(title="\udcff"))

    def test_the_ontology_is_shipped_and_never_added(self, ttl: Path) -> None:
        with pytest.raises(BadUsage, match="add other RDF as rdf"):
            proposed("ontology", [ttl], Options(version="2"))
