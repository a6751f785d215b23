"""A file of blobs by key: sqlite3, made to be lost.

Whatever goes wrong with it costs the run one line and nothing else: what cannot
be read is not there, what cannot be written is not kept.
"""

from __future__ import annotations

import os
import time
from typing import TYPE_CHECKING

from ginlint.hashes import blake2b
from ginlint.record import NamedTuple

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Iterable, Mapping

SCHEMA = 1
FILE = f"cache-{SCHEMA}.db"
LIMIT = 512 << 20  # bytes; the least recently used go first
PATIENCE = 0.5  # seconds to wait for another run that writes
CHUNK = 500  # keys in one question
DAY = 86_400
CHECK = 8  # bytes of a value's own hash, kept before it

_CREATE = """
    CREATE TABLE entry (key BLOB PRIMARY KEY, kind TEXT NOT NULL, used INTEGER NOT NULL, value BLOB NOT NULL)
    WITHOUT ROWID;
    CREATE INDEX by_use ON entry (used);
"""


class Status(NamedTuple):
    """How many entries of each kind there are, with their bytes, and the size of the file."""

    kinds: dict[str, tuple[int, int]]
    size: int


class Store:
    """Blobs in one file of `directory`; every method gives up silently after one complaint.

    `complain` is called at most once, with half a sentence such as "is locked by
    another run". Nothing is opened, and sqlite3 not loaded, before it is needed.
    """

    def __init__(self, directory: str, complain: Callable[[str], None], *, limit: int = LIMIT) -> None:
        self.directory = directory
        self._complain = complain
        self.limit = limit
        self._database: sqlite3.Connection | None = None
        self._broken = False
        self._complained = False
        self._pending: dict[bytes, tuple[str, bytes]] = {}
        self._used: list[bytes] = []

    @property
    def path(self) -> str:
        """The file, whether it exists or not."""
        return os.path.join(self.directory, FILE)

    def get(self, key: bytes) -> bytes | None:
        """Return what is kept under `key`, None if nothing is."""
        return self.get_many([key]).get(key)

    def get_many(self, keys: Iterable[bytes]) -> dict[bytes, bytes]:
        """Return what is kept under `keys`; those under which nothing is are missing."""
        wanted = list(keys)
        found: dict[bytes, bytes] = {}
        try:
            database = self._open(create=False)
            if database is None:
                return {}
            now = int(time.time())
            for start in range(0, len(wanted), CHUNK):
                part = wanted[start : start + CHUNK]
                marks = ",".join("?" * len(part))
                rows = database.execute(f"SELECT key, used, value FROM entry WHERE key IN ({marks})", part)  # noqa: S608 - only question marks
                for key, used, value in rows:
                    found[key] = _unsealed(value)
                    if not 0 <= now - used < DAY:  # writing costs more than reading: once a day will do
                        self._used.append(key)
        except Exception as error:  # noqa: BLE001 - sqlite3 is not loaded here; bugs are raised again
            self._give_up(error)
            return {}
        return found

    def put(self, kind: str, key: bytes, value: bytes) -> None:
        """Keep `value` under `key` once `commit` is called."""
        self._pending[key] = (kind, value)

    def commit(self) -> None:
        """Write what was put, all of it or nothing, and make room for it."""
        pending, self._pending = self._pending, {}
        used, self._used = self._used, []
        if not pending and not used:
            return
        try:
            database = self._open(create=True)
            if database is not None:
                self._write(database, pending, used)
        except Exception as error:  # noqa: BLE001 - sqlite3 is not loaded here; bugs are raised again
            self._give_up(error)

    def close(self) -> None:
        """Let go of the file."""
        if self._database is not None:
            self._database.close()
            self._database = None

    def status(self) -> Status:
        """Return what is in the file; nothing if there is none."""
        kinds: dict[str, tuple[int, int]] = {}
        try:
            database = self._open(create=False)
            rows = database.execute(
                "SELECT kind, count(*), sum(length(value)) FROM entry GROUP BY kind ORDER BY kind"
            ) if database is not None else ()  # fmt: skip
            kinds = {kind: (count, size) for kind, count, size in rows}
        except Exception as error:  # noqa: BLE001 - sqlite3 is not loaded here; bugs are raised again
            self._give_up(error)
        return Status(kinds, os.path.getsize(self.path) if os.path.exists(self.path) else 0)

    def _open(self, *, create: bool) -> sqlite3.Connection | None:
        """Return the open file; None if there is none, or if it is of no use."""
        if self._database is not None or self._broken:
            return self._database
        if not os.path.exists(self.path):
            if not create:
                return None
            os.makedirs(self.directory, mode=0o700, exist_ok=True)
        import sqlite3  # only runs that ask for something pay for it

        database = sqlite3.connect(self.path, timeout=PATIENCE, isolation_level=None)
        self._database = database
        database.execute("PRAGMA synchronous = OFF")  # a lost cache is no loss
        version = database.execute("PRAGMA user_version").fetchone()[0]
        if version != SCHEMA:
            if database.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]:
                raise ValueError("is of another version")
            if not create:
                return None
            database.execute("BEGIN IMMEDIATE")
            if not database.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]:
                for statement in _CREATE.split(";")[:-1]:
                    database.execute(statement)
                database.execute(f"PRAGMA user_version = {SCHEMA}")
            database.execute("COMMIT")
        return database

    def _write(
        self, database: sqlite3.Connection, pending: Mapping[bytes, tuple[str, bytes]], used: Iterable[bytes]
    ) -> None:
        now = int(time.time())
        database.execute("BEGIN IMMEDIATE")
        try:
            self._make_room(database, sum(len(value) for _, value in pending.values()))
            database.executemany(
                "INSERT OR REPLACE INTO entry (key, kind, used, value) VALUES (?, ?, ?, ?)",
                ((key, kind, now, _sealed(value)) for key, (kind, value) in pending.items()),
            )
            database.executemany("UPDATE entry SET used = ? WHERE key = ?", ((now, key) for key in used))
            database.execute("COMMIT")
        except BaseException:
            if database.in_transaction:
                database.execute("ROLLBACK")
            raise

    def _make_room(self, database: sqlite3.Connection, needed: int) -> None:
        """Delete the least recently used entries until `needed` more bytes fit, with some to spare."""
        page = database.execute("PRAGMA page_size").fetchone()[0]
        pages = database.execute("PRAGMA page_count").fetchone()[0]
        free = database.execute("PRAGMA freelist_count").fetchone()[0]
        if needed > self.limit:
            raise ValueError(f"is limited to {self.limit >> 20} MB, which this run does not fit in")
        if (pages - free) * page + needed <= self.limit:
            return
        excess = (pages - free) * page + needed - self.limit * 3 // 4
        doomed = []
        for key, size in database.execute("SELECT key, length(value) FROM entry ORDER BY used"):
            if excess <= 0:
                break
            doomed.append((key,))
            excess -= size
        database.executemany("DELETE FROM entry WHERE key = ?", doomed)

    def _give_up(self, error: Exception) -> None:
        """Say once what is wrong; a file that makes no sense is removed, and started anew once."""
        reason, damaged = _diagnose(error)
        self.close()
        self._used.clear()
        self._broken = self._complained or not (damaged and self._removed())
        if not self._complained:
            self._complained = True
            self._complain(reason if self._broken else f"{reason} and was started anew")

    def _removed(self) -> bool:
        try:
            remove(self.directory)
        except OSError:
            return False
        return True


