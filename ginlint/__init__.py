"""Finds the leaks in Go services before production does."""

__version__ = "0.1.0"
