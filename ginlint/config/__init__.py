"""What the user asked for: `.ginlint.toml`, environment and options, all held to one table."""

from ginlint.config.files import FILE_NAMES, apply_text, find, load, read
from ginlint.config.options import (
    LEVELS,
    OPTIONS,
    Config,
    Option,
    PathRules,
    ResourceTable,
    from_environment,
    override,
)
from ginlint.config.selection import meanings, select_rules
from ginlint.config.words import suggest

__all__ = [
    "FILE_NAMES",
    "LEVELS",
    "OPTIONS",
    "Config",
    "Option",
    "PathRules",
    "ResourceTable",
    "apply_text",
    "find",
    "from_environment",
    "load",
    "meanings",
    "override",
    "read",
    "select_rules",
    "suggest",
]
