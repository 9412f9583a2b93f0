"""The template that descriptions begin as."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from gov.config import ChangeSettings
    from gov.project import Tree

__all__ = ["template_of"]


def template_of(tree: Tree, settings: ChangeSettings) -> str:
    """What the template holds; empty where there is none, or where it cannot be read."""
    if not tree.exists(settings.template):
        return ""
    try:
        return tree.read(settings.template).decode("utf-8", "replace")
    except OSError:
        return ""
