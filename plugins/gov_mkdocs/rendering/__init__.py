"""Governed Markdown to HTML, from the same parse as the check: pieces first, joined for the page that shows them."""

from gov_mkdocs.rendering.pieces import Heading, Mention, Piece, Rendered, ToItem, ToTarget, joined
from gov_mkdocs.rendering.renderer import Settings, render

__all__ = ["Heading", "Mention", "Piece", "Rendered", "Settings", "ToItem", "ToTarget", "joined", "render"]
