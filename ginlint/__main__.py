"""`python -m ginlint`."""

from __future__ import annotations

import sys

from ginlint.cli import main

if __name__ == "__main__":
    sys.exit(main())
