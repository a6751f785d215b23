from __future__ import annotations

import re
from typing import TYPE_CHECKING

from inline_snapshot import snapshot

from ginlint.finding import Failure, Finding, Fix, Location, Notice, Step
from ginlint.output.cells import Row, and_more

if TYPE_CHECKING:
    from collections.abc import Callable

    from conftest import Service

NOTICES = (
    Notice("generated", "api/api.pb.go", "it says so in its first comment"),
    Notice("syntax-error", "b.go", "lines 3 to 5 do not parse"),
    Notice("syntax-error", "c.go", "line 9 does not parse"),
)


def test_a_finding_with_a_path(service: Service, late_defer: Finding, render: Callable[..., str]) -> None:
    actual = render(service.report(late_defer), "text")
    assert actual == snapshot("""\
api/read.go:13:2: warning[late-defer] `f` stays open when the name is empty
   |
 6 |     f, err := os.Open(name)
   |               ------------- 1: opened here
....
11 |         return errEmpty
   |         --------------- 2: returns without closing
12 |     }
13 |     defer f.Close()
   |     ^^^^^^^^^^^^^^^ 3: closed only from here on
   = see: cmd/main.go:4:22: the handler [read] is registered
   = fix: Defer `f.Close()` right after the error check

`ginlint explain late-defer` tells why it matters and how to mend it; so for each rule.
Found 1 warning: 3 files of 2 packages analysed.
""")


def test_what_reaches_it(service: Service, reached: Finding, render: Callable[..., str]) -> None:
    lines = render(service.report(reached), "text").splitlines()
    assert (
        lines[11]
        == "   = reached by: middleware RequestLog (every request), GET /read/{?}, handler read and 2 more"
    )


def test_names_and_how_many_more() -> None:
    assert and_more(["a"], 1) == "a"
    assert and_more(["a", "b"], 2) == "a and b"
    assert and_more(["a", "b", "c"], 3) == "a, b and c"
    assert and_more(["a", "b", "c"], 4) == "a, b, c and 1 more"


def test_a_path_that_leads_elsewhere(
    service: Service, late_defer: Finding, render: Callable[..., str]
) -> None:
    name = service.at("api/read.go", "name string")
    steps = (
        Step(service.at("cmd/main.go", "router"), "comes in here"),
        Step(service.at("api/read.go", "os.Open"), "then here"),
        Step(service.at("api/read.go", "err :="), "and here"),
        Step(service.at("api/read.go", "package"), "then back"),
    )
    fix = Fix("Rename it", (), safe=False)
    found = Finding(name, "a\nstrange\x1b[31m name", rule="goroutine-leak", steps=steps, fix=fix)
    actual = render(service.report(found, suppressed=(late_defer,)), "text")
    assert actual == snapshot("""\
api/read.go:5:11: error[goroutine-leak] a strange�[31m name
  |
5 | func read(name string) error {
  |           ^^^^^^^^^^^
  | how it gets there:
 --> cmd/main.go:4:2
4 |     router.GET("/read", api.Read)
  |     ------ 1: comes in here
 --> api/read.go:6:12
6 |     f, err := os.Open(name)
  |               ------- 2: then here
  |        ------ 3: and here
...
1 | package api
  | ------- 4: then back
  = fix: Rename it (look at it: it may change what else the code does)

`ginlint explain goroutine-leak` tells why it matters and how to mend it; so for each rule.
Found 1 error, 1 waived in the code: 3 files of 2 packages analysed.
""")


def test_what_was_not_analysed(service: Service, render: Callable[..., str]) -> None:
    failure = Failure("late-defer", "./api", "Traceback\n  boom\nValueError: no such\n")
    report = service.report(notices=NOTICES, failures=(failure,))
    actual = render(report, "text")
    assert actual == snapshot("""\
Nothing leaks as far as ginlint can see: 3 files of 2 packages analysed.
Not analysed: 1 generated file and 2 syntax errors (--verbose lists them).
Rule late-defer crashed on ./api: ValueError: no such
""")


def test_one_crash_on_many_packages_is_one_line(service: Service, render: Callable[..., str]) -> None:
    crash = "Traceback\n  boom\nValueError: no such\n"
    failures = (
        *(Failure("late-defer", path, crash) for path in ("./api", "./db", "./web")),
        Failure("late-defer", "./zip", "Traceback\nKeyError: 3\n"),
    )

    assert render(service.report(failures=failures), "text").splitlines()[1:] == [
        "Rule late-defer crashed on ./api and 2 other packages: ValueError: no such",
        "Rule late-defer crashed on ./zip: KeyError: 3",
    ]


def test_functions_that_are_too_large_are_for_the_verbose(
    service: Service, render: Callable[..., str]
) -> None:
    report = service.report(notices=(Notice("unfinished", "a.go", "what run opens is too much to follow"),))

    assert "Not analysed" not in render(report, "text")
    assert render(report, "text", verbose=True).splitlines()[-2:] == [
        "Not analysed: 1 function too large to go through:",
        "  a.go: what run opens is too much to follow",
    ]


