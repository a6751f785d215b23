"""The control flow of one function body: blocks, paths, dominance, loops.

`build` turns a body into a `Graph`; function literals inside it are values
there and have graphs of their own. Nothing here knows types or what a call
does: what never returns and which branch is possible are the caller's answers.
"""

from __future__ import annotations

from ginlint.go.flow.build import NoReturn, build
from ginlint.go.flow.dominance import Loop
from ginlint.go.flow.evaluation import evaluated
from ginlint.go.flow.graph import Block, Edge, Exit, Graph, LoopStmt, is_endless
from ginlint.go.flow.known import touched
from ginlint.go.flow.paths import Path, Search, defers_before

__all__ = [
    "Block",
    "Edge",
    "Exit",
    "Graph",
    "Loop",
    "LoopStmt",
    "NoReturn",
    "Path",
    "Search",
    "build",
    "defers_before",
    "evaluated",
    "is_endless",
    "touched",
]
