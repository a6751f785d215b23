"""Waivers written by --add-ignore: they hold, they are formatted, and there is one of each."""

from __future__ import annotations

import shutil
import subprocess
from typing import TYPE_CHECKING

import pytest

from ginlint.cli import main
from ginlint.finding import Finding, Location
from ginlint.source import Source
from ginlint.suppress import split, with_waivers

if TYPE_CHECKING:
    from pathlib import Path

SHAPES = """package p

// F does it.
// It has words.
func F(a int) (b, c int) {
	x := call(a) // a comment
	y := T{
		one:   call(1),
		three: call(3),
	}
	z := a.
		B().
		// between
		C(call(4))
	if err := call(5); err != nil {
		call(6)
	} else if err := call(7); err != nil {
		call(8)
	} else {
		call(9)
	}
	switch call(10) {
	case call(11):
		call(12)
	default:
		call(13)
	}
	go func() {
		call(14)
	}()
	s := `
raw ` + call(15)
	with(
		func() {
			call(16)
		},
		call(17),
	)
	sum := a +
		call(18)
	select {
	case <-call(19):
	}
	for i := call(20); i < call(21); i++ {
	}
	/* c */ call(22)
	if call(23) &&
		call(24) {
		call(25)
	}
loop:
	call(26)
	return call(27), func() int {
		return call(28)
	}
}

// Many
// words.
var (
	a  = call(29)
	bb = call(30)
)

var c = call(31)

func G(
	a int,
) error {
	call(32)
}

type S struct {
	f func() // call(33)
}

func H() { call(34) }
"""


def calls(text: bytes) -> list[tuple[int, str]]:
    """Return the place and the number of each call outside of comments."""
    found, offset = [], 0
    for line in text.decode().splitlines(keepends=True):
        code = line.partition("//")[0]
        at = code.find("call(")
        while at >= 0:
            found.append((offset + at, code[at + 5 : code.index(")", at)]))
            at = code.find("call(", at + 1)
        offset += len(line.encode())
    return found


def findings(text: bytes) -> list[Finding]:
    return [Finding(Location("p.go", at, at + 4), "m", rule="late-defer") for at, _ in calls(text)]


@pytest.mark.parametrize("index", range(len(calls(SHAPES.encode()))))
def test_one_waiver_silences_what_it_is_for_in_any_place(index: int) -> None:
    text = SHAPES.encode()
    source = Source("p.go", text)
    one = findings(text)[index]

    changed = with_waivers(source, [one], "as agreed")

    after = findings(changed)
    kept, waived = split(after, Source("p.go", changed))
    assert after[index] in waived
    assert len(waived) <= (6 if calls(text)[index][1] not in {"5", "7", "10", "23", "24"} else 7)
    assert len(kept) + len(waived) == len(calls(text))
    assert is_formatted(changed) is is_formatted(text)


def is_formatted(text: bytes) -> bool:
    if shutil.which("gofmt") is None:
        return True
    done = subprocess.run(["gofmt", "-l"], input=text, capture_output=True, check=True)
    return done.stdout == b""


def test_shapes_are_formatted() -> None:
    assert is_formatted(SHAPES.encode())


def test_all_at_once() -> None:
    text = SHAPES.encode()
    changed = with_waivers(Source("p.go", text), findings(text), "as agreed")

    assert split(findings(changed), Source("p.go", changed))[0] == ()
    assert is_formatted(changed)
    assert with_waivers(Source("p.go", changed), [], "as agreed") == changed


def test_line_ends_stay() -> None:
    text = b"package p\r\n\r\nfunc f() {\r\n\tcall(1)\r\n}\r\n"

    assert with_waivers(Source("p.go", text), findings(text), "x") == text.replace(
        b"\tcall", b"\t//ginlint:ignore late-defer -- x\r\n\tcall"
    )


LEAKY = """package p

import "net/http"

func status(url string) int {
	resp, err := http.Get(url)
	if err != nil {
		return 0
	}
	return resp.StatusCode
}
"""


@pytest.fixture
def module(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "go.mod").write_text("module example.com/p\n\ngo 1.22\n")
    (tmp_path / "p.go").write_text(LEAKY)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_command(module: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--add-ignore", "until the rewrite"]) == 0
    assert capsys.readouterr().err == "Waived 1 finding in 1 file.\n"
    once = (module / "p.go").read_text()

    assert once == LEAKY.replace(
        "\tresp, err", "\t//ginlint:ignore response-body-not-closed -- until the rewrite\n\tresp, err"
    )
    assert main(["--add-ignore", "until the rewrite"]) == 0
    assert capsys.readouterr().err == "Waived 0 findings in 0 files.\n"
    assert (module / "p.go").read_text() == once
    assert main([]) == 0


def test_reason_is_needed(module: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--add-ignore", " "]) == 2
    assert capsys.readouterr().err.startswith("ginlint: --add-ignore needs a reason")
    assert (module / "p.go").read_text() == LEAKY


@pytest.mark.parametrize(
    ("comment", "after"),
    [
        ("x() //ginlint:ignore late-defer -- gone", "x()"),
        ("//ginlint:ignore late-defer -- gone\n\tx()", "x()"),
        ("//ginlint:ignore late-defr -- gone\n\tx()", "x()"),
        ("x() //nolint:errcheck,late-defer,gosec // why", "x() //nolint:errcheck,gosec // why"),
        ("x() //nolint:late-defer // why", "x()"),
        ("x() //ginlint:ignored late-defer", "x() //ginlint:ignore late-defer"),
    ],
)
def test_fix_removes_what_silences_nothing(comment: str, after: str, module: Path) -> None:
    code = "package p\n\nfunc x()\n\nfunc f() {\n\t%s\n}\n"
    (module / "p.go").write_text(code % comment)

    main(["--fix"])

    assert (module / "p.go").read_text() == code % after


def test_fix_of_a_misspelt_name_that_is_needed_spells_it(module: Path) -> None:
    code = """package main

import "net/http"

func main() {
	_ = http.ListenAndServe(":80", nil) //ginlint:ignore %s -- behind a proxy
}
"""
    (module / "p.go").write_text(code % "server-without-timeout")

    assert main(["--fix"]) == 1
    assert (module / "p.go").read_text() == code % "server-without-timeouts"
    assert main([]) == 0


def test_fix_removes_a_waiver_from_a_doc_comment(module: Path) -> None:
    code = "package p\n\n// F does it.\n%sfunc F() {}\n"
    (module / "p.go").write_text(code % "//\n//ginlint:ignore late-defer -- gone\n")

    assert main(["--fix"]) == 0
    assert (module / "p.go").read_text() == code % ""
