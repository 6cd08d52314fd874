"""How technical descriptions are read, on pages drawn to be awkward."""

from __future__ import annotations

import pytest
from tests.sources.drawn_pdf import (
    ABLE,
    HEIGHT,
    KNOW,
    NUMBERS,
    TEXTS,
    WEIGHTS,
    WIDTH,
    Drawing,
    two_sections,
)

from kgqual.sources.kinds.worldskills import document, references, standard, statements
from kgqual.sources.kinds.worldskills.description import TechnicalDescription
from kgqual.sources.kinds.worldskills.pdf import read_pdf


def read(drawing: Drawing, page: str = "") -> TechnicalDescription:
    """Return what a drawn document says; ``page`` is added to the description of its pages."""
    return document.describe(read_pdf(drawing.bytes(page)), "WSC2026_TD17_en.pdf")


def rules(said: TechnicalDescription) -> list[tuple[str, str]]:
    """Return the findings but for the one that every drawing without references has."""
    found = [(f.rule, f.example) for f in said.findings]
    return [pair for pair in found if pair[0] != document.NO_REFERENCES]


class TestSections:
    def test_have_number_title_weight_and_statements(self) -> None:
        said = read(two_sections())
        assert (said.name, said.title, said.age_limit) == ("2026-17", "Web Technologies", "22")
        assert (said.last_updated, said.standard_at) == ("2026-06-23", "§2.2")
        assert [(s.number, s.title, s.weight) for s in said.sections] == [
            (1, "Planning", "60"),
            (2, "Building", "40"),
        ]
        assert [(s.kind, s.text) for s in said.sections[0].statements] == [
            ("knowledge", "Materials"),
            ("knowledge", "Tools"),
            ("ability", "Plan the work"),
        ]
        assert rules(said) == []

    @pytest.mark.parametrize("written", ["12.5", "12,5", "12.5%", "12.5 %"])
    def test_may_weigh_parts_of_a_percent(self, written: str) -> None:
        assert read(two_sections(written)).sections[0].weight == "12.5"

    def test_that_do_not_add_up_to_the_printed_total_are_found(self) -> None:
        assert rules(read(two_sections("50"))) == [(standard.OTHER_TOTAL, "90, not 100")]

    def test_need_no_total(self) -> None:
        drawn = Drawing().head().section(1, "All", "100").list(KNOW, "• Much")
        drawn.page().line("3 The Assessment Strategy and Specification", x=81, size=20)
        [section] = read(drawn.line("• Something else", x=TEXTS)).sections
        assert [s.text for s in section.statements] == ["Much"]

    def test_may_have_titles_of_several_lines(self) -> None:
        drawn = Drawing().head().section(1, "Remove damage from painted and non-", "100")
        drawn.line("").put(TEXTS, drawn.y, "painted surfaces", bold=True)
        [section] = read(drawn.list(KNOW, "• Paint")).sections
        assert section.title == "Remove damage from painted and non-painted surfaces"

    def test_may_have_number_and_weight_beside_the_middle_of_the_title(self) -> None:
        drawn = two_sections().page(head=True)
        drawn.pages[-2].pop(), drawn.pages[-2].pop()  # the total
        drawn.line("", gap=16).put(TEXTS, drawn.y, "Finishing, with", bold=True)
        drawn.put(NUMBERS, drawn.y + 6, "3", bold=True).put(WEIGHTS, drawn.y + 6, "15", bold=True)
        drawn.line("").put(TEXTS, drawn.y, "all that belongs to it", bold=True)
        section = read(drawn.list(KNOW, "• Paint")).sections[2]
        assert (section.title, section.weight) == ("Finishing, with all that belongs to it", "15")

    def test_without_statements_are_found(self) -> None:
        said = read(Drawing().head().section(1, "Empty", "100").total())
        assert rules(said) == [(statements.NO_STATEMENTS, "section 1")]

    def test_whose_numbers_leave_one_out_are_found(self) -> None:
        drawn = Drawing().head().section(1, "One", "50").list(KNOW, "• A")
        said = read(drawn.section(3, "Three", "50").list(KNOW, "• B").total())
        assert rules(said) == [(standard.SKIPPED, "1, 3")]

    def test_are_not_confused_by_more_columns(self) -> None:
        drawn = Drawing()
        drawn.line("", gap=10).put(NUMBERS, drawn.y, "Section", bold=True)
        drawn.put(380, drawn.y, "Hours", bold=True).put(430, drawn.y, "Weight", bold=True)
        drawn.put(500, drawn.y, "Module", bold=True)
        drawn.section(1, "All", "100", at=430).put(380, drawn.y, "30", bold=True)
        drawn.put(500, drawn.y, "7", bold=True).list(KNOW, "• Much")
        drawn.put(380, drawn.y, "x").put(500, drawn.y, "y")
        [section] = read(drawn).sections
        assert (section.title, section.weight) == ("All", "100")
        assert [s.text for s in section.statements] == ["Much"]


