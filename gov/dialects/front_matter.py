"""One item a file, its identifier in front matter: `id: TASK-004` above a heading that names none.

The title is that of the front matter, or else the first heading. A file whose headings declare items is read
by them, whatever its front matter says.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from gov.items import Declaration, declaration, front_matter_fields
from gov.text import Heading, Place

if TYPE_CHECKING:
    from gov.items import Field, Item, Reader, Token
    from gov.text import Outline, Source

__all__ = ["PRECEDENCE", "claims", "read"]

PRECEDENCE = 600
_NAMES = ("id", "identifier")


def claims(source: Source, outline: Outline, reader: Reader) -> bool:
    """Whether the front matter gives an identifier, and no heading does."""
    front = source.front_matter
    if front is None or not any(front.get(name) for name in _NAMES):
        return False
    if _identifier(front_matter_fields(source, reader.names), reader) is None:
        return False
    return not any(
        type(block) is Heading and declaration(block, source, reader) is not None for block in outline.blocks
    )


def read(source: Source, outline: Outline, reader: Reader) -> tuple[Item, ...]:
    """The one item that a file holds."""
    fields = front_matter_fields(source, reader.names)
    found = _identifier(fields, reader)
    if found is None:
        return ()
    field, token = found
    titled = next((f.value for f in fields if f.label.casefold() == "title"), "")
    heading = next((heading for heading in outline.headings if not heading.depth), None)
    title = titled or (heading.line.text.strip() if heading else "")
    place = Place(source.path, *field.line.span(token.start, token.end))
    declared = Declaration(token.id, token.kind, token.number, title, token, 1, place, 0)
    blocks = [b for b in outline.blocks if b is not heading]
    own = tuple(f for f in fields if f is not field)
    return (reader.item(declared, blocks, len(source.data), own),)


def _identifier(fields: tuple[Field, ...], reader: Reader) -> tuple[Field, Token] | None:
    """The field that holds nothing but an identifier, and that identifier."""
    for field in fields:
        if field.label.casefold() in _NAMES:
            text = field.line.text
            start = len(text) - len(text.lstrip())
            token = reader.vocabulary.token_at(text, start)
            if token is None:
                near = reader.vocabulary.near_token_at(text, start)
                meant = near is not None and near.spelling == "malformed" and near.written[:2].isupper()
                # `task-3` is how site generators name pages.
                token = near if meant and near is not None and near.id else None
            if token is not None and not token.part and not text[token.end :].strip():
                return field, token
    return None
