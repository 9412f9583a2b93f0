"""What is renumbered, and how each way of writing the old identifier is written with the new one."""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from gov.items import Item
    from gov.project import Project

__all__ = ["Renumbering"]

_SHORT = re.compile(r"(#?)([A-Z]?)([0-9]{1,9})")
_NUMBERED_FILE = re.compile(r"(?:[A-Za-z]{2,10}[-_ ]?)?([0-9]{1,9})(?=[-_. ]|\Z)")


@dataclass(frozen=True)
class Renumbering:
    """An item of a project and the identifier that it gets.

    `is_shared` says that other items have the old identifier as well: then what names it may mean one of
    them, and only what shows which one it means is rewritten.
    """

    project: Project
    item: Item
    new: str
    number: int

    @property
    def old(self) -> str:
        """The identifier that it has."""
        return self.item.id

    @property
    def is_shared(self) -> bool:
        """Whether another item has the same identifier."""
        return len(self.project.by_id[self.item.id]) > 1

    def rewritten(self, written: str) -> str | None:
        """An identifier, a criterion or the end of one (`0012` of `ADR-0011/0012`) with the new number.

        None where it is not the old identifier in any form.
        """
        vocabulary = self.project.reader.vocabulary
        token = vocabulary.token_at(written) or vocabulary.near_token_at(written)
        if token is not None and token.end == len(written):
            part = f".{token.part}" if token.part else ""
            return self.new + part if token.id == self.old else None
        short = _SHORT.fullmatch(written)
        if short is None or self.item.kind not in self.project.configuration.kinds:
            return None
        mark, letter, digits = short.groups()
        if vocabulary.canonical(self.item.kind, int(digits)) != self.old:
            return None
        return f"{mark}{letter}{str(self.number).zfill(len(digits))}"

    @property
    def moved(self) -> dict[str, str]:
        """The item's file under its new name, where the file is its own and is called after its number."""
        document = self.project.by_path[self.item.path]
        if len(document.items) != 1:
            return {}
        folder, name = posixpath.split(self.item.path)
        if name.upper().startswith(self.old):
            start, end, number = 0, len(self.old), self.new
        else:
            match = _NUMBERED_FILE.match(name)
            if match is None or int(match.group(1)) != self.item.number:
                return {}
            start, end = match.span(1)
            number = str(self.number).zfill(end - start)
        if name[end : end + 1].isalnum():
            return {}
        return {self.item.path: posixpath.join(folder, name[:start] + number + name[end:])}
