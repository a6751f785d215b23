"""Diffs: what git and diff write is read line by line."""

from __future__ import annotations

import textwrap

import pytest

from ginlint.changes.patch import parse

GIT = b"""diff --git a/p.go b/p.go
index 1..2 100644
--- a/p.go
+++ b/p.go
@@ -1,4 +1,5 @@ package p
 one
-two()
+2
+2.5
 three
 four
@@ -10,3 +11,2 @@ func f() {
 ten
-eleven()
 twelve
"""


def lines(patch: bytes) -> dict[str, tuple[set[int], set[int]]]:
    return {change.new: (change.added, change.removed) for change in parse(patch)}


def test_added_and_removed_lines() -> None:
    assert lines(GIT) == {"b/p.go": ({2, 3}, {2, 12})}


def test_carriage_returns_are_no_part_of_names() -> None:
    assert lines(GIT.replace(b"\n", b"\r\n")) == lines(GIT)


def test_lines_that_look_like_headers_are_lines() -> None:
    sql = b"--- a/p.sql\n+++ b/p.sql\n@@ -1,2 +1,2 @@\n--- old\n+++ new\n x\n"
    patch = sql + b"--- a/q\n+++ b/q\n@@ -1 +1 @@\n-a()\n+b\n"

    assert lines(patch) == {"b/p.sql": ({1}, set()), "b/q": ({1}, {1})}


NEW = "@@ -0,0 +1 @@\n+x\n"
SAME = "diff --git a/o b/n\nsimilarity index"


@pytest.mark.parametrize(
    ("patch", "names"),
    [
        (f"--- p.go\t2026-01-01 00:00:00 +0000\n+++ p.go\t2026-01-02\n{NEW}", ("p.go", "p.go")),
        (f'--- /dev/null\n+++ "b/\\346\\226\\207 \\"x\\"\\t.go"\n{NEW}', ("", 'b/文 "x"\t.go')),
        (f"--- a/with space.go\t\n+++ b/with space.go\t\n{NEW}", ("a/with space.go", "b/with space.go")),
        ("--- a/p.go\n+++ /dev/null\n@@ -1 +0,0 @@\n-x\n", ("a/p.go", "")),
        (f"{SAME} 100%\nrename from o.go\nrename to n.go\n", ("b/o.go", "b/n.go")),
        (f'{SAME} 100%\nrename from "\\303\\251.go"\nrename to n.go\n', ("b/é.go", "b/n.go")),
    ],
)
def test_names(patch: str, names: tuple[str, str]) -> None:
    (change,) = parse(patch.encode())

    assert (change.old, change.new) == names


def test_renamed_and_changed_file_is_one() -> None:
    patch = (
        b"diff --git a/o b/n\nrename from o\nrename to n\n" + GIT.partition(b"index")[2].partition(b"\n")[2]
    )

    assert lines(patch) == {"b/p.go": ({2, 3}, {2, 12})}


def test_empty_side_names_the_line_before() -> None:
    assert lines(b"--- a/p\n+++ b/p\n@@ -3,2 +2,0 @@\n-a\n-b()\n") == {"b/p": (set(), {3})}
    assert lines(b"--- a/p\n+++ b/p\n@@ -2,0 +3,2 @@\n+a\n+b\n") == {"b/p": ({3, 4}, set())}


def test_missing_last_line_end() -> None:
    mark = b"\\ No newline at end of file\n"
    patch = b"--- a/p\n+++ b/p\n@@ -1,2 +1,2 @@\n x\n-a()\n" + mark + b"+b\n" + mark + GIT

    assert lines(patch) == {"b/p": ({2}, {2}), "b/p.go": ({2, 3}, {2, 12})}


def test_combined_diff_of_a_merge() -> None:
    patch = textwrap.dedent(
        """\
        diff --cc p.go
        index 1,2..3
        --- a/p.go
        +++ b/p.go
        @@@ -1,4 -1,3 +1,5 @@@
          one
         +ours
        + theirs
        ++both
        --gone()
         -gone from one
          end
        """
    )

    assert lines(patch.encode()) == {"b/p.go": ({2, 3, 4}, {5})}


