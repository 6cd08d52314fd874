"""The database of people's work: SQLite in the data directory, or PostgreSQL by its URL.

What was acknowledged is on the disk: SQLite writes ahead and syncs at every commit
(``synchronous=FULL``), PostgreSQL does so by itself. Writers take turns, in one process and among
several: SQLite locks the file when a writing transaction begins, PostgreSQL takes an advisory lock.
So what a transaction has read still holds when it writes, and rows are numbered in the order in
which they are committed.
"""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Lock

from sqlalchemy import (
    URL,
    Connection,
    Engine,
    create_engine,
    event,
    inspect,
    make_url,
    text,
)
from sqlalchemy.exc import ArgumentError, DatabaseError, DataError, OperationalError

from kgqual.editorial.errors import DatabaseBusy
from kgqual.editorial.schema import REVISION, VERSION_TABLE
from kgqual.errors import BadUsage, StorageFailed

FILE = "editorial.sqlite"
"""The name of the SQLite database in the data directory."""
PATIENCE = 10.0
"""Seconds for which a writer waits for its turn."""
_LOCK = 0x6B6771  # "kgq": the number of the advisory lock among those of a PostgreSQL database


class Database:
    """The database at ``url``; nothing is opened before the first transaction.

    The first transaction makes the tables, or brings those of an older kgqual up to date. Raises
    BadUsage for a URL of neither SQLite nor PostgreSQL, or where its driver is not installed; so
    does a transaction for a value that the database cannot hold, such as a NUL in PostgreSQL.
    """

    def __init__(self, url: URL) -> None:
        self._url = url
        sqlite = url.get_backend_name() == "sqlite"
        self._file = Path(url.database) if sqlite and url.database else None
        self._engine = _engine(url)
        self._ready = False
        self._preparing = Lock()

    @property
    def name(self) -> str:
        """What to call it in messages: its URL without the password."""
        return self._url.render_as_string(hide_password=True)

    def exists(self) -> bool:
        """Tell whether it is there: a SQLite file is made when it is first used."""
        return self._file is None or self._file.exists()

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Yield a connection that sees one state of the database throughout.

        Raises StorageFailed where the database cannot be used.
        """
        self._prepare()
        with self._transaction(writing=False) as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """Yield a connection that nobody writes beside; on leaving, all is committed or nothing.

        Raises DatabaseBusy when another writes for longer than ``PATIENCE``, StorageFailed where
        the database cannot be used.
        """
        self._prepare()
        with self._transaction(writing=True) as connection:
            yield connection

    def damage(self) -> list[str]:
        """Return what is wrong inside a SQLite file, one sentence each.

        A server looks after itself. Raises StorageFailed where nothing can be read at all.
        """
        with self.reading() as connection:
            if self._file is None:
                return []
            found = connection.exec_driver_sql("PRAGMA quick_check").scalars().all()
        return [
            f"{self._file} is damaged ({line}). Bring it back from a copy."
            for line in found
            if line != "ok"
        ]

    def close(self) -> None:
        """Close the connections that are kept open; another transaction opens new ones."""
        self._engine.dispose()

    @contextmanager
    def _transaction(self, *, writing: bool) -> Iterator[Connection]:
        try:
            with (
                self._engine.connect().execution_options(kgqual_writing=writing) as connection,
                connection.begin(),
            ):
                yield connection
        except DataError as error:
            raise BadUsage(f"{self.name} cannot hold this: {error.orig}.") from error
        except DatabaseError as error:
            if not isinstance(error, OperationalError) and type(error) is not DatabaseError:
                raise
            raise self._failure(error) from error

    def _failure(self, error: DatabaseError) -> StorageFailed:
        reason = str(error.orig).strip()
        if "locked" in reason or "lock timeout" in reason:
            return DatabaseBusy(
                f"{self.name}: another process has been writing for {PATIENCE:g} seconds. "
                "Nothing was recorded; try again."
            )
        return StorageFailed(
            f"The database of people's work, {self.name}, cannot be used: {reason}. What was "
            "recorded before is still there."
        )

    def _prepare(self) -> None:
        """Make the tables or bring them up to date, once; StorageFailed if they are newer."""
        with self._preparing:
            if self._ready:
                return
            self._make_folder()
            with self._transaction(writing=False) as connection:
                found = _revision(connection)
            if found != REVISION:
                with self._transaction(writing=True) as connection:
                    self._upgrade(connection)
            self._ready = True

    def _make_folder(self) -> None:
        if self._file:
            try:
                self._file.parent.mkdir(parents=True, exist_ok=True)
            except OSError as error:
                raise StorageFailed(
                    f"{self._file.parent} cannot be made: {error.strerror}."
                ) from error

    def _upgrade(self, connection: Connection) -> None:
        from kgqual.editorial.migrations import known_revisions, upgrade

        found = _revision(connection)  # another process may have been first
        if found and found not in known_revisions():
            raise StorageFailed(
                f"{self.name} was written by a newer kgqual (its tables are at {found}, this one "
                f"knows {REVISION}). Install that kgqual again; nothing was changed."
            )
        upgrade(connection)


def database_url(data: Path, configured: str = "") -> URL:
    """Return the URL that is configured, or that of the SQLite database in the data directory.

    Raises BadUsage for a text that is no URL of SQLite or PostgreSQL.
    """
    if not configured:
        return URL.create("sqlite", database=str(data / FILE))
    try:
        url = make_url(configured)
        backend = url.get_backend_name()
    except (ArgumentError, ValueError):  # ValueError: a port that is no number
        url, backend = URL.create("none"), ""
    in_memory = backend == "sqlite" and url.database in (None, "", ":memory:")
    if backend not in ("sqlite", "postgresql") or in_memory:
        raise BadUsage(
            "KGQUAL_DATABASE is not the URL of a database, such as "
            "postgresql://user:password@host/kgqual or sqlite:////var/lib/kgqual/editorial.sqlite."
        )
    return url.set(drivername="postgresql+psycopg") if backend == "postgresql" else url


def _engine(url: URL) -> Engine:
    if url.get_backend_name() == "sqlite":
        engine = create_engine(url, connect_args={"timeout": PATIENCE})
        event.listen(engine, "connect", _set_up_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
        return engine
    try:
        engine = create_engine(url, pool_pre_ping=True)
    except ModuleNotFoundError as error:
        raise BadUsage(
            f"KGQUAL_DATABASE names PostgreSQL, and {error.name} is not installed: "
            "pip install 'kgqual[postgresql]'."
        ) from error
    event.listen(engine, "begin", _begin_postgresql)
    return engine


def _set_up_sqlite(connection: sqlite3.Connection, record: object) -> None:
    connection.isolation_level = None  # the driver begins no transaction by itself
    for setting in ("synchronous=FULL", "foreign_keys=ON"):
        connection.execute(f"PRAGMA {setting}").close()
    _write_ahead(connection, time.monotonic() + PATIENCE)


def _write_ahead(connection: sqlite3.Connection, deadline: float) -> None:
    """Let a new file be written ahead; SQLite itself does not wait for others who do the same."""
    while True:
        try:
            connection.execute("PRAGMA journal_mode=WAL").close()
        except sqlite3.OperationalError as error:
            if "locked" not in str(error) or time.monotonic() > deadline:
                raise
            time.sleep(0.01)
        else:
            return


def _begin_sqlite(connection: Connection) -> None:
    connection.exec_driver_sql("BEGIN IMMEDIATE" if _writes(connection) else "BEGIN")


def _begin_postgresql(connection: Connection) -> None:
    if _writes(connection):
        connection.exec_driver_sql(f"SET LOCAL lock_timeout = '{PATIENCE * 1000:.0f}ms'")
        connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_LOCK})")
    else:
        connection.exec_driver_sql("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")


def _writes(connection: Connection) -> bool:
    return bool(connection.get_execution_options().get("kgqual_writing"))


def _revision(connection: Connection) -> str | None:
    if not inspect(connection).has_table(VERSION_TABLE):
        return None
    found = connection.execute(text(f"SELECT version_num FROM {VERSION_TABLE}"))  # noqa: S608
    return found.scalar_one_or_none()
