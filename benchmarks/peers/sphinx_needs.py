"""The same project for sphinx-needs: reStructuredText, one directive an item.

A criterion is a need part: that gives it an identifier (`TASK-004.2`), as every criterion has with us.
"""

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

_CONFIGURATION = """\
project = "benchmark"
extensions = ["sphinx_needs"]
needs_id_regex = "^[A-Z0-9-]+$"
needs_types = [
    {"directive": name, "title": name.title(), "prefix": "", "color": "#cccccc", "style": "node"}
    for name in ("principle", "plan", "spec", "task", "decision")
]
needs_fields = {name: {"nullable": True} for name in ("assignee", "effort", "decided")}
needs_links = {"depends": {"incoming": "is needed by", "outgoing": "depends on"}}
"""


def files(documents: tuple[Document, ...]) -> dict[str, str]:
    """Give the text of each file by its path."""
    pages = {f"{document.path}.rst": _page(document) for document in documents}
    contents = "".join(f"   {document.path}\n" for document in documents)
    pages["index.rst"] = f"{_heading('Project')}.. toctree::\n\n{contents}"
    pages["conf.py"] = _CONFIGURATION
    return pages


def _page(document: Document) -> str:
    items = "\n".join("".join(_item(entry)) for entry in document.entries)
    return f"{_heading(document.title)}{document.intro}\n\n{items}"


def _heading(text: str) -> str:
    return f"{text}\n{'=' * len(text)}\n\n"


def _item(entry: Entry) -> Iterator[str]:
    yield f".. {entry.kind}:: {entry.title}\n   :id: {entry.id}\n"
    options = {
        "status": entry.status,
        "links": ", ".join(link.target for link in entry.links),
        "depends": ", ".join(entry.dependencies),
        "assignee": entry.assignee,
        "effort": entry.effort,
        "decided": entry.date,
    }
    yield from (f"   :{name}: {value}\n" for name, value in options.items() if value)
    if entry.criteria:
        yield "\n"
        for number, one in enumerate(entry.criteria, 1):
            mark = "x" if one.checked else " "
            yield f"   - [{mark}] :need_part:`({number}) {one.text.replace('`', '')}`\n"
    yield f"\n   {_literal(entry.prose)}\n"


def _literal(text: str) -> str:
    return text.replace("`", "``")


def _arguments(project: Path, output: Path) -> tuple[str, ...]:
    return ("-q", "-b", "needs", "-d", str(output / "doctrees"), str(project), str(output))


def _verify(output: Path, _printed: str, count: int) -> None:
    versions = json.loads((output / "needs.json").read_text(encoding="utf-8"))["versions"]
    found = sum(len(version["needs"]) for version in versions.values())
    if found != count:
        raise Failed(f"read {found} items of {count}")


PEER = Peer("sphinx-needs", "9.1.0", "sphinx-build", files, _arguments, _verify)
