"""New code only: findings that a change touches, by revision, branch, index or patch."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pytest

from ginlint.cli import main

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Commit = Callable[..., None]
    Git = Callable[..., str]
    Lint = Callable[..., list[str]]

HEAD = 'package p\n\nimport "net/http"\n\n'


def leak(name: str, extra: str = "") -> str:
    """Return a function that leaves a response body open; it takes eight lines and one for `extra`."""
    return (
        f"func {name}() int {{\n\tresp, err := http.Get({name!r})\n".replace("'", '"')
        + "\tif err != nil {\n\t\treturn 0\n\t}\n"
        + extra
        + "\treturn resp.StatusCode\n}\n\n"
    )


@pytest.fixture
def repository(empty: Path, commit: Commit) -> Path:
    """Make a repository with two old leaks in one committed file the working directory."""
    (empty / "p.go").write_text(HEAD + leak("one") + leak("two"))
    commit()
    return empty


def test_all_is_old(repository: Path, lint: Lint) -> None:
    assert lint() == ["p.go:6", "p.go:14"]
    assert lint("--diff", "HEAD") == []
    assert repository


def test_new_function(repository: Path, lint: Lint) -> None:
    (repository / "p.go").write_text(HEAD + leak("zero") + leak("one") + leak("two"))

    assert lint("--diff", "HEAD") == ["p.go:6"]
    assert lint("--diff=main") == ["p.go:6"]
    assert lint("--diff", "main", "./...") == ["p.go:6"]
    assert lint("--diff", "main...HEAD", "./...") == ["p.go:6"]
    assert lint("--diff", "main..", "p.go") == ["p.go:6"]


def test_file_that_git_does_not_know(repository: Path, lint: Lint) -> None:
    (repository / "q.go").write_text(HEAD + leak("three"))
    (repository / "sub").mkdir()
    (repository / "sub" / "q.go").write_text(HEAD + leak("four"))
    (repository / ".gitignore").write_text("ignored.go\n")
    (repository / "ignored.go").write_text(HEAD + leak("five"))

    assert lint("--diff", "HEAD") == ["q.go:6", "sub/q.go:6"]


def test_new_step_of_the_path_makes_an_old_line_news(repository: Path, lint: Lint) -> None:
    early = "\tif resp.StatusCode == 404 {\n\t\treturn 1\n\t}\n"
    (repository / "p.go").write_text(HEAD + leak("one", early) + leak("two"))

    assert lint("--diff", "HEAD") == ["p.go:6"]


def test_line_beside_the_path_is_no_news(repository: Path, lint: Lint) -> None:
    (repository / "p.go").write_text(HEAD + leak("one", '\tprintln("x")\n') + leak("two"))

    assert lint("--diff", "HEAD") == []


def test_removed_release_is_news(repository: Path, lint: Lint, commit: Commit) -> None:
    (repository / "p.go").write_text(HEAD + leak("one", "\tdefer resp.Body.Close()\n") + leak("two"))
    commit()
    (repository / "p.go").write_text(HEAD + leak("one") + leak("two"))

    assert lint("--diff", "HEAD") == ["p.go:6"]


def test_removed_lock_above_a_write_is_news(repository: Path, lint: Lint, commit: Commit) -> None:
    code = """package p

import (
	"net/http"
	"sync"
)

var mu sync.Mutex
var hits int

func serve(w http.ResponseWriter, r *http.Request) {
	mu.Lock()
	defer mu.Unlock()
	hits++
}

func other(w http.ResponseWriter, r *http.Request) {
	hits = 1
}

