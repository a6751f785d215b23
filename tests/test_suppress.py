"""Waivers: which comments silence which lines, and which only look as if."""

from __future__ import annotations

import textwrap

import pytest

from ginlint.finding import Finding, Location
from ginlint.source import Source
from ginlint.suppress import comments, split


def kept_lines(code: str, rule: str = "late-defer", aliases: dict[str, str] | None = None) -> list[int]:
    """Put a finding on every line of `code` and return the lines of those that stand."""
    source = Source("p.go", textwrap.dedent(code).encode())
    findings = [Finding(Location("p.go", start, start + 1), "m", rule=rule) for start in source.line_starts]
    kept, waived = split(findings, source, aliases=aliases)

    assert sorted(kept + waived) == findings
    return [source.line(finding.at.start) for finding in kept]


def is_waived(line: str, rule: str = "late-defer") -> bool:
    return kept_lines(f"package p\n\n{line}\nvar y int", rule) == [1, 2, 4]


@pytest.mark.parametrize(
    "comment",
    [
        "//ginlint:ignore late-defer -- the process ends here",
        "//ginlint:ignore late-defer",
        "//ginlint:ignore buffer-not-pooled,late-defer -- both",
        "//ginlint:ignore buffer-not-pooled, late-defer -- both",
        "//ginlint:ignore late-defer//reason",
        "//ginlint:ignore Late-Defer",
        "//ginlint:ignore",
        "//ginlint:ignore -- all of them",
        "// ginlint:ignore late-defer",
        "//nolint",
        "// nolint",
        "//nolint // why",
        "//nolint:all",
        "//nolint:ginlint",
        "//nolint:errcheck,ginlint // why",
        "//nolint:errcheck, late-defer",
        "//nolint:late-defer",
    ],
)
def test_waived(comment: str) -> None:
    assert is_waived(f"x() {comment}")


@pytest.mark.parametrize(
    "line",
    [
        "x() //ginlint:ignore buffer-not-pooled -- late-defer is another matter",
        "x() //ginlint:ignored late-defer",
        "x() //ginlint:ignored, late-defer",
        "x() //ginlint:ignore-file late-defer",
        "x() //nolint:errcheck",
        "x() //nolint:errcheck // all is well",
        "x() //nolint:errcheck all is well",
        "x() //nolintlint",
        "x() // see nolint",
        "x() // we ginlint:ignore nothing",
        'x("//nolint")',
        'x("\\"//nolint")',
        "x(`//nolint`)",
        "x('\"') /* //nolint */",
        "x() /* nolint */",
    ],
)
def test_not_waived(line: str) -> None:
    assert not is_waived(line)
    assert kept_lines(f"package p\n\n{line}\nvar y int") == [1, 2, 3, 4]


@pytest.mark.parametrize("quote", ["'\"'", "'`'", '"`"', "'\\''", '"\\\\"', "`\\`"])
def test_comment_after_a_quote(quote: str) -> None:
    assert is_waived(f"x({quote}) //nolint")
    assert is_waived(f'x({quote}) //nolint "as agreed"')


def test_comment_of_its_own_speaks_of_the_next_line_with_code() -> None:
    code = """\
        package p

        //ginlint:ignore late-defer -- one
        // and another comment
        x()
        y()
    """

    assert kept_lines(code) == [1, 2, 3, 4, 6, 7]


@pytest.mark.parametrize("comment", ["//ginlint:ignore late-defer", "//nolint:late-defer", "// #nosec G307"])
def test_waiver_above_goes_with_the_whole_statement(comment: str) -> None:
    codes = [
        "func f() {\n\tx()\n}",
        "x := T{\n\ta: b,\n}",
        "if a {\n\tb()\n} else {\n\tc()\n}",
        "a.\n\tb().\n\n\tc()",
        "a = b + // why\n\tc",
        "s := `\n{`",
    ]
    for code in codes:
        lines = code.count("\n") + 1
        assert kept_lines(f"package p\n\n{comment}\n{code}\nz()") == [1, 2, 3, lines + 4], code


def test_region() -> None:
    code = "a()\n//ginlint:disable late-defer -- x\nb()\n\n//ginlint:enable late-defer\nc()"

    assert kept_lines(code) == [1, 6]
    assert kept_lines(code.replace("enable late-defer", "enable")) == [1, 6]
    assert kept_lines(code.replace("enable late-defer", "enable other")) == [1]
    assert kept_lines(code, "other") == [1, 2, 3, 4, 5, 6]


def test_topics_and_regions_of_revive() -> None:
    code = "a()\n//revive:disable:defer\nb()\n//revive:enable:defer\nc() //revive:disable-line:defer why\nd()"

    assert kept_lines(code, "defer-in-loop") == [1, 6]
    assert kept_lines("//revive:disable-next-line:defer\nb()\nc()", "defer-in-loop") == [1, 3]


