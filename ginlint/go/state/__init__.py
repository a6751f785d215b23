"""What goroutines share: package variables, who writes them, and under which lock."""

from ginlint.go.state.alongside import used_alongside
from ginlint.go.state.atomics import Access, Mixed, mixed_with_atomics
from ginlint.go.state.beside import Beside, used_beside
from ginlint.go.state.changed import method_writes, shared_method_writes
from ginlint.go.state.confined import is_confined
from ginlint.go.state.globals import (
    GlobalWrite,
    global_writes,
    is_meant_to_race,
    is_waived,
    only_for_developers,
)
from ginlint.go.state.growth import Insertion, insertions, shrinks
from ginlint.go.state.guard import is_guarded
from ginlint.go.state.halflocked import HalfLocked, Use, half_locked
from ginlint.go.state.handedout import HandedOut, handed_out
from ginlint.go.state.lazy import (
    is_kept_for_others,
    is_set_by_makers,
    is_set_where_unset,
    only_before_set_up,
    only_if_unset,
)
from ginlint.go.state.lookups import is_few_by_name, is_looked_up
from ginlint.go.state.meanwhile import Meanwhile, used_meanwhile
from ginlint.go.state.oneowner import OwnWrite, writes_of_one
from ginlint.go.state.pairs import writes_by_pairs
from ginlint.go.state.provenance import provenance
from ginlint.go.state.refreshed import Refreshed, refreshed
from ginlint.go.state.registry import (
    is_shared,
    makings,
    metric_labels,
    panics_when_repeated,
    registrations,
    stays_on_receiver,
)
from ginlint.go.state.setbeside import SetBeside, set_beside
from ginlint.go.state.shared import SharedWrite, is_housekeeping, shared_writes, writes_side_by_side
from ginlint.go.state.unlocked import Unlocked, unlocked_fields

__all__ = [
    "Access",
    "Beside",
    "GlobalWrite",
    "HalfLocked",
    "HandedOut",
    "Insertion",
    "Meanwhile",
    "Mixed",
    "OwnWrite",
    "Refreshed",
    "SetBeside",
    "SharedWrite",
    "Unlocked",
    "Use",
    "global_writes",
    "half_locked",
    "handed_out",
    "insertions",
    "is_confined",
    "is_few_by_name",
    "is_guarded",
    "is_housekeeping",
    "is_kept_for_others",
    "is_looked_up",
    "is_meant_to_race",
    "is_set_by_makers",
    "is_set_where_unset",
    "is_shared",
    "is_waived",
    "makings",
    "method_writes",
    "metric_labels",
    "mixed_with_atomics",
    "only_before_set_up",
    "only_for_developers",
    "only_if_unset",
    "panics_when_repeated",
    "provenance",
    "refreshed",
    "registrations",
    "set_beside",
    "shared_method_writes",
    "shared_writes",
    "shrinks",
    "stays_on_receiver",
    "unlocked_fields",
    "used_alongside",
    "used_beside",
    "used_meanwhile",
    "writes_by_pairs",
    "writes_of_one",
    "writes_side_by_side",
]
