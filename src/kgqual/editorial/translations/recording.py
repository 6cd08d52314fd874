"""Recording requests: once for each key, all or none, by who may, about what the person saw."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from sqlalchemy import Connection, select

from kgqual.editorial.errors import KeyTaken, NotAllowed
from kgqual.editorial.people import Person, as_recorded
from kgqual.editorial.schema import now
from kgqual.editorial.translations import appending
from kgqual.editorial.translations.appending import append, in_parts
from kgqual.editorial.translations.changes import Change
from kgqual.editorial.translations.conflict import Conflict
from kgqual.editorial.translations.ledger import Ledger
from kgqual.editorial.translations.reading import changes, of_concept
from kgqual.editorial.translations.requests import Edit, Request, refuse_unkeepable_request
from kgqual.editorial.translations.standing import Translation, after, standing
from kgqual.editorial.translations.tables import CHANGES


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
        self.person = as_recorded(connection, person)
        self._at = now()
        self._made: dict[tuple[str, str], Translation] = {}

    def record(self, requests: Sequence[Request], batch: str | None = None) -> list[Saved]:
        """Record the requests in their order: all of them or, where it raises, none.

        Raises NotAllowed, KeyTaken where a key belongs to something else, Conflict where a
        translation has another version, BadUsage for what cannot be kept.
        """
        known = self._earlier(request.key for request in requests)
        rows: list[appending.Row] = []
        found: list[Saved] = []
        for request in requests:
            refuse_unkeepable_request(request)
            digest = _digest(request)
            before = self.translation(request.language, request.concept)
            if request.key in known:
                found.append(self._again(request.key, digest, known[request.key]))
            elif change := self._change(request, before, batch):
                sources = tuple(request.sources.values()) if isinstance(request, Edit) else ()
                rows.append(appending.Row(change, digest, sources))
                now_stands = after(before, change)
                self._made[request.language, request.concept] = now_stands
                found.append(Saved(change, now_stands))
            else:
                found.append(Saved(None, before))
        self._refuse_twice(rows)
        recorded = append(self._connection, self.person, rows)
        return [
            replace(one, change=recorded.get(one.change.key, one.change)) if one.change else one
            for one in found
        ]

    def translation(self, language: str, concept: str) -> Translation:
        """Return what stands, with what this recording has made of it so far."""
        known = self._made.get((language, concept)) or self._ledger.all(language).get(concept)
        return known or Translation(language, concept)

    def _again(self, key: str, digest: str, old: _Earlier) -> Saved:
        """Return what was recorded with the key. Raises KeyTaken where it says something else."""
        if (old.digest, old.person) != (digest, self.person.id):
            raise _taken(key)
        stands = self.translation(old.change.language, old.change.concept)
        return Saved(old.change, stands, already=True)

    def _earlier(self, keys: Iterable[str]) -> Mapping[str, _Earlier]:
        query = select(CHANGES.c.key, CHANGES.c.person, CHANGES.c.digest)
        found: dict[str, _Earlier] = {}
        for some in in_parts(set(keys)):
            having = CHANGES.c.key.in_(some)
            digests = {row.key: row for row in self._connection.execute(query.where(having))}
            for change in changes(self._connection, having) if digests else ():
                row = digests[change.key]
                found[change.key] = _Earlier(change, row.person, row.digest)
        return found

    def _change(self, request: Request, before: Translation, batch: str | None) -> Change | None:
        """Return what a request changes; None where all is so already."""
        if not request.allowed(self.person, before):
            raise NotAllowed(
                f"{self.person.name} may not do this with <{request.concept}> as "
                f"{self.person.role}, or no more."
            )
        if request.version not in (None, before.version):
            raise self._conflict(request, before)
        made = request.made(before)
        if made is None:
            return None
        return Change(
            id=0,
            key=request.key,
            person=self.person.name,
            at=self._at,
            language=request.language,
            concept=request.concept,
            act=made.act,
            version=before.version + bool(made.fields),
            comment=request.comment.strip(),
            fields=made.fields,
            waived=made.waived,
            assignee=made.assignee,
            batch=batch,
        )

    def _conflict(self, request: Request, current: Translation) -> Conflict:
        language, concept = request.language, request.concept
        history = of_concept(self._connection, language, concept)
        seen = request.version or 0
        return Conflict(
            standing(language, concept, [one for one in history if one.version <= seen]),
            current,
            [one for one in history if one.version > seen and (one.fields or one.undoes)],
            request if isinstance(request, Edit) else None,
        )

    def _refuse_twice(self, rows: Sequence[appending.Row]) -> None:
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
