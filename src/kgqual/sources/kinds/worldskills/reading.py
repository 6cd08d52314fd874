"""Reading a technical description, confined: the PDF engine is never loaded into this process."""

from __future__ import annotations

from functools import lru_cache, partial
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from kgqual.confined import Allowance, run
from kgqual.errors import UnreadableInput
from kgqual.limits import current
from kgqual.model import SourceFile
from kgqual.sources.kinds.worldskills.description import TechnicalDescription

ALLOWANCE = Allowance(output=16 << 20)
"""What the text of one PDF may take; that of official ones is some 30,000 bytes."""

_JSON = TypeAdapter(TechnicalDescription)


def is_pdf(file: SourceFile) -> bool:
    """Tell whether a file is named as a PDF."""
    return file.name.lower().endswith(".pdf")


def technical_description(file: SourceFile) -> TechnicalDescription:
    """Return what a PDF says. Raises UnreadableInput when it cannot be read or is another one."""
    if file.size > (most := current().document_bytes):
        raise UnreadableInput(f"{file.name}: it has {file.size:,} bytes; {most:,} at most.")
    return _read(file.name, file.path, file.sha256)


@lru_cache(maxsize=128)
def _read(name: str, path: str, sha256: str) -> TechnicalDescription:
    """Return what the PDF at ``path`` says; one of another ``sha256`` is read anew."""
    read = partial(_described, file_name=name)
    answer = run(read, Path(path).read_bytes(), name=name, allowance=ALLOWANCE)
    try:
        return _JSON.validate_json(answer)
    except ValidationError as error:
        raise UnreadableInput(f"{name}: its reader was led astray; the file is hostile.") from error


def _described(pdf: bytes, file_name: str) -> bytes:
    """Return the description in ``pdf`` as JSON: what the confined process does."""
    from kgqual.sources.kinds.worldskills.document import describe
    from kgqual.sources.kinds.worldskills.pdf import read_pdf

    return _JSON.dump_json(describe(read_pdf(pdf), file_name))
