"""What mkdocs is told while it builds: the pages of all rules, and each page in the other languages."""

from __future__ import annotations

import posixpath
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jinja2 import pass_context

if TYPE_CHECKING:
    from jinja2 import Environment
    from jinja2.runtime import Context
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.pages import Page

RULES = "rules/index.md"
DOCS = Path(__file__).parents[1] / "docs"


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Put the pages of the rules below their list, a section for each topic."""
    for section in config.nav or ():
        for children in section.values():
            if RULES in children:
                children.extend(_topics(Path(config.docs_dir)))
    return config


def _topics(home: Path) -> list[dict[str, list[dict[str, str]]]]:
    folders = sorted(path for path in (home / RULES).parent.iterdir() if path.is_dir())
    return [{folder.name: [_entry(page, home) for page in sorted(folder.glob("*.md"))]} for folder in folders]


def _entry(page: Path, home: Path) -> dict[str, str]:
    return {page.stem: page.relative_to(home).as_posix()}


class _Final(str):
    """A link that is relative to its page already."""

    __slots__ = ()


def on_env(env: Environment, **_: object) -> Environment:
    """Leave final links alone: those that lead out of the site of one language."""
    theirs = env.filters["url"]

    @pass_context
    def url(context: Context, value: str) -> str:
        return value if isinstance(value, _Final) else str(theirs(context, value))

    env.filters["url"] = url
    return env


def on_page_context(
    context: dict[str, Any], *, page: Page, config: MkDocsConfig, **_: object
) -> dict[str, Any]:
    """Let the choice of language lead to the same page, or to the start where there is none."""
    here = _place(Path(config.docs_dir).name, page.url)
    config.extra["alternate"] = [
        {"name": name, "lang": language, "link": _Final(_link(here, _place(language, _url(page, language))))}
        for language, name in config.extra["languages"].items()
    ]
    return context


def _place(language: str, url: str) -> str:
    """Return the place of a page in the whole site, of which English is the root."""
    return f"{'' if language == 'en' else language + '/'}{url}"


def _link(here: str, there: str) -> str:
    return posixpath.relpath(there or ".", here or ".") + "/"


def _url(page: Page, language: str) -> str:
    return page.url if (DOCS / language / page.file.src_uri).is_file() else ""