class TestWeightsThatNobodySees:
    def test_beyond_the_page_edge_are_missing(self) -> None:
        drawn = Drawing().head(weights=650).section(1, "All", "100", at=650)
        said = read(drawn.list(KNOW, "• Much").total(at=650))
        assert [s.weight for s in said.sections] == [""]
        assert rules(said) == [(standard.BEYOND_THE_EDGE, "section 1")]

    def test_cut_through_by_the_page_edge_are_missing(self) -> None:
        """Of “35” only the 3 is on the page; to take it for the weight would be a guess."""
        drawn = Drawing().head(weights=587).section(1, "All", "35", at=587)
        assert read(drawn.list(KNOW, "• Much")).sections[0].weight == ""

    def test_outside_the_crop_box_are_missing(self) -> None:
        said = read(two_sections(), page="/CropBox [0 0 440 842]")
        assert [s.weight for s in said.sections] == ["", ""]

    def test_without_any_column_are_missing(self) -> None:
        drawn = Drawing().line("", gap=10)
        drawn.put(NUMBERS, drawn.y, "Section", bold=True).section(1, "All", "")
        said = read(drawn.list(KNOW, "• Much"))
        assert rules(said) == [(standard.NO_WEIGHT, "section 1")]

    def test_that_are_words_are_left_out(self) -> None:
        said = read(two_sections("tbd"))
        assert said.sections[0].weight == ""
        assert (standard.NOT_A_WEIGHT, "section 1: tbd") in rules(said)


def texts(said: TechnicalDescription, section: int = 0) -> list[str]:
    return [statement.text for statement in said.sections[section].statements]


def listed(*items: str) -> Drawing:
    return Drawing().head().section(1, "All", "100").list(KNOW, *items)


class TestStatements:
    def test_go_on_over_lines_and_pages(self) -> None:
        drawn = listed("• The first of", "| two", "• The second, which")
        drawn.page(head=True).line("goes on here", x=TEXTS + 7)
        assert texts(read(drawn)) == ["The first of two", "The second, which goes on here"]

    def test_of_the_next_list_follow_on_the_next_page(self) -> None:
        drawn = listed("• Materials").page(head=True).list(ABLE, "• Build").total()
        [section] = read(drawn).sections
        assert [(s.kind, s.text) for s in section.statements] == [
            ("knowledge", "Materials"),
            ("ability", "Build"),
        ]

    def test_contain_what_is_nested_in_them(self) -> None:
        drawn = listed("• Properties of:", ">· steels", ">· wood", "• Tools")
        assert texts(read(drawn)) == ["Properties of: steels; wood", "Tools"]

    @pytest.mark.parametrize("bullet", ["•", "-", "–", "*", "·", "1.", "a)"])
    def test_begin_with_bullets_of_many_kinds(self, bullet: str) -> None:
        drawn = listed(f"{bullet}  One", f"{bullet}  Two of", "| three")
        assert texts(read(drawn)) == ["One", "Two of three"]

    def test_need_no_bullets(self) -> None:
        drawn = listed("One that", "goes on").line("Two", x=TEXTS + 1, gap=8)
        assert texts(read(drawn)) == ["One that goes on", "Two"]

    def test_join_broken_words(self) -> None:
        drawn = listed("• State-of-the-", "| art and/", "| or short-", "| and long-term \x01les")
        assert texts(read(drawn)) == ["State-of-the-art and/or short- and long-term files"]

    def test_cut_off_at_the_page_edge_say_so(self) -> None:
        drawn = Drawing().head(weights=650).section(1, "All", "100", at=650)
        said = read(drawn.list(KNOW, "• Short", "• Long " + "and longer " * 12, "| to the end"))
        assert texts(said)[0] == "Short"
        assert texts(said)[1].endswith(" […] to the end")
        assert (statements.CUT, "section 1, statement 2") in rules(said)

    def test_of_no_kind_are_left_out(self) -> None:
        drawn = Drawing().head().section(1, "All", "100").line("• What is this", x=TEXTS, gap=16)
        assert rules(read(drawn.list(KNOW, "• Much"))) == [
            (statements.NEITHER, "section 1, lines: 1")
        ]

    def test_are_not_the_running_lines_of_the_page(self) -> None:
        drawn = listed("• One")
        for number in range(3):
            drawn.put(57, 780, "Draft for discussion").put(57, 60, f"Page {number}")
            drawn.page(head=True).line(f"• More {number}", x=TEXTS + 1)
        drawn.put(57, 780, "Draft for discussion").put(57, 60, "Page 3")
        assert texts(read(drawn)) == ["One", "More 0", "More 1", "More 2"]


