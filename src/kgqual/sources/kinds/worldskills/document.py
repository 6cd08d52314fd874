"""From the pages of a PDF to what the technical description says, or why it is none."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from statistics import median

from kgqual.errors import UnreadableInput
from kgqual.sources.kinds.worldskills.columns import MAX_HEADER, header
from kgqual.sources.kinds.worldskills.description import (
    Alignments,
    Finding,
    TechnicalDescription,
)
from kgqual.sources.kinds.worldskills.lines import Document, Line
from kgqual.sources.kinds.worldskills.references import alignments
from kgqual.sources.kinds.worldskills.running import CODE, UPDATED, body, pages_counted
from kgqual.sources.kinds.worldskills.standard import sections
from kgqual.sources.kinds.worldskills.wrapped import joined, piece

SCRIPTS = "The PDF carries scripts: they are not run."
OTHER_NAME = "The file is named after another document: what the document says counts."
NO_DATE = "The document does not say when it was last updated."
NO_AGE = "The document does not say how old competitors may be."
NO_REFERENCES = "The document has no section of references to other classifications."
TITLES_DIFFER = "The cover and section 1 call the skill differently: the cover counts."

LANGUAGE = "en"
"""The only language whose headings are known."""

_NUMBERED = re.compile(r"(\d+(?:\.\d+)+)\.?\s+\S")
_STANDARD = re.compile(r"\d+(?:\.\d+)+\.?\s+(?:The\s+)?WorldSkills Occupational", re.IGNORECASE)
_REFERENCES = re.compile(r"\d+(?:\.\d+)+\.?\s+References?\b", re.IGNORECASE)
_AGE_HEADING = re.compile(r"\d+(?:\.\d+)+\.?\s+Age limit", re.IGNORECASE)
_NAME_HEADING = re.compile(r"\d+(?:\.\d+)+\.?\s+The name of the skill", re.IGNORECASE)
_AGE = re.compile(r"not be older than (\d{1,2}) years", re.IGNORECASE)
_COVER_NUMBER = re.compile(r"Skill (\d{1,3})", re.IGNORECASE)
_COVER_HEADING = re.compile(r"Technical Description\b", re.IGNORECASE)
_ORGANISATIONS = re.compile(r"The following table\b|Organi[sz]ation Contact\b", re.IGNORECASE)


def describe(document: Document, file_name: str) -> TechnicalDescription:
    """Return what the document says; the file's name counts where it has no code on its pages.

    Raises UnreadableInput when it is not an English WorldSkills technical description.
    """
    if not any(page.lines for page in document.pages):
        raise UnreadableInput("its pages hold no text; perhaps they are pictures of it.")
    findings = [Finding(SCRIPTS, str(document.scripts))] if document.scripts else []
    competition, number = _identity(document, file_name, findings)
    _refuse_parts(document)
    lines = body(document)
    standard_at, table = _standard(lines)
    found, problems = sections(table)
    findings += problems
    references_at, aligned = _alignments(lines, findings)
    return TechnicalDescription(
        competition=competition,
        number=number,
        title=_title(document, lines, number, findings),
        age_limit=_age_limit(lines, findings),
        last_updated=_last_updated(document, findings),
        standard_at=standard_at,
        sections=tuple(found),
        references_at=references_at,
        alignments=aligned,
        findings=tuple(findings),
    )


def _identity(document: Document, file_name: str, findings: list[Finding]) -> tuple[str, str]:
    """Return the competition and the number of the skill, from the code on the pages."""
    codes = Counter(
        found.groups()
        for page in document.pages
        for line in page.lines
        if (found := CODE.search(line.text))
    )
    named = CODE.search(file_name)
    stated = codes.most_common(1)[0][0] if codes else named.groups() if named else None
    if stated is None:
        raise UnreadableInput(
            "it is not a WorldSkills technical description: no page carries a code such as "
            "WSC2026_TD17_en."
        )
    competition, number, language = stated
    if (language or LANGUAGE).lower() != LANGUAGE:
        raise UnreadableInput(f"it is in the language {language!r}; only the English one is read.")
    if named and named.groups()[:2] != (competition, number):
        findings.append(Finding(OTHER_NAME, f"{file_name}: WSC{competition}_TD{number}"))
    return competition, number


def _refuse_parts(document: Document) -> None:
    """Refuse a document with fewer pages than its footers say: an unfinished download."""
    there, counted = len(document.pages), pages_counted(document)
    if there < counted:
        raise UnreadableInput(
            f"it has {there} of the {counted} pages that its footers count. Download it again."
        )


def _standard(lines: Sequence[Line]) -> tuple[str, Sequence[Line]]:
    """Return where the occupational standard is and the lines from the head of its table on."""
    begin = next((i for i, line in enumerate(lines) if _STANDARD.match(line.text)), 0)
    for position in range(begin, len(lines)):
        if header(lines[position : position + MAX_HEADER]):
            headings = [li for li in lines[: position + 1] if _STANDARD.match(li.text)]
            return _place(headings or lines[:position]), lines[position:]
    raise UnreadableInput(
        "the table of the WorldSkills Occupational Standards was not found: no line is headed "
        "“Section” and “Relative importance (%)”."
    )


def _place(before: Sequence[Line]) -> str:
    """Return the number of the last heading in ``before``, as ``§2.2``, or nothing."""
    found = [match[1] for line in before if (match := _NUMBERED.match(line.text))]
    return f"§{found[-1]}" if found else ""


def _alignments(lines: Sequence[Line], findings: list[Finding]) -> tuple[str, Alignments]:
    """Return where the references are, and the alignments stated there."""
    begin = max((i for i, line in enumerate(lines) if _REFERENCES.match(line.text)), default=None)
    if begin is None:
        findings.append(Finding(NO_REFERENCES, ""))
        return "", Alignments()
    ordinary = median(line.height for line in lines)
    text = []
    for line in lines[begin + 1 :]:
        heading = _NUMBERED.match(line.text) and line.height > 1.2 * ordinary
        if heading or _ORGANISATIONS.match(line.text):
            break
        text.append(piece(line.words))
    found, unusable = alignments(joined(text))
    findings += unusable
    return _place(lines[: begin + 1]), found


def _title(document: Document, lines: Sequence[Line], number: str, findings: list[Finding]) -> str:
    """Return what the skill is called: on the cover or, without a cover, in section 1.1.1."""
    named = joined(piece(line.words) for line in _under(lines, _NAME_HEADING))
    cover = _on_cover(document.pages[0].lines, number)
    if not (cover or named):
        raise UnreadableInput("it does not say on its cover what the skill is called.")
    if cover and named and cover.casefold() != named.casefold():
        findings.append(Finding(TITLES_DIFFER, f"{cover} | {named}"))
    return cover or named


def _on_cover(lines: Sequence[Line], number: str) -> str:
    """Return the lines of the cover between “Technical Description” and “Skill 17”."""
    title: list[Line] = []
    for line in lines:
        if _COVER_HEADING.match(line.text):
            title = []
        elif found := _COVER_NUMBER.fullmatch(line.text):
            if int(found[1]) != int(number):
                raise UnreadableInput(
                    f"its cover says skill {found[1]}, the code on its pages {number}."
                )
            return joined(piece(one.words) for one in title)
        else:
            title.append(line)
    return ""


def _under(lines: Sequence[Line], heading: re.Pattern[str]) -> Iterator[Line]:
    """Yield the lines between the first such heading and the next numbered one."""
    begin = next((i for i, line in enumerate(lines) if heading.match(line.text)), len(lines))
    for line in lines[begin + 1 :]:
        if _NUMBERED.match(line.text):
            return
        yield line


def _age_limit(lines: Sequence[Line], findings: list[Finding]) -> str:
    found = _AGE.search(joined(piece(line.words) for line in _under(lines, _AGE_HEADING)))
    if not found:
        findings.append(Finding(NO_AGE, ""))
    return found[1] if found else ""


def _last_updated(document: Document, findings: list[Finding]) -> str:
    for page in document.pages:
        for line in page.lines:
            if found := UPDATED.search(line.text):
                try:
                    return date(int(found[3]), int(found[2]), int(found[1])).isoformat()
                except ValueError:
                    findings.append(Finding(NO_DATE, found[0]))
                    return ""
    findings.append(Finding(NO_DATE, ""))
    return ""
