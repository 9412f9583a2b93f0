"""The table of references on the page about documents is what the engine reads."""

from __future__ import annotations

import re

import pytest

from tests.conftest import ROOT
from tests.rules.judging import project_of

_ROW = re.compile(r"^\| `([^`]+)` \| ((?:`[^`]+`|nothing).*) \|$", re.MULTILINE)
_TABLE = "| written behind `**References**:` | names |\n"


def rows() -> list[tuple[str, str]]:
    page = (ROOT / "docs/reference/documents.md").read_text(encoding="utf-8")
    table = page.partition(_TABLE)[2].partition("\n\n")[0]
    found = _ROW.findall(table)
    assert len(found) == table.count("\n"), "a row of the table is not read"
    return found


@pytest.mark.parametrize(("written", "told"), rows())
def test_a_reference_names_what_the_page_says(written: str, told: str) -> None:
    names = re.findall(r"`([^`]+)`", told.partition(",")[0])

    (item,) = project_of({"tasks.md": f"### TASK-090 A\n**References**: {written}\n".encode()}).items

    assert [f"{r.target}.{r.part}" if r.part else r.target for r in item.references] == names
