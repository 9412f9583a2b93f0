"""XML of text that nobody vouches for."""

from __future__ import annotations

import html

from gov.text import printable

__all__ = ["DECLARATION", "attributes", "content", "document"]

DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>'
# Characters that printing does not mind and XML 1.0 forbids.
_FORBIDDEN = {0xFFFE: "\\ufffe", 0xFFFF: "\\uffff"}


def attributes(**values: str | int) -> str:
    """Attributes in the order given, each with a space before it."""
    return "".join(f' {name}="{_escaped(str(value))}"' for name, value in values.items())


def content(text: str) -> str:
    """The text of an element; its lines stay lines."""
    return "\n".join(map(_escaped, text.split("\n")))


def document(lines: list[str]) -> str:
    """A whole document: in ASCII, so that no encoding of an output can spoil it."""
    text = "\n".join([DECLARATION, *lines]) + "\n"
    return text.encode("ascii", "xmlcharrefreplace").decode()


def _escaped(text: str) -> str:
    return html.escape(printable(text).translate(_FORBIDDEN))