@pytest.mark.parametrize(
    "code", ["//nolint\nfunc f() {\n\tx()\n}\ny()", "z()\nfunc f() { //nolint\n\tx()\n}\ny()"]
)
def test_nolint_goes_with_the_block_that_its_line_opens(code: str) -> None:
    assert kept_lines(code) == [1, 5]


def test_nolint_goes_with_a_call_over_several_lines() -> None:
    assert kept_lines("a()\nb( //nolint\n\tc,\n)\nd()") == [1, 5]


def test_nolint_on_else_goes_with_its_block() -> None:
    assert kept_lines("if a {\n\tb()\n} else { //nolint\n\tc()\n}\nd()") == [1, 2, 6]


def test_nolint_on_a_closing_line_is_for_that_line() -> None:
    assert kept_lines("f(func() {\n\ta()\n}) //nolint\nb(func() {\n})") == [1, 2, 4, 5]


def test_nolint_skips_brackets_in_strings() -> None:
    assert kept_lines('f("{") //nolint\na()\n}') == [2, 3]


def test_nolint_after_a_raw_string_over_several_lines() -> None:
    assert kept_lines("a := `\n{` + b //nolint\nc(`\n}`)") == [1, 3, 4]


def test_nolint_above_the_package_clause_is_for_the_file() -> None:
    assert kept_lines("//nolint:late-defer\npackage p\n\nx()") == []


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_file_waiver(end: str) -> None:
    lines = ["package p", "//ginlint:file-ignore late-defer -- legacy", "x()"]

    assert kept_lines(end.join(lines)) == []
    assert kept_lines(end.join(lines), rule="unguarded-global") == [1, 2, 3]


def test_byte_order_mark_is_no_code() -> None:
    assert kept_lines("\ufeff//nolint:late-defer\nvar x int\nvar y int") == [1, 3]


def test_former_name() -> None:
    code = "x() //ginlint:ignore defer-late\ny() //nolint:defer-late\nz()"

    assert kept_lines(code, aliases={"defer-late": "late-defer"}) == [3]


def test_waiver_on_the_last_line() -> None:
    assert kept_lines("a()\n//nolint") == [1, 2]
    assert kept_lines("a()\nb( //nolint") == [1]


def test_file_without_markers_is_not_scanned(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ginlint.suppress.waivers", None)

    assert kept_lines("x() // plain") == [1]


def test_many_waivers_take_linear_time() -> None:
    source = Source("p.go", b"//nolint:errcheck\n" * 50_000 + b"x()")
    finding = Finding(Location("p.go", len(source.text) - 3, len(source.text)), "m", rule="late-defer")

    assert split([finding], source) == ((finding,), ())


def test_unfinished_tokens_end_with_the_file() -> None:
    assert list(comments(b"`abc //nolint")) == []
    assert list(comments(b"/* //nolint")) == []
    assert list(comments(b'"abc //one\n//two')) == [(5, b"//one"), (11, b"//two")]


@pytest.mark.parametrize(
    ("comment", "rule", "waived"),
    [
        ("//nolint:bodyclose", "response-body-not-closed", True),
        ("//nolint:bodyclose // read below", "rows-not-closed", False),
        ("//nolint:rowserrcheck", "rows-not-closed", False),
        ("// #nosec G112 - internal", "server-without-timeouts", True),
        ("// #nosec G112", "pprof-exposed", False),
        ("// #nosec", "pprof-exposed", True),
        ("// #nosec", "late-defer", False),
        ("//gosec:disable G108", "pprof-exposed", True),
        ("//lint:ignore SA1015 runs until the end", "ticker-not-stopped", True),
        ("//lint:ignore SA1015 runs until the end", "timer-in-loop", False),
        ("//lint:ignore SA1015", "ticker-not-stopped", False),
        ("// nosemgrep: go.lang.pprof.pprof-debug-exposure", "pprof-exposed", True),
        ("// nosemgrep", "pprof-exposed", True),
        ("// nosemgrep: other", "pprof-exposed", False),
    ],
)
def test_waivers_of_other_tools_stand_for_what_they_ask(comment: str, rule: str, waived: bool) -> None:
    text = f"package p\n\nfunc f() {{\n\tg() {comment}\n}}\n"
    source = Source("a.go", text.encode())
    start = text.index("g()")
    finding = Finding(Location("a.go", start, start + 3), "m", rule=rule)

    kept, dropped = split([finding], source)

    assert (len(kept), len(dropped)) == ((0, 1) if waived else (1, 0))