def remove(directory: str) -> int:
    """Remove the cache's files from `directory` and return how many bytes they had; OSError if it cannot."""
    size = 0
    for name in (FILE, f"{FILE}-journal"):
        path = os.path.join(directory, name)
        if os.path.exists(path):
            size += os.path.getsize(path)
            os.remove(path)
    return size


def _sealed(value: bytes) -> bytes:
    return blake2b(value, digest_size=CHECK).digest() + value


def _unsealed(sealed: bytes) -> bytes:
    """Return the value behind its hash; ValueError if they do not belong together."""
    value = sealed[CHECK:]
    if blake2b(value, digest_size=CHECK).digest() != sealed[:CHECK]:
        raise ValueError("is damaged")
    return value


def _diagnose(error: Exception) -> tuple[str, bool]:
    """Return what is wrong in half a sentence, and whether the file is good for nothing."""
    if isinstance(error, OSError):
        return f"cannot be used: {error.strerror or error}", False
    if isinstance(error, ValueError):
        return str(error), "limited" not in str(error)
    import sqlite3

    if not isinstance(error, sqlite3.Error):
        raise error
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    known = {
        sqlite3.SQLITE_BUSY: "is locked by another run",
        sqlite3.SQLITE_LOCKED: "is locked by another run",
        sqlite3.SQLITE_FULL: "cannot grow: the disk is full",
        sqlite3.SQLITE_READONLY: "cannot be written",
        sqlite3.SQLITE_CANTOPEN: "cannot be opened",
        sqlite3.SQLITE_IOERR: "cannot be read or written",
        sqlite3.SQLITE_PERM: "may not be written",
    }
    if code in known:
        return known[code], False
    return "is damaged", True
