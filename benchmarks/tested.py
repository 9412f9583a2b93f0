"""A project with a report of its tests: `python -m benchmarks.tested ITEMS TESTS FOLDER`.

Each test names the ticked criteria of one task, and they all pass: `reports/junit.xml`, as pytest writes it.
"""

from __future__ import annotations

import argparse
import itertools
from pathlib import Path

from benchmarks.corpus import documents, main
from benchmarks.model import Kind

REPORT = "reports/junit.xml"


def write_project(items: int, tests: int, folder: Path) -> None:
    """Write a project of so many items, and the report of so many tests."""
    main((str(items), str(folder), "--notation", "governed"))
    entries = (entry for document in documents(items) for entry in document.entries)
    shown = [
        [f"{entry.id}.{number}" for number, one in enumerate(entry.criteria, 1) if one.checked]
        for entry in entries
        if entry.kind is Kind.TASK and any(one.checked for one in entry.criteria)
    ]
    cases = (
        f'<testcase classname="tests.test_{number // 50}" name="test_{number}" time="0.001"><properties>'
        + "".join(f'<property name="gov" value="{identifier}" />' for identifier in identifiers)
        + "</properties></testcase>"
        for number, identifiers in enumerate(itertools.islice(itertools.cycle(shown), tests))
    )
    file = folder / REPORT
    file.parent.mkdir()
    file.write_text(
        '<?xml version="1.0" encoding="utf-8"?><testsuites name="pytest tests"><testsuite name="pytest">'
        f"{''.join(cases)}</testsuite></testsuites>",
        encoding="utf-8",
    )


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("items", type=int)
    parser.add_argument("tests", type=int)
    parser.add_argument("folder", type=Path)
    options = parser.parse_args()
    write_project(options.items, options.tests, options.folder)
