"""Documents with the items they declare written on them: `tests/dialects/<dialect>/*.md`.

Each holds fenced files and a fenced block `expect` with one item a line: `ID | title | status | references`,
where each reference is an identifier after its relation (`references` being left out): `PLAN-004,
superseded-by ADR-0005`. An item with criteria ends in `| 2/5`, those that are ticked and all.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from gov.rulebook import fenced_files
from gov.text import Code, Source, read_outline
from tests.rules.judging import project_of

if TYPE_CHECKING:
    from gov.items import Item

DOCUMENTS = sorted(Path(__file__).parent.glob("*/*.md"))


def expected_of(data: bytes) -> list[str]:
    """The lines of the `expect` block; a document without one is a mistake."""
    for block in read_outline(Source.read("document.md", data)).blocks:
        if isinstance(block, Code) and block.info.strip() == "expect":
            return data[block.start : block.end].decode().splitlines()[1:-1]
    message = "the document has no block `expect`"
    raise AssertionError(message)


def described(item: Item) -> str:
    """An item as the blocks write it."""
    names = [
        reference.target if reference.relation == "references" else f"{reference.relation} {reference.target}"
        for reference in item.references
    ]
    parts = [item.id, item.title, item.status.name if item.status else "", ", ".join(names)]
    if item.criteria:
        parts.append(f"{sum(c.checked is True for c in item.criteria)}/{len(item.standing_criteria)}")
    return " | ".join(parts).rstrip(" |")


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: f"{path.parent.name}/{path.stem}")
@pytest.mark.gov("TASK-020.3", "TASK-020.4")
def test_a_document_declares_the_items_written_on_it(document: Path) -> None:
    data = document.read_bytes()
    files = {name: text for (name, _), text in fenced_files(data.decode()).items()}
    assert files, "the document holds no files"

    project = project_of(files)

    assert [described(item) for item in project.items] == expected_of(data)
    assert {d.dialect for d in project.documents if d.items} <= {document.parent.name}


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: f"{path.parent.name}/{path.stem}")
@pytest.mark.parametrize("variant", ["crlf", "bom"])
@pytest.mark.gov("TASK-020.5")
def test_line_endings_and_a_byte_order_mark_change_no_item(document: Path, variant: str) -> None:
    plain = {name: text for (name, _), text in fenced_files(document.read_bytes().decode()).items()}
    changed = {
        name: text
        if name == "gov.toml"
        else text.replace(b"\n", b"\r\n")
        if variant == "crlf"
        else b"\xef\xbb\xbf" + text
        for name, text in plain.items()
    }

    assert [described(i) for i in project_of(changed).items] == [
        described(i) for i in project_of(plain).items
    ]
