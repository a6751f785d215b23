"""The file of blobs: it keeps, forgets what is old, and never makes a run fail."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest

from ginlint.cache.store import DAY, FILE, PATIENCE, Store

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


def store(folder: Path, told: list[str], **settings: int) -> Store:
    return Store(str(folder), told.append, **settings)


def filled(folder: Path, told: list[str], **settings: int) -> Store:
    found = store(folder, told, **settings)
    found.put("thing", b"one", b"1" * 100)
    found.put("thing", b"two", b"2" * 100)
    found.commit()
    found.close()
    return found


def test_what_is_committed_is_found_by_another(tmp_path: Path) -> None:
    told: list[str] = []
    filled(tmp_path, told)

    found = store(tmp_path, told).get_many([b"one", b"two", b"three"])

    assert (found, told) == ({b"one": b"1" * 100, b"two": b"2" * 100}, [])


def test_what_is_not_committed_is_not_kept(tmp_path: Path) -> None:
    told: list[str] = []
    first = store(tmp_path, told)
    first.put("thing", b"one", b"1")
    first.close()

    assert (store(tmp_path, told).get(b"one"), list(tmp_path.iterdir()), told) == (None, [], [])


def test_asking_makes_no_file(tmp_path: Path) -> None:
    assert (store(tmp_path / "none", []).get(b"one"), list(tmp_path.iterdir())) == (None, [])


def garbage(path: Path) -> None:
    path.write_bytes(b"garbage" * 1000)


def truncated(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:5000])


def flipped(path: Path) -> None:
    data = path.read_bytes()
    path.write_bytes(data.replace(b"1" * 100, b"1" * 50 + b"3" + b"1" * 49))


def other_tables(path: Path) -> None:
    path.unlink()
    with sqlite3.connect(path) as database:
        database.execute("CREATE TABLE entry (name TEXT)")
        database.execute("PRAGMA user_version = 1")


def other_version(path: Path) -> None:
    with sqlite3.connect(path) as database:
        database.execute("PRAGMA user_version = 7")


@pytest.mark.parametrize(
    ("harm", "reason"),
    [
        (garbage, "is damaged and was started anew"),
        (truncated, "is damaged and was started anew"),
        (flipped, "is damaged and was started anew"),
        (other_tables, "is damaged and was started anew"),
        (other_version, "is of another version and was started anew"),
    ],
)
def test_damage_costs_one_line_and_the_next_run_starts_anew(
    harm: Callable[[Path], None], reason: str, tmp_path: Path
) -> None:
    filled(tmp_path, [])
    harm(tmp_path / FILE)
    told: list[str] = []
    hurt = store(tmp_path, told)

    assert (hurt.get_many([b"one", b"two"]), told) == ({}, [reason])
    hurt.put("thing", b"one", b"new")
    hurt.commit()
    assert (store(tmp_path, told).get(b"one"), told) == (b"new", [reason])


def test_empty_file_is_a_new_cache(tmp_path: Path) -> None:
    (tmp_path / FILE).touch()
    told: list[str] = []
    filled(tmp_path, told)

    assert (store(tmp_path, told).get(b"one"), told) == (b"1" * 100, [])


def test_locked_file_costs_one_line(tmp_path: Path) -> None:
    filled(tmp_path, [])
    other = sqlite3.connect(tmp_path / FILE, isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    told: list[str] = []
    mine = store(tmp_path, told)
    start = time.monotonic()

    assert mine.get(b"one") is None
    mine.put("thing", b"one", b"new")
    mine.commit()

    assert told == ["is locked by another run"]
    assert time.monotonic() - start < 4 * PATIENCE
    other.close()


def test_full_disk_costs_one_line_and_leaves_what_was_there(tmp_path: Path) -> None:
    filled(tmp_path, [])
    told: list[str] = []
    full = store(tmp_path, told)
    assert full.get(b"one") is not None
    connection = full._database
    assert connection is not None
    pages = connection.execute("PRAGMA page_count").fetchone()[0]
    connection.execute(f"PRAGMA max_page_count = {pages}")

    full.put("thing", b"big", b"x" * 1_000_000)
    full.commit()

    assert told == ["cannot grow: the disk is full"]
    assert store(tmp_path, told).get_many([b"one", b"big"]) == {b"one": b"1" * 100}


def test_directory_that_cannot_be_made_costs_one_line(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    told: list[str] = []

    filled(tmp_path / "file" / "cache", told)

    assert told == ["cannot be used: Not a directory"]


def test_the_least_recently_used_go_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    now = time.time()
    limit = 100_000
    keys = [bytes([number]) for number in range(12)]
    for number, key in enumerate(keys):
        monkeypatch.setattr(time, "time", lambda at=now + number * 2 * DAY: at)
        one = store(tmp_path, [], limit=limit)
        one.get(keys[0])
        one.put("thing", key, bytes(10_000))
        one.commit()
        one.close()

    left = store(tmp_path, [], limit=limit).get_many(keys)

    assert keys[0] in left
    assert keys[1] not in left
    assert keys[-1] in left
    assert (tmp_path / FILE).stat().st_size < 1.3 * limit


def test_what_can_never_fit_is_said_and_harms_nothing(tmp_path: Path) -> None:
    told: list[str] = []
    filled(tmp_path, told, limit=50_000)
    big = store(tmp_path, told, limit=50_000)
    big.put("thing", b"big", bytes(60_000))
    big.commit()

    assert told == ["is limited to 0 MB, which this run does not fit in"]
    assert store(tmp_path, []).get_many([b"one", b"big"]) == {b"one": b"1" * 100}


def test_two_writers_at_once_lose_nothing(tmp_path: Path) -> None:
    code = """
import sys
from ginlint.cache.store import Store
store = Store(sys.argv[1], lambda reason: sys.exit(reason))
for number in range(20):
    store.put("thing", f"{sys.argv[2]}{number}".encode(), bytes(20_000))
    store.commit()
"""
    writers = [subprocess.Popen([sys.executable, "-c", code, str(tmp_path), name]) for name in "ab"]

    assert [writer.wait() for writer in writers] == [0, 0]
    keys = [f"{name}{number}".encode() for name in "ab" for number in range(20)]
    assert len(store(tmp_path, []).get_many(keys)) == 40
