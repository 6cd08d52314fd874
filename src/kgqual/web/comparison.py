"""What a stored query answers now, and whether that is what it answered before."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from starlette.types import Receive

from kgqual.errors import EngineError
from kgqual.sparql_text import volatile
from kgqual.store import workers
from kgqual.store.checksum import Checksum
from kgqual.store.stored_queries import Question, Record, StoredQuery
from kgqual.web.parameters import Parameters
from kgqual.web.posted_question import pairs_of
from kgqual.web.presence import Presence
from kgqual.web.protocol import dataset
from kgqual.web.serving import Served


class Unknown(StrEnum):
    """Why it cannot be said whether an answer changed."""

    VOLATILE = "volatile"
    BLANK_NODES = "blank-nodes"
    FAILED = "failed"


@dataclass(frozen=True)
class Comparison:
    """The answer of the snapshot ``snapshot``, beside the one that is recorded.

    ``changed`` is None when it cannot be said, and ``unknown`` says why; ``explanation`` is the
    same as a sentence.
    """

    snapshot: str
    answer: Checksum | None
    changed: bool | None
    unknown: Unknown | None = None
    explanation: str = ""


@dataclass(frozen=True)
class Asking:
    """How a question is asked: what relative IRIs are relative to, the seconds it may take.

    ``receive`` says when the client goes away.
    """

    endpoint: str
    seconds: float
    receive: Receive


async def ask(served: Served, question: Question, how: Asking) -> Checksum:
    """Return the checksum of the answer of a snapshot, computed by one of its workers.

    Raises what ``Served.run`` does, BadUsage for a graph that is not named by an IRI, and
    ClientGone.
    """
    request = workers.Request(
        question.query,
        dataset(Parameters(pairs_of(question)), served.manifest),
        None,
        None,
        how.endpoint,
        checksum=True,
    )
    with Presence(how.receive):
        answering = await served.run(request, how.seconds)
    return Checksum.from_bytes(answering.first)


async def compare(served: Served, stored: StoredQuery, cited: Record, how: Asking) -> Comparison:
    """Compare the recorded answer ``cited`` with that of the snapshot which is served."""
    snapshot, question = served.snapshot.id, stored.question
    try:
        answer = await _answer(served, stored, how)
    except EngineError as error:
        return Comparison(snapshot, None, None, Unknown.FAILED, str(error))
    if names := volatile(question.query):
        why = f"{', '.join(names)}: the answer may be another every time."
        return Comparison(snapshot, answer, None, Unknown.VOLATILE, why)
    if answer.sha256 is None or cited.answer.sha256 is None:
        why = "The rows hold blank nodes, which have other names in every answer."
        return Comparison(snapshot, answer, None, Unknown.BLANK_NODES, why)
    return Comparison(snapshot, answer, answer != cited.answer)


async def _answer(served: Served, stored: StoredQuery, how: Asking) -> Checksum:
    if record := stored.record(served.snapshot.id):
        return record.answer
    id = stored.question.id
    if id not in served.checksums:
        served.checksums[id] = await ask(served, stored.question, how)
    return served.checksums[id]
