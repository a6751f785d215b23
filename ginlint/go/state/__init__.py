"""What goroutines share: package variables, who writes them, and under which lock."""

from ginlint.go.state.globals import GlobalWrite, global_writes
from ginlint.go.state.guard import is_guarded
from ginlint.go.state.lazy import only_if_unset

__all__ = ["GlobalWrite", "global_writes", "is_guarded", "only_if_unset"]
