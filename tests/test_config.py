"""Settings: where they are found, what they may say, which rules they select."""

from __future__ import annotations

from dataclasses import fields
from typing import TYPE_CHECKING

import pytest

from ginlint.config import OPTIONS, Config, find, load, override, read, select_rules
from ginlint.errors import ConfigError
from ginlint.finding import Severity
from ginlint.rule import Rule

if TYPE_CHECKING:
    from pathlib import Path

TABLES = {"resources", "per_path", "severity"}


def make_rule(name: str, topic: str, *, opt_in: bool = False, aliases: tuple[str, ...] = ()) -> Rule:
    return Rule(
        name=name,
        topic=topic,
        summary="",
        page="",
        severity=Severity.WARNING,
        since="0.1.0",
        check=lambda _: iter(()),
        opt_in=opt_in,
        aliases=aliases,
    )


RULES = (
    make_rule("buffer-not-pooled", "pool"),
    make_rule("late-defer", "release", aliases=("defer-late",)),
    make_rule("pool-value-oversized", "pool", opt_in=True),
)


def selected(**settings: object) -> list[str]:
    return [rule.name for rule in select_rules(RULES, Config(**settings))]  # type: ignore[arg-type]


def test_table_and_dataclass_name_the_same_settings() -> None:
    settings = [field.name for field in fields(Config) if field.name not in TABLES]

    assert [option.field for option in OPTIONS] == settings


def test_the_example_of_each_option_is_valid(tmp_path: Path) -> None:
    path = tmp_path / "ginlint.toml"
    path.write_text("".join(f"{option.key} = {option.example}\n" for option in OPTIONS))

    assert read(str(path)) == Config(
        select=("pool", "late-defer"),
        ignore=("late-defer",),
        pedantic=True,
        fail_on="warning",
        exclude=("gen/**",),
        plugins=("acme_rules",),
        include_generated=True,
        all_modules=True,
        go="1.22",
        jobs=2,
        cache_dir=str(tmp_path / ".cache" / "ginlint"),
        no_cache=True,
        baseline=str(tmp_path / ".ginlint-baseline.json"),
        require_reason=True,
    )


def test_nearest_file_wins(tmp_path: Path) -> None:
    inner = tmp_path / "a" / "b"
    inner.mkdir(parents=True)
    (tmp_path / ".git").mkdir()
    outer_file = tmp_path / "ginlint.toml"
    outer_file.write_text("pedantic = true")

    assert find(str(inner)) == str(outer_file)

    (tmp_path / "a" / ".ginlint.toml").write_text("jobs = 3")

    assert load(str(inner)) == Config(jobs=3)


def test_dotted_name_goes_before_the_plain_one(tmp_path: Path) -> None:
    (tmp_path / "ginlint.toml").write_text("")
    (tmp_path / ".ginlint.toml").write_text("")

    assert find(str(tmp_path)) == str(tmp_path / ".ginlint.toml")


def test_search_ends_at_the_root_of_the_repository(tmp_path: Path) -> None:
    (tmp_path / ".ginlint.toml").write_text("pedantic = true")
    repository = tmp_path / "repository"
    (repository / ".git").mkdir(parents=True)

    assert load(str(repository)) == Config()


def test_isolated_reads_no_file(tmp_path: Path) -> None:
    (tmp_path / ".ginlint.toml").write_text("nonsense")

    assert load(str(tmp_path), isolated=True) == Config()


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("ignroe = []", "c.toml: unknown key 'ignroe'; did you mean 'ignore'?"),
        ("serverity = {}", "c.toml: unknown key 'serverity'; did you mean 'severity'?"),
        ("per_path = []", "c.toml: unknown key 'per_path'; did you mean 'per-path'?"),
        ("fail_on = 'error'", "c.toml: unknown key 'fail_on'; did you mean 'fail-on'?"),
        (
            "zzz = 1",
            (
                "c.toml: unknown key 'zzz'; the keys are all-modules, baseline, cache-dir, exclude, extend, "
                "fail-on, go, ignore, include-generated, jobs, no-cache, pedantic, per-path, plugins, "
                "require-reason, resource, select, severity"
            ),
        ),
        (
            "select = 'pool'",
            'c.toml: \'select\' must be a list of strings, such as select = ["pool", "late-defer"]',
        ),
        (
            "select = [1]",
            'c.toml: \'select\' must be a list of strings, such as select = ["pool", "late-defer"]',
        ),
        ("pedantic = 1", "c.toml: 'pedantic' must be true or false, such as pedantic = true"),
        ("jobs = true", "c.toml: 'jobs' must be a whole number, 0 or more, such as jobs = 2"),
        ("jobs = -1", "c.toml: 'jobs' must be a whole number, 0 or more, such as jobs = 2"),
        (
            "fail-on = 'info'",
            "c.toml: 'fail-on' must be one of error, warning, note, never, such as fail-on = \"warning\"",
        ),
        ("go = 'latest'", "c.toml: 'go' must be a Go version, such as go = \"1.22\""),
        ("go = 1.22", "c.toml: 'go' must be a Go version, such as go = \"1.22\""),
    ],
)
def test_file_with_a_mistake(
    text: str, message: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "c.toml").write_text(text)

    with pytest.raises(ConfigError) as caught:
        read("c.toml")

    assert str(caught.value) == message