def test_verbose_lists_it(service: Service, render: Callable[..., str]) -> None:
    failure = Failure("late-defer", "./api", "Traceback\n  boom\nValueError: no such\n")
    report = service.report(notices=NOTICES, failures=(failure,))
    actual = render(report, "text", verbose=True)
    assert actual == snapshot("""\
Nothing leaks as far as ginlint can see: 3 files of 2 packages analysed.
Not analysed: 1 generated file and 2 syntax errors:
  api/api.pb.go: it says so in its first comment
  b.go: lines 3 to 5 do not parse
  c.go: line 9 does not parse
Rule late-defer crashed on ./api: ValueError: no such
  Traceback
    boom
  ValueError: no such
""")


def test_color_adds_only_color(service: Service, late_defer: Finding, render: Callable[..., str]) -> None:
    report = service.report(late_defer)
    colored = render(report, "text", color=True)
    assert "\x1b[1;33mwarning\x1b[0m" in colored
    expected = render(report, "text")
    actual = re.sub(r"\x1b\[[0-9;]*m", "", colored)
    assert expected == actual


def frame(output: str) -> list[str]:
    return [line.partition("|")[2] for line in output.splitlines()[2:4]]


def test_carets_stand_under_what_is_wide_or_combined(service: Service, render: Callable[..., str]) -> None:
    service.file("a.go", '\tx := \t"世界e\u0301" + bad()\n')
    output = render(service.report(Finding(service.at("a.go", "bad()"), "m")), "text")
    # Cells: 4 for the tab, 5, 3 to the next stop, 1 + 4 + 1 + 1 in quotes, 3.
    assert frame(output)[1] == " " + " " * (4 + 5 + 3 + 7 + 3) + "^^^^^"


def test_a_byte_order_mark_takes_no_cell(service: Service, render: Callable[..., str]) -> None:
    service.file("a.go", b"\xef\xbb\xbfpackage a\r\n")
    output = render(service.report(Finding(service.at("a.go", "package"), "m")), "text")
    assert output.startswith("a.go:1:1: ")
    assert frame(output) == [" package a", " ^^^^^^^"]


def test_of_several_lines_the_first_is_underlined(service: Service, render: Callable[..., str]) -> None:
    service.file("a.go", "go func() {  \n\tx()\n}()\n")
    output = render(service.report(Finding(service.at("a.go", "func() {  \n\tx()\n}"), "m")), "text")
    assert frame(output) == [" go func() {", "    ^^^^^^^^"]


def test_a_long_line_is_cut_around_the_caret(service: Service, render: Callable[..., str]) -> None:
    service.file("a.go", "x" * 5000 + "bad()" + "y" * 5000 + "\n")
    output = render(service.report(Finding(service.at("a.go", "bad()"), "m")), "text")
    code, underline = frame(output)
    assert len(code) <= 164
    assert (code[1], code[-1]) == ("…", "…")
    assert code[underline.index("^") : underline.rindex("^") + 1] == "bad()"


def test_a_range_longer_than_the_cut_stays_in_it() -> None:
    row = Row("a" * 1000, focus=500)
    start, width = row.span(500, 900)
    assert start + width <= len(row.shown)


def test_text_that_would_move_the_cursor_is_shown_as_unknown() -> None:
    expected = "a\ufffd[2Jb\ufffdc"
    actual = Row("a\x1b[2Jb\u202ec").shown
    assert expected == actual


def test_a_vanished_file_does_not_stop_the_report(service: Service, render: Callable[..., str]) -> None:
    output = render(service.report(Finding(Location("gone.go", 50, 60), "m", rule="late-defer")), "text")
    assert output.startswith("gone.go:1:1: warning[late-defer] m\n")


def test_the_overlay_goes_before_the_disk(service: Service, render: Callable[..., str]) -> None:
    service.file("a.go", "on disk\n")
    report = service.report(Finding(Location("a.go", 0, 2), "m"), overlay={"a.go": b"in memory\n"})
    assert frame(render(report, "text")) == [" in memory", " ^^"]


def test_nothing_to_analyse(service: Service, render: Callable[..., str]) -> None:
    report = type(service.report())(str(service.root))
    assert render(report, "text") == "There was no Go file to analyse.\n"


def test_places_are_links_where_they_are_asked_for(
    service: Service, late_defer: Finding, render: Callable[..., str]
) -> None:
    plain = render(service.report(late_defer), "text")
    linked = render(service.report(late_defer), "text", links=True)
    target = f"file://{service.root}/api/read.go"
    assert linked.startswith(f"\x1b]8;;{target}\x1b\\api/read.go:13:2\x1b]8;;\x1b\\: warning")
    assert re.sub(r"\x1b\]8;;[^\x1b]*\x1b\\", "", linked) == plain
