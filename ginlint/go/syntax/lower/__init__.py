"""Lowering: tree-sitter's nodes to the classes of `ast`.

One method per node kind, found by the kind's number. A region that the parser
could not read becomes a BadStmt or BadExpr, and so does anything nested deeper
than MAX_DEPTH: Python's stack bounds what later steps can walk.
"""

from ginlint.go.syntax.lower.kinds import COMMENT
from ginlint.go.syntax.lower.stmt import Lowerer

__all__ = ["COMMENT", "Lowerer"]
