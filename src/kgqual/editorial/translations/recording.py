"""Recording requests: once for each key, all or none, by who may, about what the person saw."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, select

from kgqual.editorial.errors import KeyTaken, NotAllowed
from kgqual.editorial.people import Person, as_recorded
from kgqual.editorial.schema import now
from kgqual.editorial.translations.appending import Row, append
from kgqual.editorial.translations.changes import Change
from kgqual.editorial.translations.conflict import Conflict
from kgqual.editorial.translations.ledger import Ledger
from kgqual.editorial.translations.pending import Pending
from kgqual.editorial.translations.reading import changes, in_parts
from kgqual.editorial.translations.requests import Edit, Request, refuse_unkeepable_request
from kgqual.editorial.translations.standing import Translation, standing
from kgqual.editorial.translations.tables import CHANGES
from kgqual.editorial.translations.undoing import Undo

Standing = Callable[[str], Mapping[str, Translation]]
"""What stands in a language, by concept."""
Guard = Callable[[Sequence[Change], Standing, Standing], None]
"""What may refuse changes by raising, before they are recorded and while nobody else writes.

It gets the new changes, what stands before them, and what would stand after them.
"""


@dataclass(frozen=True, slots=True)
class Saved:
    """What has become of a request that is on the disk.

    ``change`` is None when all was so already; ``already``: the same was recorded before.
    """

    change: Change | None
    translation: Translation
    already: bool = False


@dataclass(frozen=True, slots=True)
class _Earlier:
    """What was recorded with a key: by whom (an id), and the digest of the request."""

    change: Change
    person: int
    digest: str


class Recording:
    """The requests of one person in the transaction of ``connection``."""

    def __init__(self, connection: Connection, ledger: Ledger, person: Person) -> None:
        self._connection = connection
        self._ledger = ledger
        self._pending = Pending(connection, ledger)
        self._person = as_recorded(connection, person)
        self._at = now()

    def record(
        self, requests: Sequence[Request], batch: str | None = None, guard: Guard | None = None
    ) -> list[Saved]:
        """Record the requests in their order: all of them or, where it raises, none.

        Raises NotAllowed, KeyTaken where a key belongs to something else, Conflict where a
        translation has another version, BadUsage for what cannot be kept, and what ``guard`` does.
        """
        earlier = self._earlier(request.key for request in requests)
        undone = (one for one in requests if isinstance(one, Undo) and one.key not in earlier)
        self._pending.load((one.language, one.concept) for one in undone)
        rows: list[Row] = []
        for request in requests:
            refuse_unkeepable_request(request)
            digest = _digest(request)
            if request.key in earlier:
                self._refuse_other(earlier[request.key], digest)
            elif change := self._change(request, batch):
                self._pending.add(change)
                sources = tuple(request.sources.values()) if isinstance(request, Edit) else ()
                rows.append(Row(change, digest, sources))
        _refuse_repeated(rows)
        if guard:
            guard([row.change for row in rows], self._ledger.all, self._pending.all)
        recorded = append(self._connection, self._person, rows)
        return self._saved(requests, earlier, recorded)

    def _saved(
        self,
        requests: Sequence[Request],
        earlier: Mapping[str, _Earlier],
        recorded: Mapping[str, Change],
    ) -> list[Saved]:
        """Return what has become of each request, with what stood after it."""
        found = []
        present = Pending(self._connection, self._ledger)
        present.load((one.language, one.concept) for one in recorded.values() if one.undoes)
        for request in requests:
            before = present.translation(request.language, request.concept)
            if old := earlier.get(request.key):
                found.append(Saved(old.change, before, already=True))
            elif change := recorded.get(request.key):
                found.append(Saved(change, present.add(change)))
            else:
                found.append(Saved(None, before))
        return found

    def _change(self, request: Request, batch: str | None) -> Change | None:
        """Return what a request changes; None where all is so already."""
        before = self._pending.translation(request.language, request.concept)
        if not request.allowed(self._person, before):
            raise NotAllowed(
                f"{self._person.name} may not do this with <{request.concept}> as "
                f"{self._person.role}, or no more."
            )
        if request.version not in (None, before.version):
            raise self._conflict(request, before)
        if isinstance(request, Undo):
            request.refuse_covered(self._pending.history(request.language, request.concept))
        made = request.made(before)
        if made is None:
            return None
        return Change(
            id=0,
            key=request.key,
            person=self._person.name,
            at=self._at,
            language=request.language,
            concept=request.concept,
            act=made.act,
            version=before.version + made.counts,
            comment=request.comment.strip(),
            fields=made.fields,
            waived=made.waived,
            assignee=made.assignee,
            batch=batch,
            undoes=made.undoes.id if made.undoes else None,
        )

    def _conflict(self, request: Request, current: Translation) -> Conflict:
        language, concept = request.language, request.concept
        history = self._pending.history(language, concept)
        seen = request.version or 0
        return Conflict(
            standing(language, concept, [one for one in history if one.version <= seen]),
            current,
            [one for one in history if one.version > seen and (one.fields or one.undoes)],
            request if isinstance(request, Edit) else None,
        )

    def _earlier(self, keys: Iterable[str]) -> Mapping[str, _Earlier]:
        """Return what was recorded with the keys."""
        query = select(CHANGES.c.key, CHANGES.c.person, CHANGES.c.digest)
        found: dict[str, _Earlier] = {}
        for some in in_parts(set(keys)):
            having = CHANGES.c.key.in_(some)
            digests = {row.key: row for row in self._connection.execute(query.where(having))}
            for change in changes(self._connection, having) if digests else ():
                row = digests[change.key]
                found[change.key] = _Earlier(change, row.person, row.digest)
        return found

    def _refuse_other(self, old: _Earlier, digest: str) -> None:
        """Raise KeyTaken where the key belongs to another request, or to somebody else's."""
        if (old.digest, old.person) != (digest, self._person.id):
            raise _taken(old.change.key)


def _refuse_repeated(rows: Sequence[Row]) -> None:
    """Raise KeyTaken where two of the new changes have one key."""
    keys: set[str] = set()
    for row in rows:
        if row.change.key in keys:
            raise _taken(row.change.key)
        keys.add(row.change.key)


def _taken(key: str) -> KeyTaken:
    return KeyTaken(
        f"Another change was recorded with the key {key!r} before. Choose a new key, such as a "
        "UUID, for each change."
    )


def _digest(request: Request) -> str:
    """Return what tells a request from others: a key is for one of them."""
    about = [request.language, request.concept, request.comment.strip(), request.content()]
    return hashlib.sha256(json.dumps(about, sort_keys=True).encode()).hexdigest()
