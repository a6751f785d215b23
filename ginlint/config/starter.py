"""The file that `ginlint init` writes: every setting, explained and commented out."""

from __future__ import annotations

from ginlint.config.options import OPTIONS

_HEAD = """\
# Settings of ginlint. `ginlint config check` looks whether they hold, `ginlint rules` lists the rules.
# All of them may be left out; remove the # before those that you want.
"""
_TABLES = """
# Severities of rules and topics: error, warning or note.
#
# [severity]
# late-defer = "note"

# What differs for some files.
#
# [[per-path]]
# paths = ["internal/legacy/**"]
# except = ["internal/legacy/new/**"]
# ignore = ["release"]
# severity = { lock = "note" }

# What your own packages hand out and want back, as often as needed.
#
# [[resource]]
# acquire = ["example.com/shop/lease.Take"]
# release = ["Return"]
# what = "lease"
# cost = "one of three leases"
"""


def starter() -> str:
    """Return the text of a new configuration file."""
    settings = "".join(f"\n# {option.help}\n# {option.key} = {option.example}\n" for option in OPTIONS)
    extend = (
        '\n# Settings of another file to start from, as a path from this one.\n# extend = "../ginlint.toml"\n'
    )
    return f"{_HEAD}{extend}{settings}{_TABLES}"
