"""Sections of the theme's navigation with a name for those who hear the page.

Material names a section by the label that opens it. Where the section has a page of its own, that label is an
arrow alone, and several sections are landmarks without a name. The title that phones show has the words.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from jinja2 import BaseLoader

if TYPE_CHECKING:
    from collections.abc import Callable

    from jinja2 import Environment

__all__ = ["name_sections"]

_TEMPLATE = "partials/nav-item.html"
_ARROW, _WORDS = 'aria-labelledby="{{ path }}_label"', 'aria-labelledby="{{ path }}_title"'
_TITLE = '<label class="md-nav__title" for="{{ path }}"'


class _Naming(BaseLoader):
    """The theme's templates; that of the navigation with other names, where it is as we know it."""

    def __init__(self, loader: BaseLoader) -> None:
        self.loader = loader

    def get_source(
        self, environment: Environment, template: str
    ) -> tuple[str, str | None, Callable[[], bool] | None]:
        source, file, fresh = self.loader.get_source(environment, template)
        if template == _TEMPLATE and _ARROW in source and source.count(_TITLE) == 1:
            source = source.replace(_ARROW, _WORDS).replace(_TITLE, f'{_TITLE} id="{{{{ path }}}}_title"')
        return source, file, fresh

    def list_templates(self) -> list[str]:
        return self.loader.list_templates()


def name_sections(env: Environment) -> None:
    """Let the theme name each section by its title."""
    if env.loader is not None:
        env.loader = _Naming(env.loader)
