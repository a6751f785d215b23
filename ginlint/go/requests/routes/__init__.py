"""Which routes a service registers, with which middleware and handlers."""

from ginlint.go.requests.routes.handlers import Handler
from ginlint.go.requests.routes.sites import Sites
from ginlint.go.requests.routes.table import Route, RouteTable, Use

__all__ = ["Handler", "Route", "RouteTable", "Sites", "Use"]
