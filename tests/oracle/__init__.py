"""Go's own answers to compare ginlint with: small Go programs and how tests run them."""

from tests.oracle.callees import expected_callees
from tests.oracle.toolchain import Go, go_or_skip
from tests.oracle.typecheck import typecheck

__all__ = ["Go", "expected_callees", "go_or_skip", "typecheck"]
