"""Does every rule case compile?"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from tests.oracle.toolchain import TESTDATA, Go, modules_or_skip

if TYPE_CHECKING:
    from pathlib import Path


def typecheck(go: Go, cases: Path) -> tuple[list[str], list[str]]:
    """Return the cases found below `cases`, and what Go says against them as file:line:column: message.

    Skips the test if the modules of testdata/go.mod cannot be had.
    """
    modules_or_skip(go, TESTDATA, "./deps")
    answer = json.loads(go.program("typecheck", str(TESTDATA), str(cases)))
    problems = [f"{p['file']}:{p['line']}:{p['column']}: {p['message']}" for p in answer["problems"]]
    return answer["cases"], problems
