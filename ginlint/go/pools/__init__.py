"""Values of pools: where they go back, and who still has their memory then."""

from ginlint.go.pools.after import AfterPut, used_after_put
from ginlint.go.pools.aliases import Leaving, Memory, memory_of
from ginlint.go.pools.boxes import boxed
from ginlint.go.pools.puts import Put, puts, putters

__all__ = ["AfterPut", "Leaving", "Memory", "Put", "boxed", "memory_of", "puts", "putters", "used_after_put"]
