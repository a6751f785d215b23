"""The numbers are those of github/codeql-action's own tests."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from ginlint.finding import Finding, Location
from ginlint.output import finding_ids, line_hashes

if TYPE_CHECKING:
    from conftest import Service

SIX = [
    "e9496ae3ebfced30:1",
    "fb7c023a8b9ccb3f:1",
    "ce8ba1a563dcdaca:1",
    "e20e36e16fcb0cc8:1",
    "b3edc88f2938467e:1",
    "c8e28b0b4002a3a0:1",
    "c129715d7a2bc9a3:1",
]
VECTORS = {
    "": ["c129715d7a2bc9a3:1"],
    " a\nb\n  \t\tc\n d": [
        "271789c17abda88f:1",
        "54703d4cd895b18:1",
        "180aee12dab6264:1",
        "a23a3dc5e078b07b:1",
    ],
    " hello; \t\nworld!!!\n\n\n  \t\tGreetings\n End": [
        "8b7cf3e952e7aeb2:1",
        "b1ae1287ec4718d9:1",
        "bff680108adb0fcc:1",
        "c6805c5e1288b612:1",
        "b86d3392aea1be30:1",
        "e6ceba753e1a442:1",
    ],
    " hello; \t\nworld!!!\n\n\n  \t\tGreetings\n End\n": SIX,
    " hello; \t\nworld!!!\r\r\r  \t\tGreetings\r End\r": SIX,
    " hello; \t\r\nworld!!!\r\n\r\n\r\n  \t\tGreetings\r\n End\r\n": SIX,
    " hello; \t\nworld!!!\r\n\n\r  \t\tGreetings\r End\r\n": SIX,
    "Lorem ipsum dolor sit amet.\n" * 10: [
        *(f"a7f2ff13bc495cf2:{count}" for count in range(1, 7)),
        "a7f2ff1481e87703:1",
        "a9cf91f7bbf1862b:1",
        "55ec222b86bcae53:1",
        "cc97dc7b1d7d8f7b:1",
        "c129715d7a2bc9a3:1",
    ],
    "x = 2\nx = 1\nprint(x)\nx = 3\nprint(x)\nx = 4\nprint(x)\n": [
        "e54938cc54b302f1:1",
        "bb609acbe9138d60:1",
        "1131fd5871777f34:1",
        "5c482a0f8b35ea28:1",
        "54517377da7028d2:1",
        "2c644846cb18d53e:1",
        "f1b89f20de0d133:1",
        "c129715d7a2bc9a3:1",
    ],
}


@pytest.mark.parametrize("text", VECTORS, ids=range(len(VECTORS)))
def test_line_hashes_are_the_upload_actions(text: str) -> None:
    expected = dict(enumerate(VECTORS[text], 1))
    actual = line_hashes(text.encode(), range(1, 100))
    assert expected == actual


def test_a_line_can_be_asked_for_alone() -> None:
    text = b"Lorem ipsum dolor sit amet.\n" * 10
    expected = {4: "a7f2ff13bc495cf2:4"}
    actual = line_hashes(text, [4])
    assert expected == actual


def by_the_definition(text: str) -> int:
    """Roll over the first 100 UTF-16 units of `text` and the end, as the action does."""
    raw = text.encode("utf-16-le")
    units = [int.from_bytes(raw[i : i + 2], "little") for i in range(0, len(raw), 2)]
    value = 0
    for unit in (units + [0xFFFF] + [0] * 100)[:100]:
        value = (value * 37 + unit) % 2**64
    return value


@pytest.mark.parametrize("line", ["é", "😀x", "\ufeffpackage", "\ufffd"])
def test_units_are_utf16_and_a_byte_order_mark_counts(line: str) -> None:
    text = f"{line}\n{line}"
    expected = {1: f"{by_the_definition(text):x}:1", 2: f"{by_the_definition(line):x}:1"}
    actual = line_hashes(text.encode(), [1, 2])
    assert expected == actual


def test_bytes_that_are_no_text_count_as_replaced() -> None:
    expected = line_hashes("a\ufffdb".encode(), [1])
    actual = line_hashes(b"a\xffb", [1])
    assert expected == actual


def finding(start: int, resource: str = "f") -> Finding:
    return Finding(
        Location("a.go", start, start + 1), "m", rule="r", package="p", function="g", resource=resource
    )


def test_ids_survive_moved_lines(service: Service) -> None:
    expected = finding_ids(service.report(finding(10), finding(20)))
    actual = finding_ids(service.report(finding(110), finding(220)))
    assert expected == actual


def test_ids_tell_findings_apart(service: Service) -> None:
    ids = finding_ids(
        service.report(finding(10), finding(20), finding(30, "g"), replace(finding(40), rule="s"))
    )
    assert len(set(ids)) == 4


def test_an_id_does_not_change_when_another_finding_is_waived(service: Service) -> None:
    expected = finding_ids(service.report(finding(10), finding(20)))[1:]
    actual = finding_ids(service.report(finding(20), suppressed=(finding(10),)))
    assert expected == actual