func main() {
	http.HandleFunc("/", serve)
	http.HandleFunc("/o", other)
}
"""
    (repository / "q.go").write_text(code)
    commit()
    (repository / "q.go").write_text(code.replace("\tmu.Lock()\n\tdefer mu.Unlock()\n", ""))

    assert lint("--diff", "HEAD", "--select", "unguarded-global") == ["q.go:12"]


def test_renamed_file_and_moved_function_are_no_news(repository: Path, lint: Lint, git: Git) -> None:
    git("mv", "p.go", "renamed.go")

    assert lint("--diff", "HEAD") == []

    git("mv", "renamed.go", "p.go")
    (repository / "p.go").write_text(HEAD + leak("one"))
    (repository / "q.go").write_text(HEAD + leak("two"))
    git("add", "--all")

    assert lint("--diff", "HEAD") == []


def test_deleted_binary_and_odd_names(repository: Path, lint: Lint, git: Git, commit: Commit) -> None:
    (repository / "gone.go").write_text(HEAD + leak("gone"))
    commit()
    (repository / "gone.go").unlink()
    (repository / 'ä "b" c.go').write_text(HEAD + leak("five").rstrip())
    (repository / "x.bin").write_bytes(bytes(range(256)))
    (repository / ".gitattributes").write_text("*.go binary\n")
    git("add", "--all")

    assert lint("--diff", "HEAD") == ['ä "b" c.go:6']


def test_from_a_directory_below(repository: Path, lint: Lint, monkeypatch: pytest.MonkeyPatch) -> None:
    (repository / "sub").mkdir()
    (repository / "sub" / "q.go").write_text(HEAD + leak("four"))
    (repository / "p.go").write_text(HEAD + leak("zero") + leak("one") + leak("two"))
    monkeypatch.chdir(repository / "sub")

    assert lint("--diff", "HEAD") == ["q.go:6"]
    assert lint("--diff", "HEAD", "..") == [f"{repository}/p.go:6"]


def test_merge_base(repository: Path, lint: Lint, git: Git, commit: Commit) -> None:
    git("checkout", "--quiet", "-b", "feature")
    (repository / "q.go").write_text(HEAD + leak("mine"))
    commit()
    git("checkout", "--quiet", "main")
    (repository / "p.go").write_text(HEAD + leak("one"))
    commit()
    git("checkout", "--quiet", "feature")

    assert lint("--merge-base", "main") == ["q.go:6"]
    assert lint("--diff", "main...") == ["q.go:6"]
    assert lint("--diff", "main") == ["p.go:14", "q.go:6"]


def test_staged_contents_are_what_is_judged(repository: Path, lint: Lint, git: Git) -> None:
    (repository / "p.go").write_text(HEAD + leak("zero") + leak("one") + leak("two"))
    git("add", "p.go")
    (repository / "p.go").write_text(HEAD + "var a int\n\n" + leak("unstaged") + leak("one"))
    (repository / "q.go").write_text(HEAD + leak("three"))

    assert lint("--diff-staged") == ["p.go:6"]
    assert lint("--diff", "HEAD") == ["p.go:8", "q.go:6"]


def test_index_of_a_hook_is_named_from_the_root(
    repository: Path, lint: Lint, git: Git, monkeypatch: pytest.MonkeyPatch
) -> None:
    (repository / "sub").mkdir()
    (repository / "sub" / "q.go").write_text(HEAD + leak("three"))
    git("add", "--all")
    monkeypatch.setenv("GIT_INDEX_FILE", ".git/index")
    monkeypatch.chdir(repository / "sub")

    assert lint("--diff-staged") == ["q.go:6"]


@pytest.mark.parametrize("key", ["noprefix", "mnemonicPrefix", "suppressBlankEmpty"])
def test_settings_of_git_change_nothing(key: str, repository: Path, lint: Lint, git: Git) -> None:
    git("config", f"diff.{key}", "true")
    git("config", "diff.renames", "false")
    git("mv", "p.go", "renamed.go")
    (repository / "renamed.go").write_text(HEAD + leak("zero") + leak("one") + leak("two"))

    assert lint("--diff", "HEAD") == ["renamed.go:6"]


@pytest.mark.parametrize("strip", [True, False])
def test_patch(strip: bool, repository: Path, lint: Lint, tmp_path: Path, git: Git) -> None:
    (repository / "p.go").write_text(HEAD + leak("zero") + leak("one") + leak("two"))
    patch = git("diff") if strip else git("diff", "--no-prefix")
    (tmp_path / "x.diff").write_text(patch)

    assert lint("--patch", str(tmp_path / "x.diff")) == ["p.go:6"]


def test_patch_without_git(
    repository: Path, lint: Lint, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, git: Git
) -> None:
    (repository / "p.go").write_text(HEAD + leak("zero") + leak("one") + leak("two"))
    patch = git("diff")
    (repository / ".git").rename(tmp_path / "away")
    monkeypatch.setenv("PATH", "")
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(patch.encode())))

    assert lint("--patch", "-") == ["p.go:6"]


def test_submodule_is_passed_by(
    repository: Path, lint: Lint, tmp_path: Path, git: Git, commit: Commit
) -> None:
    other = tmp_path / "other"
    git("clone", "--quiet", str(repository), str(other))
    git("-c", "protocol.file.allow=always", "submodule", "--quiet", "add", str(other), "lib")
    commit()
    (repository / "lib" / "p.go").write_text(HEAD + leak("zero"))
    (repository / "q.go").write_text(HEAD + leak("three"))

    assert lint("--diff", "HEAD", "--all-modules") == ["q.go:6"]


def test_summary_says_what_is_left_out(repository: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--diff", "HEAD"]) == 0

    assert capsys.readouterr().out == (
        "Nothing new leaks as far as ginlint can see: 1 file of 1 package analysed, "
        "2 not touched by the change.\n"
    )
    assert repository


def test_fixes_of_new_code_only(repository: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (repository / "p.go").write_text(HEAD + leak("zero") + leak("one") + leak("two"))

    assert main(["--diff", "HEAD", "--fix"]) == 0
    capsys.readouterr()
    text = (repository / "p.go").read_text()

    assert text.count("defer resp.Body.Close()") == 1
    assert text.index("defer") < text.index("func one")


def test_diff_without_a_revision_shows_fixes(repository: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (repository / "sub").mkdir()
    (repository / "sub" / "q.go").write_text(HEAD + leak("four"))
    commands = [
        ["--diff", "./sub"], ["--diff", "sub"], ["./sub", "--diff"], ["--diff", "--", "sub"],
        ["--diff", "./sub/..."], ["--diff", "sub/q.go"], ["--diff", "example.com/service/sub"],
        ["--diff", "--diff=HEAD", "sub"],
    ]  # fmt: skip
    for arguments in commands:
        assert main(arguments) == 1, arguments
        assert capsys.readouterr().out.startswith("--- a/sub/q.go\n"), arguments


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("--diff=nope",), "git knows no revision 'nope' here; name a branch, tag or commit"),
        (("--merge-base", "nope"), "git knows no revision 'nope' here"),
        (("--diff", "both"), "'both' is a revision and a path; write --diff=both for what is new since then"),
        (("--diff", "main", "--diff-staged"), "--diff REV and --diff-staged say different things of what is"),
        (("--diff=main", "--diff=HEAD"), "--diff names several revisions: main, HEAD; give one"),
        (("--diff=HEAD..both",), "'HEAD..both' ends at 'both', but only what is checked out can be analysed"),
        (("--merge-base", "lonely"), "git finds no commit that lonely and HEAD have in common"),
        (("--patch", "nowhere.diff"), "cannot read nowhere.diff: No such file or directory; check --patch"),
        (("--patch", "p.go"), "--patch holds no unified diff; make one with: git diff"),
    ],
)
def test_mistakes(
    arguments: tuple[str, ...],
    message: str,
    repository: Path,
    capsys: pytest.CaptureFixture[str],
    git: Git,
    commit: Commit,
) -> None:
    git("branch", "both")
    git("checkout", "--quiet", "--orphan", "lonely")
    commit("alone")
    git("checkout", "--quiet", "main")
    commit("ahead of both")
    (repository / "both").mkdir()

    assert main(arguments) == 2
    assert capsys.readouterr().err.startswith(f"ginlint: {message}")


def test_no_git(
    repository: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("PATH", "")

    assert main(["--diff=HEAD"]) == 2
    assert capsys.readouterr().err.startswith("ginlint: git cannot be started")
    assert repository


def test_no_repository(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "p.go").write_text("package p\n")
    monkeypatch.chdir(tmp_path)

    assert main(["--diff-staged"]) == 2
    assert "is in no git repository" in capsys.readouterr().err
