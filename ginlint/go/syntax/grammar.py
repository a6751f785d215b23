"""The tree-sitter language, its parser and the numbers of kinds and fields.

Loads the extension module behind `tree_sitter_go` directly where it can: the
package itself imports importlib.resources, which costs 20 ms and is not needed.
"""

from __future__ import annotations

import importlib.util
import os.path
import sys
from importlib.machinery import ExtensionFileLoader, PathFinder

import tree_sitter


def _language_pointer() -> object:
    if "tree_sitter_go" not in sys.modules:
        package = PathFinder.find_spec("tree_sitter_go")
        folders = list(package.submodule_search_locations or ()) if package else []
        spec = PathFinder.find_spec("_binding", folders) if folders else None
        if (
            spec is not None
            and isinstance(spec.loader, ExtensionFileLoader)
            and os.path.isfile(spec.origin or "")
        ):
            module = importlib.util.module_from_spec(spec)
            spec.loader.exec_module(module)
            return module.language()
    import tree_sitter_go

    return tree_sitter_go.language()


LANGUAGE = tree_sitter.Language(_language_pointer())
PARSER = tree_sitter.Parser(LANGUAGE)


def kind(name: str) -> int:
    """Return the number of the named node kind `name`; raises KeyError if there is none."""
    number = LANGUAGE.id_for_node_kind(name, True)
    if number is None:
        raise KeyError(name)
    return number


def field(name: str) -> int:
    """Return the number of the field `name`; raises KeyError if there is none."""
    number = LANGUAGE.field_id_for_name(name)
    if number is None:
        raise KeyError(name)
    return number
