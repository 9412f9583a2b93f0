"""Item pages: the theme's page is rendered once, and each item's content is put in its place."""

from __future__ import annotations

from html import escape
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

from mkdocs.commands.build import get_context
from mkdocs.structure.files import File, InclusionLevel
from mkdocs.structure.pages import Page

if TYPE_CHECKING:
    from collections.abc import Iterable

    import jinja2
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files
    from mkdocs.structure.nav import Navigation

    from gov_mkdocs.pages import Page as Made

__all__ = ["Shell", "write_pages"]

# No document can hold these: control characters are no text.
_ID, _TITLE, _BODY = "\x02gov-id\x03", "\x02gov-title\x03", "\x02gov-body\x03"


class Shell:
    """The theme's page for items, rendered once."""

    def __init__(self, config: MkDocsConfig, env: jinja2.Environment, nav: Navigation, files: Files) -> None:
        """Render the page with marks where an item's own things go."""
        file = File.generated(config, f"items/{_ID}.md", content="", inclusion=InclusionLevel.NOT_IN_NAV)
        page = Page(_TITLE, file, config)
        page.markdown, page.content, page.edit_url = "", f"<h1></h1>{_BODY}", None
        page.meta = {"hide": ["toc"], "search": {"exclude": True}}
        index = files.get_file_from_path("items/index.md")
        if index is not None and index.page is not None:
            index.page.active = True
        page.active = True
        context = get_context(nav, files, config, page)
        context = config.plugins.on_page_context(context, page=page, config=config, nav=nav)
        html = env.get_template("main.html").render(context)
        html = config.plugins.on_post_page(html, page=page, config=config)
        if index is not None and index.page is not None:
            index.page.active = False
        self.parts = html.replace(quote(_ID), _ID).replace(f"<h1></h1>{_BODY}", _BODY)

    def around(self, made: Made) -> str:
        """The whole page of an item."""
        before, _, after = self.parts.partition(_BODY)
        identifier = made.file.removeprefix("items/").removesuffix(".md")
        title = escape(made.title)

        def filled(part: str) -> str:
            return part.replace(_ID, quote(identifier)).replace(_TITLE, title)

        return filled(before) + str(made.body) + filled(after)


def write_pages(shell: Shell, site_dir: str, pages: Iterable[tuple[str, Made]]) -> None:
    """Write pages at their addresses."""
    root = Path(site_dir)
    for url, made in pages:
        file = root / (f"{url}index.html" if url.endswith("/") else url)
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(shell.around(made).encode("utf-8", "xmlcharrefreplace"))
