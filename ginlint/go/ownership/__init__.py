"""Who has a value, where it goes, and how it is given back."""

from ginlint.go.ownership.acquire import (
    ends_process,
    leaves_without_release,
    may_panic_before,
)
from ginlint.go.ownership.acquisition import Acquisition, acquisition_of, acquisitions_of
from ginlint.go.ownership.buffers import (
    Buffer,
    buffers_made,
    costs_more,
    is_needless,
    is_of_connection,
    is_of_unknown,
    is_used_again,
    outlives,
)
from ginlint.go.ownership.cancelled import ends_with_context, is_let_go
from ginlint.go.ownership.drains import Drained, read_to_the_end
from ginlint.go.ownership.errors import is_error, names_defined_by
from ginlint.go.ownership.forgotten import Forgotten, forgotten_fields
from ginlint.go.ownership.fresh import acquirers
from ginlint.go.ownership.implementers import bodies_of
from ginlint.go.ownership.ledger import Dropped, Ledger
from ginlint.go.ownership.mend import Insertion, Move, deferred_release, moved_up
from ginlint.go.ownership.models import Resource, own_resource
from ginlint.go.ownership.owners import ends_with_owner, opened_on, wraps_what_is_deferred
from ginlint.go.ownership.partly import Half, Partly
from ginlint.go.ownership.rebound import Rebound, rebound
from ginlint.go.ownership.release import (
    HELPER,
    Target,
    gives_back_some,
    needs_no_release,
    released_by,
    root_variable,
)
from ginlint.go.ownership.sites import Leak, Site
from ginlint.go.ownership.through import bodies_of_use
from ginlint.go.ownership.track import Tracker
from ginlint.go.ownership.unlike import Unlike
from ginlint.go.ownership.uses import Use, UseKind, uses_of, uses_of_variable

__all__ = [
    "HELPER",
    "Acquisition",
    "Buffer",
    "Drained",
    "Dropped",
    "Forgotten",
    "Half",
    "Insertion",
    "Leak",
    "Ledger",
    "Move",
    "Partly",
    "Rebound",
    "Resource",
    "Site",
    "Target",
    "Tracker",
    "Unlike",
    "Use",
    "UseKind",
    "acquirers",
    "acquisition_of",
    "acquisitions_of",
    "bodies_of",
    "bodies_of_use",
    "buffers_made",
    "costs_more",
    "deferred_release",
    "ends_process",
    "ends_with_context",
    "ends_with_owner",
    "forgotten_fields",
    "gives_back_some",
    "is_error",
    "is_let_go",
    "is_needless",
    "is_of_connection",
    "is_of_unknown",
    "is_used_again",
    "leaves_without_release",
    "may_panic_before",
    "moved_up",
    "names_defined_by",
    "needs_no_release",
    "opened_on",
    "outlives",
    "own_resource",
    "read_to_the_end",
    "rebound",
    "released_by",
    "root_variable",
    "uses_of",
    "uses_of_variable",
    "wraps_what_is_deferred",
]
