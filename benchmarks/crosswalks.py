"""The development sets of the matcher: texts, the terms among which to look, and what is right.

They are read from a folder of data as their publishers give it:

* ``esco/ESCO dataset - v1.1.0 - classification - en - csv.zip`` (European Commission);
* ``onet/onet_esco_crosswalk.zip``, the official crosswalk of O*NET and ESCO, both directions;
* ``melo/usa_en.zip``, ``deu_de.zip``, ``bgr_bg.zip``: crosswalks in the form of the MELO benchmark
  (Retyk et al., *MELO: An Evaluation Benchmark for Multilingual Entity Linking of Occupations*,
  2024);
* where they are there, ``melo/deu_q_de_c_de`` and ``melo/bgr_q_bg_c_bg``: corpora in the language
  of the texts, as the MELO repository has them in ``data/processed/melo``.

A text of MELO is right with one occupation or ISCO group only: the one of its closest relation,
where there is no other of that relation, and where that is not just broader or close.
"""

from __future__ import annotations

import csv
import io
import json
import re
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from kgqual.matching import Label, Term, Text

_ESCO = "esco/ESCO dataset - v1.1.0 - classification - en - csv.zip"
_ONET = "onet/onet_esco_crosswalk.zip"
_RELATIONS = ("exactISCO", "exactMatch", "narrowMatch")
"""Those that make a text of MELO usable, the closest first."""
_ANY = (*_RELATIONS, "broadMatch", "closeMatch")
_GROUP = "http://data.europa.eu/esco/isco/C"


@dataclass(frozen=True)
class Task:
    """Texts, terms, and for each text which terms are right, by number.

    ``groups`` says which texts belong together: no fold may divide them, in whatever task.
    """

    name: str
    texts: Sequence[Text]
    terms: Sequence[Term]
    right: Sequence[frozenset[int]]
    groups: Sequence[str]


def tasks(data: Path) -> Iterator[Task]:
    """Yield the tasks that the files in the folder ``data`` allow."""
    esco = _esco(data / _ESCO)
    occupations = [term for term in esco if "/occupation/" in term.iri]
    crosswalk = _crosswalk(data / _ONET)
    for described in (False, True):
        name = "O*NET→ESCO, " + ("title and description" if described else "titles")
        yield _forward(name, crosswalk, occupations, described)
        name = "ESCO→O*NET, " + ("title and description" if described else "titles")
        yield _backward(name, crosswalk, occupations, _reverse(data / _ONET, esco), described)
    yield _melo("MELO usa_en", data / "melo/usa_en.zip", esco, "en")
    yield _melo("MELO deu_de, English labels", data / "melo/deu_de.zip", esco, "de")
    yield _melo("MELO bgr_bg, English labels", data / "melo/bgr_bg.zip", esco, "bg")
    for name, folder in (("deu_de", "deu_q_de_c_de"), ("bgr_bg", "bgr_q_bg_c_bg")):
        if (data / "melo" / folder).is_dir():
            yield _corpus(f"MELO {name}", data / "melo" / folder, name[-2:])


@dataclass(frozen=True)
class _Entry:
    """What a crosswalk says of one of its occupations: what it is related to, and how."""

    title: str
    description: str
    related: Mapping[str, str]


def _esco(path: Path) -> list[Term]:
    """Return ISCO groups and occupations, each with the title of its group as context."""
    groups = {row["code"]: row for row in _rows(path, "ISCOGroups_en.csv")}
    titles = {code: _clean(row["preferredLabel"]) for code, row in groups.items()}
    terms = [_term(row, titles.get(code[:-1])) for code, row in groups.items()]
    return terms + [
        _term(row, titles.get(row["iscoGroup"])) for row in _rows(path, "occupations_en.csv")
    ]


def _term(row: Mapping[str, str], broader: str | None) -> Term:
    names = [row["preferredLabel"]]
    for column in ("altLabels", "hiddenLabels"):
        names += (row.get(column) or "").split("\n")
    texts = [text for text in dict.fromkeys(map(_clean, names)) if text]
    labels = tuple(Label(text, "en", place == 0) for place, text in enumerate(texts))
    descriptions = ((row["description"], "en"),) if row.get("description") else ()
    return Term(row["conceptUri"], labels, descriptions, ((broader, "en"),) if broader else ())


def _crosswalk(path: Path) -> dict[str, _Entry]:
    rows = _table(path, "crosswalk_esco_onet.csv", "O*NET Id")
    entries: dict[str, _Entry] = {}
    for code, title, description, iri, _, _, relation in rows:
        entry = _Entry(_clean(title), _clean(description), {})
        related = entries.setdefault(code, entry).related
        entries[code] = replace(entries[code], related={**related, iri.strip(): relation.strip()})
    return entries


