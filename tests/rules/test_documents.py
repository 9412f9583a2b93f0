"""Documents with what should be found written on them: `tests/rules/<family>/*.md`.

Each holds fenced files and a fenced block `expect` with every finding of the family, one
`path:line:column code` a line.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from gov.rulebook import fenced_files
from gov.text import Code, Source, read_outline
from tests.rules.judging import judge, places

DOCUMENTS = sorted(Path(__file__).parent.glob("*/*.md"))


def expected_of(data: bytes) -> list[str]:
    """The lines of the `expect` block; a document without one is a mistake."""
    for block in read_outline(Source.read("document.md", data)).blocks:
        if isinstance(block, Code) and block.info.strip() == "expect":
            return data[block.start : block.end].decode().splitlines()[1:-1]
    message = "the document has no block `expect`"
    raise AssertionError(message)


# What else the documents of a family show, beside that its diagnostics exist.
SHOWN = {
    "enf_008_tests": "TASK-033.5", "enf_011_code_and_commits": "TASK-033.5",
    "enf_013_policy_hygiene": "TASK-022.5",
}  # fmt: skip


def marked(document: Path) -> pytest.ParameterSet:
    """A document, marked with what it shows."""
    shown = SHOWN.get(document.parent.name)
    marks = [pytest.mark.gov(shown)] if shown else []
    return pytest.param(document, marks=marks, id=f"{document.parent.name}/{document.stem}")


@pytest.mark.parametrize("document", list(map(marked, DOCUMENTS)))
@pytest.mark.gov("TASK-022.1")
def test_a_document_gives_the_findings_written_on_it(document: Path) -> None:
    """Nothing more, nothing less, each at its line and column."""
    data = document.read_bytes()
    found = fenced_files(data.decode())
    files = {name: text for (name, when), text in found.items() if not when}
    base = {name: text for (name, when), text in found.items() if when == "base"}
    days = sorted({when for _, when in found} - {"", "base"})
    past = {day: {name: text for (name, when), text in found.items() if when == day} for day in days}
    assert files, "the document holds no files"
    family = document.parent.name.replace("_", "-").upper()[:7]
    assert sorted(places(judge(files, base or None, past), family)) == sorted(expected_of(data))
