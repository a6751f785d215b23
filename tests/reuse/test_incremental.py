"""Runs after edits say what a run from nothing says."""

from __future__ import annotations

from dataclasses import replace
from random import Random
from typing import TYPE_CHECKING

import pytest

from ginlint import registry
from ginlint.cache import open_cache
from ginlint.check import run
from ginlint.config import Config, select_rules
from ginlint.discover import discover, outside_of, read_inputs
from ginlint.errors import UsageError
from ginlint.reuse import Memory
from tests.reuse.shifting import edit, write

if TYPE_CHECKING:
    from pathlib import Path

    from ginlint.finding import Report
    from ginlint.rule import Rule

RULES = registry.load_all()
STEPS = 30


def remembering(root: Path, config: Config, rules: tuple[Rule, ...] = RULES) -> tuple[Report, int]:
    """Return the report of a run that may take from earlier ones, and how many packages it checked."""
    cache = open_cache(config)
    assert cache is not None
    workspace = discover(["./..."], cwd=str(root))
    inputs = read_inputs(workspace)
    this = cache.run(workspace, inputs, rules, config, ["./..."])
    outside = outside_of(workspace)
    memory = Memory(cache.store, this)
    report = run(workspace, rules, config, inputs=inputs, outside=outside, memory=memory)
    cache.keep(this, report, outside)
    cache.store.commit()
    cache.store.close()
    return report, memory.checked


def from_nothing(root: Path, config: Config) -> Report:
    return run(discover(["./..."], cwd=str(root)), RULES, config)


@pytest.mark.parametrize("seed", range(4))
def test_after_each_of_many_edits(seed: int, tmp_path: Path) -> None:
    random = Random(seed)  # noqa: S311 - edits are no secret
    root = tmp_path / "module"
    root.mkdir()
    write(root)
    config = Config(cache_dir=str(tmp_path / "cache"), pedantic=seed % 2 == 1)
    edits: list[str] = []
    saved = 0
    for step in range(STEPS):
        edits += [edit(root, random) for _ in range(random.choice([1, 1, 2]) if step else 0)]
        try:
            expected = from_nothing(root, config)
        except UsageError:  # no file is left
            write(root)
            continue
        report, checked = remembering(root, config)
        assert report == expected, edits
        saved += report.packages - checked

    assert saved > STEPS


def test_body_edit_checks_its_package_only(tmp_path: Path) -> None:
    write(tmp_path)
    config = Config(cache_dir=str(tmp_path / "cache"))
    first, checked = remembering(tmp_path, config)
    assert checked == first.packages == 6

    path = tmp_path / "work" / "work.go"
    path.write_text(path.read_text().replace("<-ticker.C", "println(<-ticker.C)"))
    report, checked = remembering(tmp_path, config)

    assert (report, checked) == (from_nothing(tmp_path, config), 1)


@pytest.mark.parametrize(
    ("text", "alone"),
    [
        ("\n// added is new.\nfunc added() {\n\tprintln(1)\n}\n", True),
        ("\nfunc init() {\n\tprintln(1)\n}\n", False),
        ("\nfunc (Disk) added() {\n\tprintln(1)\n}\n", False),
        ("\nvar added = 1\n", False),
    ],
)
def test_function_that_nobody_names_concerns_nobody(text: str, alone: bool, tmp_path: Path) -> None:
    write(tmp_path)
    config = Config(cache_dir=str(tmp_path / "cache"))
    remembering(tmp_path, config)
    path = tmp_path / "files" / "files.go"
    path.write_text(path.read_text() + text)
    report, checked = remembering(tmp_path, config)

    assert (report, checked == 1) == (from_nothing(tmp_path, config), alone)

    other = tmp_path / "work" / "work.go"
    other.write_text(other.read_text() + "\nfunc helped() {\n\tadded()\n}\n")
    assert remembering(tmp_path, config)[0] == from_nothing(tmp_path, config)
    path.write_text(path.read_text().removesuffix(text))
    assert remembering(tmp_path, config)[0] == from_nothing(tmp_path, config)


def test_nothing_is_checked_where_only_a_file_without_packages_changes(tmp_path: Path) -> None:
    write(tmp_path)
    config = Config(cache_dir=str(tmp_path / "cache"))
    first, _ = remembering(tmp_path, config)
    (tmp_path / "notes.txt").write_text("x")

    assert remembering(tmp_path, config) == (first, 0)


def test_settings_share_nothing(tmp_path: Path) -> None:
    write(tmp_path)
    config = Config(cache_dir=str(tmp_path / "cache"))
    remembering(tmp_path, config)
    other = replace(config, ignore=("release",))

    report, checked = remembering(tmp_path, other, select_rules(RULES, other))

    assert checked == 6
    assert not {finding.rule for finding in report.findings} & {
        rule.name for rule in RULES if rule.topic == "release"
    }


def test_processes_leave_the_same(tmp_path: Path) -> None:
    write(tmp_path)
    config = Config(cache_dir=str(tmp_path / "cache"))
    expected, _ = remembering(tmp_path, replace(config, jobs=2))
    path = tmp_path / "api" / "api.go"
    path.write_text(path.read_text().replace("store.Put(r.URL.Path, 1)", "println(1)"))

    report, checked = remembering(tmp_path, replace(config, jobs=2))

    assert report == from_nothing(tmp_path, config)
    assert report != expected
    assert checked < 6
