"""Writing waivers for findings into the code, as gofmt would have them."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from ginlint.errors import UsageError
from ginlint.suppress.text import Layout

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ginlint.finding import Finding
    from ginlint.source import Source

_KEPT_TOGETHER = (b"}", b")", b"case ", b"case\t", b"default:", b"/*")


def with_waivers(source: Source, findings: Iterable[Finding], reason: str) -> bytes:
    """Return the text of `source` with a waiver for each of `findings`, all of which are in it.

    A waiver stands above the statement, for all that is found in it; behind the line
    where there can be none above, as before an else. UsageError for a reason that is
    none.
    """
    reason = " ".join(reason.split())
    if not reason:
        raise UsageError('--add-ignore needs a reason: --add-ignore "accepted until the rewrite"')
    layout = Layout(source)
    wanted: defaultdict[int, set[str]] = defaultdict(set)
    for finding in findings:
        wanted[layout.first_line(source.line(finding.at.start))].add(finding.rule)
    text = source.text
    for line in sorted(wanted, reverse=True):
        waiver = f"//ginlint:ignore {','.join(sorted(wanted[line]))} -- {reason}".encode()
        text = _inserted(text, layout, line, waiver)
    return text


def _inserted(text: bytes, layout: Layout, line: int, waiver: bytes) -> bytes:
    """Return `text` with `waiver` for `line`; lines before it are still as in `layout`."""
    source = layout.source
    start = source.line_starts[line - 1]
    whole = source.line_bytes(line)
    if layout.code(line).startswith(_KEPT_TOGETHER) and layout.code(line) == whole.strip():
        end = start + len(whole.rstrip())
        return text[:end] + b" " + waiver + text[end:]
    break_ = b"\r\n" if text[start:].split(b"\n", 1)[0].endswith(b"\r") else b"\n"
    indent = whole[: len(whole) - len(whole.lstrip())]
    above = source.line_bytes(line - 1)
    if (
        not indent
        and above.startswith(b"//")
        and not above.startswith((b"//ginlint:", b"//go:", b"//nolint"))
    ):
        waiver = b"//" + break_ + waiver  # gofmt sets directives apart from the words of a doc comment
    return text[:start] + indent + waiver + break_ + text[start:]