def test_binary_and_mode_changes_bring_no_lines() -> None:
    patch = (
        b"diff --git a/x.bin b/x.bin\nindex 1..2\nBinary files a/x.bin and b/x.bin differ\n"
        b"diff --git a/y.bin b/y.bin\nGIT binary patch\nliteral 3\nKcmZQz\n\n"
        b"diff --git a/z.sh b/z.sh\nold mode 100644\nnew mode 100755\n"
    )

    assert [(change.new, change.added) for change in parse(patch + GIT)] == [
        *[("", set())] * 3,
        ("b/p.go", {2, 3}),
    ]


@pytest.mark.parametrize("text", [b"", b"\n", b"package p\n", b"+++ x\n@@ -1 +1 @@\n+y\n"])
def test_what_is_no_diff(text: bytes) -> None:
    assert parse(text) == []


def test_diff_that_breaks_off() -> None:
    assert lines(GIT[: GIT.index(b" three")]) == {"b/p.go": ({2, 3}, {2})}


@pytest.mark.parametrize(
    ("old", "new", "matters"),
    [
        ("mu.Lock()", None, True),
        ("defer f.Close()", "log.Print(1)", True),
        ("if a != nil && *a {", "if a {", False),
        ("return 0, err", "return 0, nil, err", False),
        ("f(a)", "f(a, b)", False),
        ("f(f(a))", "f(a)", True),
        ("<-done", "// <-done", True),
        ("break", None, True),
        ("x = 1", None, False),
        ("// f() is closed", None, False),
    ],
)
def test_removed_is_what_could_matter(old: str, new: str | None, matters: bool) -> None:
    added = f"+\t{new}\n" if new else ""
    patch = f"--- a/p\n+++ b/p\n@@ -1,3 +1,{3 if new else 2} @@\n one\n-\t{old}\n{added} two\n"

    assert lines(patch.encode())["b/p"][1] == ({2} if matters else set())


FUNCTION = ["func f() {", "\tx()", "}"]


def hunk(mark: str, body: list[str], context: str = "var a int") -> str:
    old = 1 + len(body) * (mark == "-")
    new = 1 + len(body) * (mark == "+")
    marked = "".join(f"{mark}{line}\n" for line in body)
    return f"@@ -1,{old} +1,{new} @@\n {context}\n{marked}"


def test_function_that_moved_to_another_file_is_not_new() -> None:
    patch = f"--- a/p\n+++ b/p\n{hunk('-', FUNCTION)}--- a/q\n+++ b/q\n{hunk('+', [*FUNCTION, 'var b int'])}"

    assert lines(patch.encode()) == {"b/p": (set(), {2}), "b/q": ({5}, set())}


def test_function_that_was_copied_is_new_once() -> None:
    twice = [*FUNCTION, *FUNCTION]
    patch = f"--- a/p\n+++ b/p\n{hunk('-', FUNCTION)}--- a/q\n+++ b/q\n{hunk('+', twice)}"

    assert lines(patch.encode())["b/q"] == ({5, 6, 7}, set())


def test_function_whose_last_line_a_diff_takes_for_its_neighbours() -> None:
    after = ["}", "", *FUNCTION[:-1]]
    old = f"--- a/p\n+++ b/p\n{hunk('-', FUNCTION)}"
    new = f"--- a/q\n+++ b/q\n@@ -1,2 +1,6 @@\n g()\n+{after[0]}\n+\n+{after[2]}\n+{after[3]}\n }}\n"

    assert lines((old + new).encode())["b/q"] == ({2, 3}, set())


def test_changed_function_is_new_where_it_moves() -> None:
    patch = (
        f"--- a/p\n+++ b/p\n{hunk('-', FUNCTION)}--- a/q\n+++ b/q\n{hunk('+', ['func f() {', '  y()', '}'])}"
    )

    assert lines(patch.encode())["b/q"] == ({2, 3, 4}, set())


def test_less_than_a_function_is_new_where_it_moves() -> None:
    body = ["\tdefer response.Body.Close()"]
    patch = f"--- a/p\n+++ b/p\n{hunk('-', body)}@@ -9 +9,2 @@\n y\n+{body[0]}\n"

    assert lines(patch.encode()) == {"b/p": ({10}, {2})}
