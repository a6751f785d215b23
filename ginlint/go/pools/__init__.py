"""Values of pools: where they go back, and who still has their memory then."""

from ginlint.go.pools.after import AfterPut, used_after_put
from ginlint.go.pools.aliases import Leaving, Memory, memory_of
from ginlint.go.pools.boxes import boxed
from ginlint.go.pools.copies import Copy, pools_copied
from ginlint.go.pools.puts import Put, puts, putters
from ginlint.go.pools.states import (
    Dirty,
    Oversized,
    Pool,
    pools_made,
    put_back_dirty,
    put_back_oversized,
)

__all__ = [
    "AfterPut",
    "Copy",
    "Dirty",
    "Leaving",
    "Memory",
    "Oversized",
    "Pool",
    "Put",
    "boxed",
    "memory_of",
    "pools_copied",
    "pools_made",
    "put_back_dirty",
    "put_back_oversized",
    "puts",
    "putters",
    "used_after_put",
]
