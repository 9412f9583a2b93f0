"""The same project for Doorstop: a folder a kind, a YAML file an item."""

from __future__ import annotations

from typing import TYPE_CHECKING

from benchmarks.measure import Failed
from benchmarks.model import Kind
from benchmarks.peer import Peer

if TYPE_CHECKING:
    from pathlib import Path

    from benchmarks.model import Document, Entry

__all__ = ["PEER", "files"]

# Doorstop wants one tree of documents and no separator in front of a number that has none in its settings.
_PREFIX_AND_PARENT = {
    Kind.PRINCIPLE: ("CONST", ""),
    Kind.PLAN: ("PLAN", "CONST"),
    Kind.SPEC: ("SPEC", "PLAN"),
    Kind.TASK: ("TASK", "SPEC"),
    Kind.DECISION: ("ADR", "CONST"),
}


def files(documents: tuple[Document, ...]) -> dict[str, str]:
    """Give the text of each file by its path."""
    pages = {}
    for kind, (prefix, parent) in _PREFIX_AND_PARENT.items():
        settings = f"settings:\n  digits: 3\n  prefix: {prefix}\n  sep: ''\n"
        pages[f"{kind}/.doorstop.yml"] = settings + (f"  parent: {parent}\n" if parent else "")
    for document in documents:
        for position, entry in enumerate(document.entries, start=1):
            pages[f"{entry.kind}/{_uid(entry.id)}.yml"] = _item(entry, f"{_page(document)}.1.{position}")
    return pages


def _page(document: Document) -> int:
    digits = "".join(filter(str.isdigit, document.path))
    return int(digits or "1")


def _uid(identifier: str) -> str:
    prefix, number = identifier.replace("-P", "-").split("-")
    return f"{prefix}{int(number):03d}"


def _item(entry: Entry, level: str) -> str:
    targets = [*(link.target for link in entry.links), *entry.dependencies]
    links = (
        "links:\n" + "".join(f"- {_uid(target)}: null\n" for target in targets) if targets else "links: []\n"
    )
    criteria = "".join(f"  - [{'x' if one.checked else ' '}] {one.text}\n" for one in entry.criteria)
    return (
        f"active: true\nassignee: '{entry.assignee}'\nderived: false\neffort: '{entry.effort}'\n"
        f"header: |\n  {entry.title}\nlevel: {level}\n{links}normative: true\nref: ''\nreviewed: null\n"
        f"status: '{entry.status}'\ntext: |\n  {entry.prose}\n" + (f"\n{criteria}" if criteria else "")
    )


def _arguments(project: Path, _output: Path) -> tuple[str, ...]:
    # Without what it would have to write first, reviews and fingerprints of links: that makes it faster.
    return ("--no-reformat", "--no-suspect-check", "--no-review-check", "--project", str(project))


def _verify(_output: Path, printed: str, _count: int) -> None:
    missing = [prefix for prefix, _ in _PREFIX_AND_PARENT.values() if prefix not in printed]
    if missing:
        raise Failed(f"did not read {', '.join(missing)}")


PEER = Peer("doorstop", "3.2", "doorstop", files, _arguments, _verify)