def _reverse(path: Path, esco: Sequence[Term]) -> dict[str, set[str]]:
    """Return the O*NET codes of each ESCO occupation."""
    with zipfile.ZipFile(path.parent.parent / _ESCO) as archive:
        rows = _read(archive, "occupations_en.csv")
        codes = {row["code"]: row["conceptUri"] for row in rows}
    known = {term.iri for term in esco}
    related: dict[str, set[str]] = {}
    for code, _, other, _ in _table(path, "crosswalk_esco_onet_reverse.csv", "ESCO/ISCO Code"):
        if codes.get(code) in known:
            related.setdefault(codes[code], set()).add(other)
    return related


def _forward(
    name: str, crosswalk: Mapping[str, _Entry], terms: Sequence[Term], described: bool
) -> Task:
    numbers = {term.iri: number for number, term in enumerate(terms)}
    texts, right, groups = [], [], []
    for code, entry in crosswalk.items():
        found = frozenset(numbers[iri] for iri in entry.related if iri in numbers)
        if found:
            texts.append(Text(entry.title, entry.description if described else "", "en"))
            right.append(found)
            groups.append(_family(code))
    return Task(name, texts, terms, right, groups)


def _backward(
    name: str,
    crosswalk: Mapping[str, _Entry],
    occupations: Sequence[Term],
    related: Mapping[str, set[str]],
    described: bool,
) -> Task:
    terms = [
        Term(code, (Label(entry.title, "en", True),), ((entry.description, "en"),))
        for code, entry in crosswalk.items()
    ]
    numbers = {term.iri: number for number, term in enumerate(terms)}
    texts, right, groups = [], [], []
    for term in occupations:
        found = sorted(code for code in related.get(term.iri, ()) if code in numbers)
        if found:
            description = term.descriptions[0][0] if described and term.descriptions else ""
            texts.append(Text(term.labels[0].text, description, "en"))
            right.append(frozenset(numbers[code] for code in found))
            groups.append(_family(found[0]))
    return Task(name, texts, terms, right, groups)


def _melo(name: str, path: Path, terms: Sequence[Term], language: str) -> Task:
    with zipfile.ZipFile(path) as archive:
        entries = json.loads(archive.read("crosswalk.json"))
    numbers = {term.iri: number for number, term in enumerate(terms)}
    texts, right, groups = [], [], []
    for code, entry in entries.items():
        iri = _closest(entry["matches"])
        if iri in numbers:
            texts.append(Text(_clean(entry["title"]), "", language))
            right.append(frozenset([numbers[iri]]))
            groups.append(_family(code) if language == "en" else entry["title"].casefold())
    return Task(name, texts, terms, right, groups)


def _closest(matches: Mapping[str, str]) -> str | None:
    """Return what alone has the closest relation, unless it is only broader or close."""
    best = min(matches.values(), key=_ANY.index)
    having = [iri for iri, relation in matches.items() if relation == best]
    return having[0] if best in _RELATIONS and len(having) == 1 else None


def _corpus(name: str, folder: Path, language: str) -> Task:
    """Read a set of MELO in its published form: labels and texts, nothing else."""
    things = dict(_lines(folder / "concept_mapping.tsv"))
    labels: dict[str, list[str]] = {}
    for key, text in _lines(folder / "corpus_elements.tsv"):
        labels.setdefault(things[key], []).append(text)
    numbers = {iri: number for number, iri in enumerate(labels)}
    terms = [
        Term(iri, tuple(Label(text, language, place == 0) for place, text in enumerate(texts)))
        for iri, texts in labels.items()
    ]
    right: dict[str, set[int]] = {}
    for query, _, key, _ in _lines(folder / "annotations.tsv"):
        right.setdefault(query, set()).add(numbers[things[key]])
    asked = list(_lines(folder / "queries.tsv"))
    texts = [Text(title, "", language) for _, title in asked]
    groups = [title.casefold() for _, title in asked]
    return Task(name, texts, terms, [frozenset(right[query]) for query, _ in asked], groups)


def _family(code: str) -> str:
    """Return the SOC code of an O*NET code: its specialities are much alike."""
    return code.partition(".")[0]


def _table(path: Path, name: str, first: str) -> Iterator[list[str]]:
    """Yield the rows below the one that begins with ``first``; lines of preamble precede it."""
    with zipfile.ZipFile(path) as archive, archive.open(name) as file:
        rows = csv.reader(io.TextIOWrapper(file, "utf-8-sig", newline=""))
        next(row for row in rows if row and row[0] == first)
        yield from rows


def _rows(path: Path, name: str) -> list[dict[str, str]]:
    with zipfile.ZipFile(path) as archive:
        return list(_read(archive, name))


def _read(archive: zipfile.ZipFile, name: str) -> Iterator[dict[str, str]]:
    with archive.open(name) as file:
        yield from csv.DictReader(io.TextIOWrapper(file, "utf-8-sig", newline=""))


def _lines(path: Path) -> Iterator[list[str]]:
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            yield line.rstrip("\n").split("\t")


def _clean(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip()
