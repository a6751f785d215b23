"""Finding rules by the name of a package, built in or a team's own."""

from __future__ import annotations

import importlib
import pkgutil

from ginlint.errors import PluginError
from ginlint.rule import Rule

BUILT_IN = "ginlint_rules"


def load(package_name: str) -> tuple[Rule, ...]:
    """Return every rule below `package_name`, sorted by name.

    Raises PluginError if the package, or a module in it, cannot be imported.
    """
    try:
        package = importlib.import_module(package_name)
        modules = [
            importlib.import_module(info.name)
            for info in pkgutil.walk_packages(package.__path__, f"{package_name}.")
        ]
    except Exception as error:
        message = f"cannot load rules from {package_name!r}: {error}; is it installed beside ginlint?"
        raise PluginError(message) from error
    rules = {
        value.name: value
        for module in modules
        for value in vars(module).values()
        if isinstance(value, Rule) and value.check.__module__ == module.__name__
    }
    return tuple(rules[name] for name in sorted(rules))


def load_all(plugins: tuple[str, ...] = ()) -> tuple[Rule, ...]:
    """Return the built-in rules and those of `plugins`; a name may be taken only once."""
    found: dict[str, Rule] = {}
    for package_name in (BUILT_IN, *plugins):
        for rule in load(package_name):
            if rule.name in found:
                message = f"{package_name!r} defines {rule.name!r}, a name that is taken; rename it"
                raise PluginError(message)
            found[rule.name] = rule
    return tuple(found[name] for name in sorted(found))
