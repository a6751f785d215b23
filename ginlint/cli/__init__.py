"""The command line: parses, calls, prints, and says how it went by the exit code.

0 nothing found, 1 findings, 2 the job could not be done.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from ginlint import __version__
from ginlint.errors import GinlintError

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["main"]

TROUBLE = 2
INTERRUPTED = 130


def main(argv: Sequence[str] | None = None) -> int:
    """Run ginlint with `argv`, the process's own arguments by default, and return the exit code."""
    arguments = list(sys.argv[1:] if argv is None else argv)
    if arguments == ["--version"]:  # scripts ask for it often, and click takes 40 ms
        print(f"ginlint {__version__}")  # noqa: T201
        return 0
    if argv is None:
        _never_collect()
    try:
        return _run(arguments)
    except GinlintError as error:
        return _complain(str(error))
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        _silence_stdout()
        return TROUBLE
    except Exception as error:  # noqa: BLE001 - the last resort, so that nobody meets a bare traceback
        return _internal_error(error, arguments)


def _never_collect() -> None:
    """Let the end of the process free what the run makes: looking for garbage takes as long as the run."""
    import atexit
    import gc

    gc.disable()
    atexit.register(gc.freeze)


def _run(arguments: list[str]) -> int:
    import click

    from ginlint.cli.commands import ginlint

    try:
        status = ginlint.main(arguments, prog_name="ginlint", standalone_mode=False)
        sys.stdout.flush()
    except click.ClickException as error:
        return _complain(error.format_message())
    except click.Abort:
        return INTERRUPTED
    return status if isinstance(status, int) else 0


def _complain(message: str) -> int:
    print(f"ginlint: {message}", file=sys.stderr)  # noqa: T201
    return TROUBLE


def _internal_error(error: Exception, arguments: list[str]) -> int:
    if not {"-v", "--verbose", "-vv"}.isdisjoint(arguments):
        import traceback  # only needed here

        traceback.print_exception(error)
    what = f"{type(error).__name__}: {error}".rstrip(": ")
    return _complain(
        f"this is a bug in ginlint ({what}); please report it with the output of the same run with -v"
    )


def _silence_stdout() -> None:
    """Let the interpreter's own flush at exit go nowhere once the reader has gone."""
    import os  # loaded anyway, unless --version was all

    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
