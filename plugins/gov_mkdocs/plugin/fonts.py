"""What a theme fetches from another host unless it is told not to: fonts, and a highlighter for code."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mkdocs.theme import Theme

from gov_mkdocs.plugin.findings import LOGGER

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig

# MkDocs' own themes load highlight.js from another host.
_HIGHLIGHTING = ("mkdocs", "readthedocs")

__all__ = ["keep_fonts_at_home"]


def keep_fonts_at_home(config: MkDocsConfig, *, asked: str) -> None:
    """Use the reader's own fonts where the site's authors chose none, and no highlighter from elsewhere."""
    theme = config.theme
    if asked != "theme" and theme.get("highlightjs") and theme.name in _HIGHLIGHTING:
        theme["highlightjs"] = False
        LOGGER.info(
            "code is not coloured, as the theme's highlighter comes from another host; `theme: material` "
            "colours it in the build, and `fonts: theme` under the plug-in lets the theme fetch what it wants"
        )
    # What MkDocs hands over holds the theme's own choice as well: whoever wrote the same is not told apart.
    if (
        asked == "theme"
        or theme.name != "material"
        or theme.get("font") != Theme(name="material").get("font")
    ):
        return
    theme["font"] = False
    LOGGER.info(
        "the reader's own fonts are used, as the theme's come from another host; "
        "to have those, write `fonts: theme` under the plug-in, or choose a `font` under `theme`"
    )
