"""How the answer to a stored query is cited: as BibTeX, and as a line of text."""

from __future__ import annotations

import re

from kgqual.harmless import harmless
from kgqual.store.stored_queries import Question, Record

AUTHOR = "kgqual contributors"
WORK = "kgqual, the open knowledge graph of qualifications, occupations and skills"
_TITLE = re.compile(r"\s*#[ \t]*(?:(?:en|ru|kk)[ \t]*:)?[ \t]*(\S.*)")
_LONGEST_TITLE = 200
_SPECIAL = {"\\": r"\textbackslash{}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}"}


def title(question: Question) -> str:
    """Return what the query says that it asks, in its opening comment; '' when it says nothing."""
    found = _TITLE.match(question.query)
    return harmless(found[1].strip()[:_LONGEST_TITLE]) if found else ""


def bibtex(question: Question, record: Record, address: str) -> str:
    """Return a BibTeX entry for the answer in ``record``, which is found at ``address``."""
    asked = title(question)
    name = f"{asked}. Answer of kgqual" if asked else "Answer of kgqual to a SPARQL query"
    fields = {
        "author": f"{{{AUTHOR}}}",
        "title": f"{{{_escaped(name)}}}",
        "howpublished": _escaped(WORK),
        "version": record.kgqual,
        "note": _escaped(_note(question, record)),
        "year": record.asked[:4],
        "url": address,
        "urldate": record.asked[:10],
    }
    lines = [f"  {field} = {{{value}}}," for field, value in fields.items()]
    key = f"kgqual-{question.id[:8]}-{record.snapshot[:8]}"
    return "\n".join([f"@misc{{{key},", *lines, "}"])


def line(question: Question, record: Record, address: str) -> str:
    """Return the same as one line of text."""
    asked = title(question) or "Answer to a SPARQL query"
    return (
        f"{AUTHOR} ({record.asked[:4]}). {asked.rstrip('.')}. {WORK}, version {record.kgqual}. "
        f"{_note(question, record)}. {address}"
    )


def _note(question: Question, record: Record) -> str:
    day = f", as of {question.as_of}" if question.as_of else ""
    sha256 = f", SHA-256 {record.answer.sha256}" if record.answer.sha256 else ""
    return f"Snapshot {record.snapshot}{day}; asked on {record.asked[:10]}{sha256}"


def _escaped(text: str) -> str:
    return re.sub(r"[\\~^{}%&#_$]", lambda sign: _SPECIAL.get(sign[0], "\\" + sign[0]), text)
