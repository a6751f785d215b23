"""Names for findings that stay the same while code around them changes."""

from __future__ import annotations

import os
import re
from collections import Counter
from operator import mul
from struct import unpack
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ginlint.finding import Finding, Report

_WINDOW = 100
_MASK = (1 << 64) - 1
_POWERS = tuple(pow(37, exponent, 1 << 64) for exponent in range(_WINDOW - 1, -1, -1))
_LITERAL = re.compile(r"\.func\d+(?:\.\d+)*$")
_END_OF_FILE = "\uffff"


def line_hashes(text: bytes, lines: Iterable[int]) -> dict[int, str]:
    """Return GitHub's `primaryLocationLineHash` for those of `lines` that exist.

    It is the number that github/codeql-action's `src/fingerprints.ts` computes at
    upload, which warns of any other: 37-adic modulo 2**64 over the 100 UTF-16 units
    from the line's start, blanks and tabs left out, every line end a line feed, the
    end of the file a 0xFFFF and zeros; then how often that number came up so far.
    As there, and unlike in Go, a lone carriage return ends a line too.
    """
    wanted = set(lines)
    last = max(wanted, default=0)
    units, starts = _units(text)
    seen: Counter[bytes] = Counter()
    hashes: dict[int, str] = {}
    for line, start in enumerate(starts[:last], 1):
        window = units[start : start + 2 * _WINDOW]
        seen[window] += 1
        if line in wanted:
            hashes[line] = f"{_hash(window):x}:{seen[window]}"
    return hashes


def _units(text: bytes) -> tuple[bytes, list[int]]:
    """Return what is hashed, in UTF-16, and the offset of each line in it."""
    plain = text.decode("utf-8", "replace").replace("\r\n", "\n").replace("\r", "\n")
    plain = plain.replace(" ", "").replace("\t", "")
    units = (plain + _END_OF_FILE).encode("utf-16-le")
    single = len(units) == 2 * len(plain) + 2
    starts, offset = [], 0
    for line in plain.split("\n"):
        starts.append(offset)
        offset += 2 * len(line) + 2 if single else len(line.encode("utf-16-le")) + 2
    return units + bytes(2 * _WINDOW), starts


def _hash(window: bytes) -> int:
    total: int = sum(map(mul, unpack(f"<{_WINDOW}H", window), _POWERS))
    return total & _MASK


def finding_ids(report: Report, *, waived: bool = False) -> list[str]:
    """Return an id for each of `report.findings`, in their order, then if asked for each that is waived.

    It is made of the rule, package, function and resource and, among findings with
    the same, of their order in the code; so neither a moved line nor a waiver of
    another finding changes it. It is 16 hexadecimal digits.
    """
    everything = [*report.findings, *report.suppressed]
    ids = [""] * len(everything)
    ordinals: Counter[tuple[str, ...]] = Counter()
    for index in sorted(range(len(everything)), key=lambda index: everything[index].at):
        key = _key(everything[index], report.root)
        ids[index] = _digest((*key, str(ordinals[key])))
        ordinals[key] += 1
    return ids if waived else ids[: len(report.findings)]


def _key(finding: Finding, root: str) -> tuple[str, ...]:
    """Return what `finding` is known by; a package outside of a module by its place, whatever the machine."""
    package = finding.package
    if package.startswith("/"):
        package = os.path.relpath(package, root).replace(os.sep, "/")
    return finding.rule, package, declared(finding.function), finding.resource


def declared(function: str) -> str:
    """Return the declared function that a function literal is in: the numbers of literals change."""
    return _LITERAL.sub("", function)


def _digest(parts: tuple[str, ...]) -> str:
    from ginlint.hashes import blake2b

    text = "\0".join(parts).encode("utf-8", "surrogateescape")
    return blake2b(text, digest_size=8).hexdigest()
