"""What serves requests, and what code runs for each of them."""

from ginlint.go.requests.heat import Heat, Requests
from ginlint.go.requests.shapes import context_origin, runs_a_command, serves

__all__ = ["Heat", "Requests", "context_origin", "runs_a_command", "serves"]
