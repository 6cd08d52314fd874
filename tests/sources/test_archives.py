"""Opening files and zips: what is listed, and what is refused before it is used."""

from __future__ import annotations

import stat
import zipfile
from pathlib import Path

import pytest

from kgqual.errors import UnreadableInput
from kgqual.limits import Limits, holding
from kgqual.model import SourceFile
from kgqual.sources import archives
from kgqual.sources.archives import Member, members


def source_file(path: Path, name: str = "") -> SourceFile:
    return SourceFile(name or path.name, str(path), "", path.stat().st_size)


def make_zip(path: Path, *entries: tuple[str | zipfile.ZipInfo, bytes]) -> SourceFile:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in entries:
            archive.writestr(name, content)
    return source_file(path)


def read(member: Member) -> bytes:
    with member.open() as data:
        return data.read()


def test_a_plain_file_is_its_only_member(tmp_path: Path) -> None:
    path = tmp_path / "skills_en.csv"
    path.write_bytes(b"a,b\n")
    (member,) = members(source_file(path))
    assert member.name == "skills_en.csv"
    assert read(member) == b"a,b\n"


def test_the_registered_name_counts_and_not_the_name_of_the_copy(tmp_path: Path) -> None:
    zipped = make_zip(tmp_path / "release.zip", ("skills_en.csv", b"a"))
    copy = Path(zipped.path).rename(tmp_path / "0123abcd")
    assert [m.inside for m in members(source_file(copy, "release.zip"))] == ["skills_en.csv"]


def test_members_of_a_zip_are_files_people_put_there(tmp_path: Path) -> None:
    zipped = make_zip(
        tmp_path / "release.zip",
        ("csv/", b""),
        ("csv/skills_en.csv", b"a,b\n"),
        ("csv/.DS_Store", b"x"),
        ("__MACOSX/csv/._skills_en.csv", b"x"),
    )
    (member,) = members(zipped)
    assert member.name == "release.zip/csv/skills_en.csv"
    assert member.path.name == "skills_en.csv"
    assert read(member) == b"a,b\n"


def test_hidden_files_of_a_folder_are_passed_over(tmp_path: Path) -> None:
    path = tmp_path / ".DS_Store"
    path.write_bytes(b"x")
    assert members(source_file(path, "esco/.DS_Store")) == []


def test_an_absent_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(UnreadableInput, match=r"gone\.csv: cannot be read"):
        members(SourceFile("gone.csv", str(tmp_path / "gone.csv"), "", 0))


def test_a_truncated_zip_is_refused(tmp_path: Path, shared_data: Path) -> None:
    whole = shared_data / "esco" / "ESCO v1.0 fr es partial.zip"
    cut = tmp_path / "ESCO v1.0.zip"
    cut.write_bytes(whole.read_bytes()[:-1000])
    with pytest.raises(UnreadableInput, match=r"ESCO v1\.0\.zip: not a whole zip archive"):
        members(source_file(cut))


def test_a_damaged_member_is_refused_while_it_is_read(tmp_path: Path) -> None:
    zipped = make_zip(tmp_path / "release.zip", ("skills_en.csv", b"concept,label\n" * 5000))
    content = bytearray(Path(zipped.path).read_bytes())
    content[60] ^= 0xFF
    Path(zipped.path).write_bytes(content)
    (member,) = members(zipped)
    with pytest.raises(UnreadableInput, match=r"release\.zip/skills_en\.csv: the archive is damag"):
        read(member)


def test_a_zip_under_another_name_is_refused(tmp_path: Path) -> None:
    zipped = make_zip(tmp_path / "release.zip", ("skills_en.csv", b"a"))
    with pytest.raises(UnreadableInput, match="give it the ending"):
        members(source_file(Path(zipped.path), "skills_en.csv"))


@pytest.mark.parametrize(
    "name", ["../skills_en.csv", "/etc/skills_en.csv", "a/../../b.csv", "C:\\a.csv", "..\\a.csv"]
)
def test_a_path_that_leads_out_of_the_archive_is_refused(tmp_path: Path, name: str) -> None:
    info = zipfile.ZipInfo("renamed_below.csv")
    info.filename = name
    zipped = make_zip(tmp_path / "release.zip", (info, b"a"))
    with pytest.raises(UnreadableInput, match="leads out of the archive"):
        members(zipped)


def test_a_link_is_refused(tmp_path: Path) -> None:
    info = zipfile.ZipInfo("skills_en.csv")
    info.external_attr = (stat.S_IFLNK | 0o777) << 16
    zipped = make_zip(tmp_path / "release.zip", (info, b"/etc/passwd"))
    with pytest.raises(UnreadableInput, match="is a link"):
        members(zipped)


def test_an_archive_inside_an_archive_is_refused(tmp_path: Path) -> None:
    inner = make_zip(tmp_path / "inner.zip", ("skills_en.csv", b"a"))
    outer = make_zip(tmp_path / "outer.zip", ("inner.zip", Path(inner.path).read_bytes()))
    with pytest.raises(UnreadableInput, match="archive inside an archive"):
        members(outer)


def test_an_encrypted_member_is_refused(tmp_path: Path) -> None:
    zipped = make_zip(tmp_path / "release.zip", ("skills_en.csv", b"a"))
    content = bytearray(Path(zipped.path).read_bytes())
    directory = content.index(b"PK\x01\x02")
    content[directory + 8] |= archives.ENCRYPTED
    Path(zipped.path).write_bytes(content)
    with pytest.raises(UnreadableInput, match="is encrypted"):
        members(zipped)


def test_two_members_of_one_name_are_refused(tmp_path: Path) -> None:
    with pytest.warns(UserWarning, match="Duplicate name"):
        zipped = make_zip(tmp_path / "release.zip", ("a.csv", b"1"), ("a.csv", b"2"))
    with pytest.raises(UnreadableInput, match="in the archive twice"):
        members(zipped)


def test_a_zip_bomb_is_refused(tmp_path: Path) -> None:
    zipped = make_zip(
        tmp_path / "bomb.zip", ("skills_en.csv", bytes(archives.RATIO_COUNTS_FROM + 1))
    )
    with pytest.raises(UnreadableInput, match=r"unpacks to 10,485,761 bytes from"):
        members(zipped)


def test_an_archive_that_unpacks_to_too_much_is_refused(tmp_path: Path) -> None:
    zipped = make_zip(tmp_path / "big.zip", ("a.csv", b"x" * 60), ("b.csv", b"x" * 60))
    limits, reason = holding(Limits(unpacked_bytes=100)), "unpacks to 120 bytes; 100 at most"
    with limits, pytest.raises(UnreadableInput, match=reason):
        members(zipped)


def test_an_archive_of_too_many_files_is_refused(tmp_path: Path) -> None:
    zipped = make_zip(tmp_path / "many.zip", ("a.csv", b"x"), ("b.csv", b"x"), ("c.csv", b"x"))
    limits = holding(Limits(members=2))
    with limits, pytest.raises(UnreadableInput, match="3 files inside; 2 at most"):
        members(zipped)
