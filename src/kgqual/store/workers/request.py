"""What a worker is asked, and what it answers."""

from __future__ import annotations

from collections.abc import AsyncGenerator
from dataclasses import dataclass, field

from kgqual.errors import EngineError
from kgqual.store.dataset import Dataset
from kgqual.store.interface import AnswerKind, Format


@dataclass(frozen=True)
class Request:
    """A query, its dataset, and the format for each kind of answer (None: not acceptable).

    ``base`` resolves the relative IRIs of the query; without it they are refused. ``coding`` is
    the content coding that the client takes: "", "gzip" or "zstd". With ``checksum`` the answer is
    the JSON of its ``Checksum`` instead, and formats and coding are not asked. ``services`` are
    the addresses that SERVICE may call; any other call is refused. ``id`` names the request in
    what is told of it, and changes nothing.
    """

    text: str
    dataset: Dataset
    results: Format | None
    graphs: Format | None
    base: str | None = None
    coding: str = ""
    checksum: bool = False
    services: tuple[str, ...] = ()
    id: str = field(default="", compare=False)

    def format(self, kind: AnswerKind) -> Format | None:
        """Return the format wanted for an answer of ``kind``."""
        return self.graphs if kind is AnswerKind.GRAPH else self.results


@dataclass
class Answering:
    """An answer that has begun.

    ``coding`` is the content coding that was applied, "" for none: small answers are not
    compressed. ``rest`` is None when ``first`` is the whole answer; otherwise it yields what
    follows, raises QueryTimeout or EngineError when the answer breaks off, and must be closed,
    which ends the query if it still runs.
    """

    media_type: str
    coding: str
    first: bytes
    rest: AsyncGenerator[bytes] | None


class NotAcceptable(EngineError):
    """The client accepts no format that can express the answer."""