@pytest.mark.parametrize(
    ("glob", "seen"),
    [
        ("gen", ("gen",)),
        ("*.pb.go", ("*.pb.go",)),
        ("api/v1/gen/*.go", ("gen/*.go",)),
        ("./api/*/gen/*.go", ("gen/*.go",)),
        ("**/gen/*.go", ("**/gen/*.go",)),
        ("api/**/gen/*.go", ("**/gen/*.go",)),
        ("api/v1", ("**",)),
        ("api/v1/*.go", ("./*.go",)),
        ("web/gen/*.go", ()),
    ],
)
def test_exclude_is_about_paths_from_the_file(glob: str, seen: tuple[str, ...], tmp_path: Path) -> None:
    folder = tmp_path / "api" / "v1"
    folder.mkdir(parents=True)
    path = tmp_path / ".ginlint.toml"
    path.write_text(f"exclude = [{glob!r}]")

    assert load(str(folder)).exclude == seen
    assert load(str(tmp_path)).exclude == (glob,)
    assert load(str(folder), path=str(path)).exclude == (glob,)


def test_file_that_is_not_toml(tmp_path: Path) -> None:
    path = tmp_path / "c.toml"
    path.write_text("a b c")

    with pytest.raises(ConfigError, match=r"c\.toml is not TOML: .*line 1"):
        read(str(path))


def test_file_that_is_not_utf8(tmp_path: Path) -> None:
    path = tmp_path / "c.toml"
    path.write_bytes(b'go = "\xff"')

    with pytest.raises(ConfigError, match="is not TOML"):
        read(str(path))


def test_missing_file() -> None:
    with pytest.raises(ConfigError, match=r"cannot read nowhere\.toml: No such file"):
        read("nowhere.toml")


def test_patch_release_is_cut_from_the_go_version() -> None:
    assert override(Config(), {"go": "1.22.3"}, source="command line").go == "1.22"


def test_options_replace_the_file() -> None:
    base = Config(select=("pool",), jobs=4)

    assert override(base, {"select": ["release"]}, source="command line") == Config(
        select=("release",), jobs=4
    )


def test_everything_but_opt_in_rules_runs_by_default() -> None:
    assert selected() == ["buffer-not-pooled", "late-defer"]


@pytest.mark.parametrize(
    ("settings", "names"),
    [
        ({"pedantic": True}, ["buffer-not-pooled", "late-defer", "pool-value-oversized"]),
        ({"select": ("pool",)}, ["buffer-not-pooled"]),
        ({"select": ("pool",), "pedantic": True}, ["buffer-not-pooled", "pool-value-oversized"]),
        ({"select": ("pool-value-oversized",)}, ["pool-value-oversized"]),
        ({"select": ("defer-late",)}, ["late-defer"]),
        ({"ignore": ("pool",)}, ["late-defer"]),
        ({"ignore": ("defer-late",)}, ["buffer-not-pooled"]),
        ({"select": ("pool", "release"), "ignore": ("late-defer",)}, ["buffer-not-pooled"]),
    ],
)
def test_selection(settings: dict[str, object], names: list[str]) -> None:
    assert selected(**settings) == names


@pytest.mark.parametrize("key", ["select", "ignore"])
def test_unknown_rule(key: str) -> None:
    with pytest.raises(ConfigError, match=r"^unknown rule 'late_defr'; did you mean 'late-defer'\?$"):
        selected(**{key: ("late_defr",)})


def test_nothing_left_to_run() -> None:
    with pytest.raises(ConfigError, match="leave no rule to run"):
        selected(select=("late-defer",), ignore=("release",))


def test_no_rules_at_all_is_no_mistake() -> None:
    assert select_rules((), Config()) == ()
