"""Write the pages that are made from the code and the data, so that they cannot lag.

python docs/generate.py
"""

from __future__ import annotations

from pathlib import Path

from pyoxigraph import QuerySolutions, RdfFormat, Store

from kgqual.chaining import CARRYING, PREDICATES, Move, Step, composed
from kgqual.mapping.inference.rules import explained
from kgqual.namespaces import compact, thing
from kgqual.resources import shipped
from kgqual.sources.kinds import KINDS, importer
from kgqual.sources.shipped import shipped_sources
from kgqual.sources.template import Table

HERE = Path(__file__).parent
MADE = "<!-- Made by `python docs/generate.py`; do not edit. -->\n\n"


def templates() -> str:
    """Return the page of the templates: every table and column of every kind."""
    parts = [
        "# Templates\n\n",
        MADE,
        "CSV (UTF-8; comma, semicolon or tab) or XLSX with one sheet a table. A file or sheet is "
        "recognised by its name or, when that says nothing, by its columns. Columns in **bold** "
        "must be filled; others may be left out. Filled examples: `examples/templates/`.\n\n"
        "A column may be headed by its name, or by its Kazakh or Russian header; case, brackets "
        "and `_` do not matter, and one table may mix languages. Cells hold the same codes in "
        "every language. Further headers are in `src/kgqual/sources/headers.csv`; the Kazakh ones "
        "are drafts that await review by a Kazakh speaker.\n",
    ]
    for kind in KINDS:
        if template := importer(kind).template:
            parts.append(f"\n## {kind}\n\n{KINDS[kind]}\n")
            if template.meaning:
                parts.append(f"\n{template.meaning}\n")
            parts += [_table(table) for table in template.tables]
    return "".join(parts)


def _table(table: Table) -> str:
    rows = "".join(
        f"| {f'**{c.name}**' if c.required else c.name} | {c.translated.kk[0]} "
        f"| {c.translated.ru[0]} | {_cell(c.meaning)} "
        f"| {_cell(c.expects or ('list, separated by |' if c.many else ''))} |\n"
        for c in table.columns
    )
    return (
        f"\n### {table.name}\n\n{table.meaning}\n\n"
        f"| column | Kazakh | Russian | meaning | must be |\n|---|---|---|---|---|\n{rows}"
    )


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


def absent() -> str:
    """Return the page of what was looked for and not found."""
    parts = [
        "# What is not in the graph\n\n",
        MADE,
        "Looked for and not found in any source we could read. None of it is made up; the "
        "catalogue of every snapshot (`/catalog`) lists the same gaps.\n\n| source | absent |\n"
        "|---|---|\n",
    ]
    for source in shipped_sources():
        parts += [f"| {source.name} | {_cell(gap.label['en'])} |\n" for gap in source.gaps]
    return "".join(parts)


def kazakh_review() -> str:
    """Return the page of Kazakh texts that await a Kazakh speaker."""
    store = Store()
    for path in sorted(shipped("ontology").glob("*.ttl")):
        store.load(path=path, format=RdfFormat.TURTLE)
    query = (shipped("ontology") / "kazakh-review.rq").read_text(encoding="utf-8")
    solutions = store.query(query)
    assert isinstance(solutions, QuerySolutions)
    rows = "".join(
        f"| {compact(row['term'].value)} | {row['what'].value} | {_cell(row['kk'].value)} "
        f"| {_text(row['ru'])} | {_text(row['en'])} |\n"
        for row in solutions
    )
    return (
        "# Kazakh texts to review\n\n" + MADE + "These Kazakh texts of the ontology are drafts of "
        "ours. Where a term names a source, its label is that source's and only the definition is "
        "a draft. After a review, remove `kq:draftText` from the term and add the reviewer as "
        "`dcterms:contributor`.\n\n| term | text | Kazakh | Russian | English |\n"
        "|---|---|---|---|---|\n" + rows
    )


def inference() -> str:
    """Return the page of what follows from two statements in a row, and of the rules."""
    predicates = sorted(CARRYING, key=compact)
    names = [compact(predicate).removeprefix("skos:") for predicate in predicates]
    rows = "".join(
        f"| **{name}** | {' | '.join(_composed(first, second) for second in predicates)} |\n"
        for name, first in zip(names, predicates, strict=True)
    )
    rules = "".join(
        f"| `{rule}` | {_cell(said.text['en'])} | {_cell(said.source)} |\n"
        for rule, said in explained().items()
    )
    return (
        "# What follows from mappings\n\n" + MADE + "What follows from *A* first *B* second *C*: "
        "the statement in a row, then that in a column, both walked as they are read. Walked "
        "backwards, `broadMatch` and `broader` are what `narrowMatch` and `narrower` are forwards, "
        "and the other way round; the others are symmetric. A cell holds the mapping of *A* to *C* "
        "that follows, or, in italics, the rule against it.\n\n"
        f"| | {' | '.join(names)} |\n|{'---|' * (len(names) + 1)}\n{rows}\n"
        "`closeMatch` does follow from two close matches that meet in the EQF, the QF-EHEA, "
        "ISCO-08 or ISCED-F 2013, which were made for others to be compared through "
        "([ADR 22](adr/0022-chains.md)). What follows from a longer chain is what follows step by "
        "step. A chain of hierarchies alone is no mapping.\n\n## The rules\n\n"
        "| rule | what it says | after |\n|---|---|---|\n" + rules
    )


def _composed(first: str, second: str) -> str:
    a, b, c = (thing("example", name).value for name in "abc")
    found = composed(Step(a, first, b), Step(b, second, c))
    if isinstance(found, Move):
        return compact(PREDICATES[found]).removeprefix("skos:")
    return f"*{found}*"


def _text(term: object) -> str:
    return _cell(getattr(term, "value", ""))


PAGES = {
    "templates.md": templates,
    "absent.md": absent,
    "kazakh-review.md": kazakh_review,
    "inference.md": inference,
}


if __name__ == "__main__":
    for name, page in PAGES.items():
        (HERE / name).write_text(page(), encoding="utf-8")
