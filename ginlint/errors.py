"""What can go wrong for a user.

GinlintError
 ├── UsageError    the arguments name nothing that can be analysed
 ├── ConfigError   .ginlint.toml or an option holds something unknown
 ├── PluginError   a package of rules cannot be loaded
 └── FileError     a file that was asked for cannot be read or written

Each message is one sentence that says what to do. `ginlint.cli` prints it and
exits with 2.
"""


class GinlintError(Exception):
    """Anything a user can mend."""


class UsageError(GinlintError):
    """The arguments name nothing that can be analysed."""


class ConfigError(GinlintError):
    """A configuration file or option holds something unknown."""


class PluginError(GinlintError):
    """A package of rules cannot be loaded."""


class FileError(GinlintError):
    """A file that was asked for cannot be read or written."""
