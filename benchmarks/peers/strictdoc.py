"""The same project for StrictDoc: `.sdoc` files, one requirement an item."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from benchmarks.measure import Failed
from benchmarks.peer import Peer

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from benchmarks.model import Document, Entry

__all__ = ["PEER", "files"]


def files(documents: tuple[Document, ...]) -> dict[str, str]:
    """Give the text of each file by its path."""
    return {f"{document.path}.sdoc": "".join(_document(document)) for document in documents}


def _document(document: Document) -> Iterator[str]:
    yield f"[DOCUMENT]\nTITLE: {document.title}\n"
    for entry in document.entries:
        yield "\n[REQUIREMENT]\n"
        yield from _item(entry)


def _item(entry: Entry) -> Iterator[str]:
    yield f"UID: {entry.id}\n"
    if entry.status:
        yield f"STATUS: {entry.status}\n"
    yield f"TITLE: {entry.title}\n"
    if entry.criteria:
        criteria = "".join(
            f"- [{'x' if one.checked else ' '}] {_literal(one.text)}\n" for one in entry.criteria
        )
        yield f"STATEMENT: >>>\n{criteria}<<<\n"
        yield f"RATIONALE: {entry.prose}\n"
    else:
        yield f"STATEMENT: {entry.prose}\n"
    remarks = [text for text in (entry.assignee, entry.effort, entry.date, entry.blocked_by) if text]
    if remarks:
        yield f"COMMENT: {', '.join(remarks)}\n"
    targets = [*(link.target for link in entry.links), *entry.dependencies]
    if targets:
        yield "RELATIONS:\n"
        yield from (f"- TYPE: Parent\n  VALUE: {target}\n" for target in targets)


def _literal(text: str) -> str:
    return text.replace("`", "``")


def _arguments(project: Path, output: Path) -> tuple[str, ...]:
    return ("export", "--formats", "json", "--output-dir", str(output), str(project))


def _verify(output: Path, _printed: str, count: int) -> None:
    exported = json.loads((output / "json" / "index.json").read_text(encoding="utf-8"))
    found = sum(len(document["NODES"]) for document in exported["DOCUMENTS"])
    if found != count:
        raise Failed(f"read {found} items of {count}")


PEER = Peer("strictdoc", "0.30.4", "strictdoc", files, _arguments, _verify)