class TestPages:
    def test_may_be_turned(self) -> None:
        """The text runs up the sheet, and /Rotate turns it for the reader."""
        upright, turned = two_sections(), two_sections()
        for operators in turned.pages:
            operators[0] = f"0 1 -1 0 {HEIGHT} 0 cm"
        box = f"/MediaBox [0 0 {HEIGHT} {WIDTH}] /Rotate 90"
        assert read(turned, page=box) == read(upright)

    def test_may_begin_elsewhere_than_at_zero(self) -> None:
        moved = two_sections()
        for operators in moved.pages:
            operators[0] = "1 0 0 1 300 200 cm"
        box = f"/MediaBox [0 0 2000 2000] /CropBox [300 200 {300 + WIDTH} {200 + HEIGHT}]"
        assert read(moved, page=box) == read(two_sections())

    def test_may_carry_a_slanting_watermark(self) -> None:
        marked = two_sections()
        for operators in marked.pages:
            operators.append("BT /B 60 Tf 0.7 0.7 -0.7 0.7 150 250 Tm (DRAFT COPY) Tj ET")
        assert read(marked) == read(two_sections())

    def test_may_be_drawn_in_any_order(self) -> None:
        shuffled = two_sections()
        for operators in shuffled.pages:
            operators[1:] = reversed(operators[1:])
        assert read(shuffled) == read(two_sections())


ESCO = "7aedaa07-3884-4c5b-88f9-80997b2aa54b"


class TestReferences:
    def test_are_found_in_addresses_broken_across_lines(self) -> None:
        drawn = two_sections().references(
            "This relates to https://",
            "www.onetonline.org/link/summary/51-4121.06 and http://data.europa.eu/esco/",
            "occupation/7aedaa07-3884-4c5b-88f9-",
            "80997b2aa54b (pages 216 and 226)",
            "ILO 7212, for WorldSkills Shanghai 2026.",
        )
        said = read(drawn)
        assert said.references_at == "§13.2"
        assert said.alignments.esco == (ESCO,)
        assert (said.alignments.isco, said.alignments.onet) == (("7212",), ("51-4121.06",))

    @pytest.mark.parametrize(
        ("text", "isco", "onet"),
        [
            ("ILO: 3115 and 3119", ("3115", "3119"), ()),
            ("ISCO-08 reference: developer: 2514.", ("2514",), ()),
            ("ESCO 2519.7, ESCO 522: sellers", ("2519", "522"), ()),
            ("ttp://data.europa.eu/esco/isco/C7123.", ("7123",), ()),
            (
                "O*NET 49-2098: https://www.onetonline.org/link/summary/49-2098.00",
                (),
                ("49-2098.00",),
            ),
            ("https://www.onetonline.org/link/summary/51-7011. And", (), ("51-7011.00",)),
        ],
    )
    def test_are_found_in_many_wordings(
        self, text: str, isco: tuple[str, ...], onet: tuple[str, ...]
    ) -> None:
        found, _ = references.alignments(text)
        assert (found.isco, found.onet) == (isco, onet)

    def test_cut_short_are_left_out(self) -> None:
        found, findings = references.alignments(
            "http://data.europa.eu/esco/occupation/35eb0aa6-b40d-"
        )
        assert found.esco == ()
        assert [f.rule for f in findings] == [references.CUT_SHORT]

    def test_to_groups_that_isco_does_not_have_are_left_out(self) -> None:
        found, findings = references.alignments("ILO 9999")
        assert found.isco == ()
        assert [(f.rule, f.example) for f in findings] == [(references.UNKNOWN_ISCO, "9999")]
