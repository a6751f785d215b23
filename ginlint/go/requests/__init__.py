"""What serves requests, and what code runs for each of them."""

from ginlint.go.requests.commands import (
    callers_of,
    is_part_of_a_command,
    is_run_once,
    runs_a_command,
    runs_once,
)
from ginlint.go.requests.contexts import own_contexts, own_contexts_at, served_as
from ginlint.go.requests.controllers import is_controller
from ginlint.go.requests.entrances import Entrance, entrances, nearest
from ginlint.go.requests.frequency import passes_on, runs_each_time, runs_for_ever
from ginlint.go.requests.heat import Heat, Requests, enclosing_function
from ginlint.go.requests.implements import implements
from ginlint.go.requests.routes import Handler, Route
from ginlint.go.requests.shapes import (
    context_origin,
    declared_to_serve,
    ends_the_process,
    helps_a_handler,
    is_subscription,
    serves,
)

__all__ = [
    "Entrance",
    "Handler",
    "Heat",
    "Requests",
    "Route",
    "callers_of",
    "context_origin",
    "declared_to_serve",
    "enclosing_function",
    "ends_the_process",
    "entrances",
    "helps_a_handler",
    "implements",
    "is_controller",
    "is_part_of_a_command",
    "is_run_once",
    "is_subscription",
    "nearest",
    "own_contexts",
    "own_contexts_at",
    "passes_on",
    "runs_a_command",
    "runs_each_time",
    "runs_for_ever",
    "runs_once",
    "served_as",
    "serves",
]
