"""What people read: complete in three languages, in few lines, and harmless."""

from __future__ import annotations

import dataclasses
from string import Formatter

import pytest
from pyoxigraph import Literal, NamedNode
from tests.validation.conftest import EX, ex, miscoded, nameless

from kgqual.namespaces import SH
from kgqual.validation.demands import parameter
from kgqual.validation.origins import Origins
from kgqual.validation.rendering import lines, message
from kgqual.validation.report import Report
from kgqual.validation.shapes import ShapesGraph, shipped_shapes
from kgqual.validation.summary import Selection, Summary, summarize
from kgqual.validation.terms import one_line, readable_term
from kgqual.validation.waivers import Waiver
from kgqual.validation.wording import LANGUAGES, fault, in_language, wording

CORE_COMPONENTS = [
    "And",
    "Class",
    "Closed",
    "Datatype",
    "Disjoint",
    "Equals",
    "HasValue",
    "In",
    "LanguageIn",
    "LessThan",
    "LessThanOrEquals",
    "MaxCount",
    "MaxExclusive",
    "MaxInclusive",
    "MaxLength",
    "MinCount",
    "MinExclusive",
    "MinInclusive",
    "MinLength",
    "NodeKind",
    "Node",
    "Not",
    "Or",
    "Pattern",
    "Property",
    "QualifiedMaxCount",
    "QualifiedMinCount",
    "UniqueLang",
    "Xone",
]
"""The components of https://www.w3.org/TR/shacl/#core-components."""


@pytest.fixture
def summary(report: Report, shapes: ShapesGraph) -> Summary:
    graphs = dict.fromkeys(report.results, (f"{EX}g",))
    return summarize(report, shapes, (), Origins(graphs, {ex("a"): {"en": "Thing", "ru": "Вещь"}}))


def fields(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}


def text(summary: Summary, language: str = "en") -> str:
    return "\n".join(" " * line.indent + line.text for line in lines(summary, language))


def test_the_report_on_a_screen(summary: Summary) -> None:
    assert (
        text(summary)
        == """\
Failed: there are violations (violations 1, warnings 4, notes 0, waived 0)
Checked by the engine “compiled”.

VIOLATION  1 ×  http://example.org/Named
  It has no name.
  Repair: Name it.
  From: http://example.org/g (1)
    http://example.org/a · “Thing” · rdfs:label

WARNING  4 ×  http://example.org/Coded
  The value is not one of those that are allowed. (sh:in ("a" "b"))
  From: http://example.org/g (4)
    http://example.org/a · “Thing” · skos:notation · "x"
    http://example.org/b · skos:notation · "x"
    http://example.org/c · skos:notation · "x\""""
    )


def test_the_report_in_russian_and_kazakh(summary: Summary) -> None:
    russian, kazakh = text(summary, "ru"), text(summary, "kk")
    assert russian.startswith("Не пройдено: есть нарушения (нарушений 1, предупреждений 4, ")
    assert "Как исправить: Назовите." in russian
    assert "“Вещь”" in russian
    assert kazakh.startswith("Өтпеді: бұзушылықтар бар (бұзушылық 1, ескерту 4, ")
    assert "Түзету: Атаңыз." in kazakh
    assert "“Thing”" in kazakh, "without a Kazakh name the English one"


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_verdict_is_the_first_line_and_has_its_role(shapes: ShapesGraph, language: str) -> None:
    verdicts = []
    for results in ([], [miscoded("a", "x")], [nameless("a")]):
        first = next(lines(summarize(Report.of(results, "compiled"), shapes), language))
        verdicts.append((first.role, first.text))
    assert [role for role, _ in verdicts] == ["clean", "passed", "failed"]
    assert len({said for _, said in verdicts}) == 3


def test_waived_results_say_why_they_may_stay(shapes: ShapesGraph) -> None:
    reasons = {"en": "Known since 2020.", "ru": "Известно с 2020 года."}
    waiver = Waiver(ex("waiver"), ex("Named"), f"{EX}g", frozenset(), 1, reasons)
    summary = summarize(Report.of([], "compiled"), shapes, [(waiver, [nameless("a")])])
    assert next(lines(summary, "en")).role == "passed", "something was found"
    assert "WAIVED  1 ×  http://example.org/Named" in text(summary)
    assert "Why it may stay: Known since 2020." in text(summary)
    assert "Почему может остаться: Известно с 2020 года." in text(summary, "ru")


