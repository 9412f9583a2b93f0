"""Governed Markdown to HTML, from the same parse as the check: pieces, joined for each page."""

from gov_mkdocs.rendering.inline import Settings
from gov_mkdocs.rendering.pieces import Heading, Mention, Piece, Rendered, ToItem, ToRule, ToTarget, joined
from gov_mkdocs.rendering.renderer import render

__all__ = [
    "Heading",
    "Mention",
    "Piece",
    "Rendered",
    "Settings",
    "ToItem",
    "ToRule",
    "ToTarget",
    "joined",
    "render",
]
