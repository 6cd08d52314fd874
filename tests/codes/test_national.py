"""Codes as Kazakhstan's classifiers write them, and as they are seen in real use."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kgqual.codes.known import ISCED_F_TABLE, known_codes
from kgqual.codes.national import PREFIXES, Kind, diagnose, read
from kgqual.codes.slips import SlipName
from kgqual.codes.tvet import PREFIX_LEVELS

FIELDS = sorted(code for code in known_codes(*ISCED_F_TABLE) if len(code) == 4)
FIELDS_WITH_ZERO = [code for code in FIELDS if code.startswith("0")]
qualifications = st.builds(
    "{}{}{}".format,
    st.sampled_from(sorted(PREFIX_LEVELS)),
    st.sampled_from(FIELDS),
    st.from_regex(r"\A[0-9]{4}\Z").filter(str.isascii),
)


@pytest.mark.parametrize(
    ("text", "kind", "parts"),
    [
        ("5AB", Kind.PREFIX, {"prefix": "5AB"}),
        (
            "4S06130103",
            Kind.TVET_QUALIFICATION,
            {"prefix": "4S", "field": "0613", "speciality": "06130100", "sequence": "03"},
        ),
        ("06130100", Kind.TVET_SPECIALITY, {"field": "0613", "sequence": "01"}),
        ("6B06", Kind.HE_AREA, {"prefix": "6B", "sequence": "06"}),
        ("6B061", Kind.HE_DIRECTION, {"prefix": "6B", "area": "6B06", "sequence": "1"}),
        ("6B06-28", Kind.HE_DIRECTION, {"prefix": "6B", "area": "6B06", "sequence": "28"}),
        (
            "6B06101",
            Kind.HE_PROGRAMME,
            {"prefix": "6B", "area": "6B06", "direction": "6B061", "sequence": "01"},
        ),
        ("B057", Kind.HE_GROUP, {"letter": "B", "prefix": "6B", "sequence": "057"}),
        ("R047", Kind.HE_GROUP, {"letter": "R", "prefix": "7R", "sequence": "047"}),
        ("2", Kind.NCO_GROUP, {}),
        ("2512", Kind.NCO_GROUP, {"above": "251", "main-group": "2", "sequence": "2"}),
        ("4110-9", Kind.NCO_GROUP, {"above": "4110", "main-group": "4", "sequence": "9"}),
    ],
)
def test_a_code_is_read_into_its_parts(text: str, kind: Kind, parts: dict[str, str]) -> None:
    assert read(text) == (kind, text, parts)


DIRTY = {
    "6В01": (["cyrillic-letter"], ["6B01"]),
    "8Д04": (["cyrillic-letter"], ["8D04"]),
    "8В04": (["cyrillic-letter"], ["8D04"]),
    "3В06120101": (["cyrillic-letter"], ["3W06120101"]),
    "ЗW06120101": (["cyrillic-letter"], ["3W06120101"]),
    "5АВ01120101": (["cyrillic-letter"], ["5AB01120101"]),
    "4s06130103": (["lower-case"], ["4S06130103"]),
    "4S 0613 0103": (["separator"], ["4S06130103"]),
    "0613-0100": (["separator"], ["06130100"]),
    "4S061301\u00ad03": (["separator"], ["4S06130103"]),
    "\ufeff06130100": (["separator"], ["06130100"]),
    "6в 06": (["cyrillic-letter", "separator", "lower-case"], ["6B06"]),
    "4120100": (["lost-zero"], ["04120100"]),
    "4S6130103": (["lost-zero"], ["4S06130103"]),
    "4С6130103": (["cyrillic-letter", "lost-zero"], ["4S06130103"]),
    "6B1": (["lost-zero"], ["6B01"]),
    "B57": (["lost-zero"], ["B057"]),
    "3W061301102": (["extra-digit"], ["3W06130102"]),
    "061301000": (["extra-digit"], ["06130100"]),
    "B0057": (["extra-digit"], ["B057"]),
    "4S120100": (["cut-short"], ["04120100"]),
    "061301": (["cut-short"], []),
    "1304000": (["older-classifier"], []),
    "1304043": (["older-classifier"], []),
    "0613010": (["cut-short"], []),
    "010107 3": (["older-classifier"], []),
    "06130103": (["no-prefix"], ["3W06130103", "4S06130103", "5AB06130103"]),
    "4W06130103": (["unknown-prefix"], ["3W06130103", "4S06130103"]),
    "5B070300": (["unknown-prefix"], []),
    "4S98760103": (["unknown-field"], []),
    "98760100": (["unknown-field"], []),
    "Software Developer": (["no-code"], []),
    "": (["no-code"], []),
    "4S" + "0" * 1000: (["no-code"], []),
}


@pytest.mark.parametrize(("text", "slips", "meant"), [(k, *v) for k, v in DIRTY.items()])
def test_a_dirty_code_is_diagnosed_and_never_corrected(
    text: str, slips: list[str], meant: list[str]
) -> None:
    assert read(text) is None
    found = diagnose(text)
    assert [slip.name.value for slip in found.slips] == slips
    assert list(found.meant) == meant


@pytest.mark.parametrize("name", SlipName)
def test_every_slip_was_seen(name: SlipName) -> None:
    assert any(name.value in slips for slips, _ in DIRTY.values())


@given(qualifications)
def test_the_parts_make_up_the_code(text: str) -> None:
    code = read(text)
    assert code is not None
    parts = code.parts
    assert parts["prefix"] + parts["speciality"][:6] + parts["sequence"] == text
    assert parts["speciality"].startswith(parts["field"])


@given(qualifications, st.data())
def test_what_was_meant_is_among_the_corrections(text: str, data: st.DataObject) -> None:
    def lookalike(code: str) -> str:
        return code.translate(str.maketrans("WSABR", "ШСАВР"))

    def doubled(code: str) -> str:
        at = data.draw(st.integers(len(code) - 8, len(code) - 1))
        return code[:at] + code[at] + code[at:]

    def without_zero(code: str) -> str:
        return code.replace("0", "", 1) if code[-8] == "0" else code.lower()

    def spaced(code: str) -> str:
        at = data.draw(st.integers(1, len(code) - 1))
        return f"{code[:at]} {code[at:]}"

    slip = data.draw(st.sampled_from([str.lower, lookalike, doubled, without_zero, spaced]))
    dirty = slip(text)
    assert read(dirty) is None
    assert text in diagnose(dirty).meant


@given(st.text())
def test_whatever_is_typed_is_a_code_or_diagnosed(text: str) -> None:
    if read(text) is None:
        found = diagnose(text)
        assert found.slips
        assert all(read(code) for code in found.meant)


@pytest.mark.parametrize("text", FIELDS_WITH_ZERO[:3])
def test_a_field_of_study_is_no_code_of_an_occupation(text: str) -> None:
    assert read(text) is None
    assert [slip.name for slip in diagnose(text).slips] == [SlipName.NO_CODE]


def test_a_prefix_belongs_to_one_classifier() -> None:
    assert sorted(PREFIXES) == ["3W", "4S", "5AB", "6B", "7M", "7R", "8D"]