def test_the_engine_and_why_it_was_chosen(shapes: ShapesGraph) -> None:
    summary = summarize(Report.of([], "pyshacl", "The shapes use sh:js."), shapes)
    assert "Checked by the engine “pyshacl”.\nThe shapes use sh:js." in text(summary)


def test_a_selection_says_how_much_it_shows(summary: Summary) -> None:
    selected = summary.select(Selection(severity="violation"))
    assert "Shown: 1 of them." in text(selected)
    assert "warnings 4" in text(selected), "the verdict is about the whole"


def test_many_source_graphs_are_counted_not_listed(shapes: ShapesGraph) -> None:
    graphs = {nameless("a"): tuple(f"{EX}g{number}" for number in range(9))}
    summary = summarize(Report.of([nameless("a")], "compiled"), shapes, (), Origins(graphs))
    [shown] = [line.text for line in lines(summary, "en") if line.role == "graphs"]
    assert shown.endswith("and 5 more")


def test_a_message_that_names_the_value_goes_before_that_of_the_shape(shapes: ShapesGraph) -> None:
    said = (Literal("“a” has no name.", language="en"), Literal("«a» без названия.", language="ru"))
    result = dataclasses.replace(nameless("a"), messages=said)
    [group] = summarize(Report.of([result], "compiled"), shapes).groups
    assert message(group, group.findings[0], "ru") == "«a» без названия."
    assert message(group, group.findings[0], "kk") == "“a” has no name."


def test_hostile_characters_are_written_out(shapes: ShapesGraph) -> None:
    hostile = "\x1b[31mred\x00\u202egnp.exe\u2066\nsecond line"
    result = miscoded("a", hostile)
    origins = Origins({result: ("http://example.org/\u202eg",)}, {ex("a"): {"en": hostile}})
    shown = text(summarize(Report.of([result], "compiled"), shapes, (), origins))
    assert not set(shown) & set("\x1b\x00\u202e\u2066")
    assert "\\u001b[31mred\\u0000\\u202egnp.exe\\u2066 second line" in shown
    assert "(1)" in shown


def test_long_values_are_cut_off(shapes: ShapesGraph) -> None:
    summary = summarize(Report.of([miscoded("a", "x" * 100_000)], "compiled"), shapes)
    assert max(len(line.text) for line in lines(summary, "en")) < 400


@pytest.mark.parametrize(
    ("term", "shown"),
    [
        (NamedNode("http://www.w3.org/2004/02/skos/core#prefLabel"), "skos:prefLabel"),
        (Literal("a"), '"a"'),
        (Literal("қазақша", language="kk"), '"қазақша"@kk'),
        (Literal(5), '"5"^^xsd:integer'),
        (Literal(" a\nb\tc\xa0"), '" a\\nb\\tc\\u00a0"'),
    ],
)
def test_terms_are_readable(term: NamedNode | Literal, shown: str) -> None:
    assert readable_term(term) == shown


def test_one_line_keeps_short_texts_whole() -> None:
    assert one_line("  a \n b ") == "a b"
    assert one_line("abc", 2) == "ab…"


def test_every_wording_is_there_in_three_languages() -> None:
    for key, texts in wording().items():
        assert set(texts) == set(LANGUAGES), key
        assert len({frozenset(fields(text)) for text in texts.values()}) == 1, key
        assert len(set(texts.values())) == 3, f"{key}: a translation is a copy"


@pytest.mark.parametrize("name", CORE_COMPONENTS)
def test_every_core_component_says_what_is_wrong(name: str) -> None:
    component = SH[f"{name}ConstraintComponent"]
    assert f"component.{parameter(component)}" in wording()
    assert fault("en", component) != fault("en", ex("component"))


def test_a_language_falls_back_on_english_then_on_any() -> None:
    assert in_language("kk", {"en": "a", "ru": "b"}) == "a"
    assert in_language("kk", {"de": "c"}) == "c"
    assert in_language("kk", {}) == ""


def test_every_shipped_shape_speaks_in_its_own_words() -> None:
    shapes = shipped_shapes()
    said = [shapes.messages(source) for source in shapes.table.using(SH.message)]
    assert said
    assert all(set(texts) == set(LANGUAGES) for texts in said)
