"""Pages that need nothing else: one file, whatever documents hold is text on it."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from gov.text import printable

__all__ = ["page"]

_TEMPLATES = Path(__file__).parent / "_templates"


def page(template: str, **values: object) -> str:
    """Fill in one of our templates; every value is escaped."""
    return _environment().get_template(template).render(values).rstrip() + "\n"


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(_TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["printable"] = printable
    return environment
