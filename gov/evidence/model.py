"""What other tools have shown about a project, as frozen values.

Each kind of evidence is None where the project configures none of it, which is not the same as none found.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Literal, NamedTuple

from gov.text import Source

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from gov.evidence.nodes import Node
    from gov.evidence.openapi_schemas import Definitions

__all__ = [
    "STATES", "Contract", "CoverageReport", "Evidence", "Marker", "Operation", "Outcome", "ReportedRun",
    "ScannerResult", "Shown", "TestResult",
]  # fmt: skip

Outcome = Literal["passed", "failed", "skipped"]
Shown = Literal["passing", "failing", "skipped", "none"]
"""What tests say of an item or a criterion: a passing test shows it, a failing one, skipped ones alone."""

# The gravest outcome decides; a test that was skipped says nothing beside one that ran.
STATES: tuple[tuple[Outcome, Shown], ...] = (
    ("failed", "failing"), ("passed", "passing"), ("skipped", "skipped"),
)  # fmt: skip


class TestResult(NamedTuple):
    """One test of a JUnit report: its full name, how it ended, and the identifiers that it claims to show.

    `report` is the file that says so; its test case stands on `line`, from the byte `start` on.
    """

    name: str
    outcome: Outcome
    identifiers: tuple[str, ...]
    report: str
    line: int = 1
    start: int = 0


class ReportedRun(NamedTuple):
    """The run of tests that a report is of, and when it began: in UTC, or as the report's own clock says.

    None where the report does not say.
    """

    report: str
    began: datetime | None


class CoverageReport(NamedTuple):
    """Lines that can run and lines that did, over all files of one coverage report.

    The report says so on `line`, from the byte `start` on.
    """

    report: str
    lines: int
    covered: int
    line: int = 1
    start: int = 0


@dataclass(frozen=True, slots=True, eq=False)
class Contract:
    """What an operation takes and answers, as it was written, with the definitions that it may name.

    `path_parameters` hold for every operation of its path, `parameters` for it alone.
    """

    definitions: Definitions
    path: str
    path_parameters: Node
    parameters: Node
    body: Node
    answers: Node


class Operation(NamedTuple):
    """One operation of an OpenAPI description: what it says of itself, and where in the file it stands.

    `required` are the names of required parameters and body fields (`query:limit`, `body:title`), `body` of a
    body that must be sent; `responses` the status codes it answers with, `with_schema` those of them that
    describe a body or need none. `is_secured` is None where nothing is said about security. `start` and `end`
    are the byte offsets of its method in the file, `path_start` and `path_end` those of its path. `contract`
    is all of it, for whoever compares it with another.
    """

    method: str
    path: str
    description: str
    is_secured: bool | None
    required: frozenset[str]
    responses: frozenset[str]
    with_schema: frozenset[str]
    report: str
    line: int = 1
    has_body: bool = False
    start: int = 0
    end: int = 0
    path_start: int = 0
    path_end: int = 0
    contract: Contract | None = None


class ScannerResult(NamedTuple):
    """One result of a SARIF log: which tool found what, how grave, and where.

    `path` is relative to the project's root, empty where the tool names no file; columns count from 1, and
    `end_column` is 0 where it is not known. The result itself begins at byte `start` of `report`.
    """

    tool: str
    rule: str
    level: Literal["error", "warning", "note"]
    message: str
    path: str
    line: int
    report: str
    column: int = 1
    end_column: int = 0
    start: int = 0


class Marker(NamedTuple):
    """An identifier named in a comment of the code (`gov: TASK-004`), by byte offsets in its file."""

    identifier: str
    path: str
    line: int
    start: int
    end: int


@dataclass(frozen=True)
class Evidence:
    """Everything that was configured and read.

    `sources` are the bytes of the files that findings can stand in, by path; `minimum_coverage` is the
    percentage of lines that tests must have run, 0 for none. `runs` are those that `tests` are of.
    """

    tests: tuple[TestResult, ...] | None = None
    coverage: tuple[CoverageReport, ...] | None = None
    operations: tuple[Operation, ...] | None = None
    base_operations: tuple[Operation, ...] | None = None
    scans: tuple[ScannerResult, ...] | None = None
    markers: tuple[Marker, ...] | None = None
    sources: Mapping[str, bytes] | None = None
    minimum_coverage: int = 0
    runs: tuple[ReportedRun, ...] = ()

    @cached_property
    def tests_by_id(self) -> Mapping[str, tuple[TestResult, ...]]:
        """The tests that name each identifier, in the order of the reports."""
        found: dict[str, list[TestResult]] = {}
        for test in self.tests or ():
            for identifier in test.identifiers:
                found.setdefault(identifier, []).append(test)
        return {identifier: tuple(tests) for identifier, tests in found.items()}

    @cached_property
    def states_by_id(self) -> Mapping[str, Shown]:
        """What the tests that name each identifier show together."""
        found: dict[str, Shown] = {}
        # From the lightest to the gravest, which has the last word.
        for outcome, state in reversed(STATES):
            found.update(
                (identifier, state)
                for test in self.tests or ()
                if test.outcome == outcome
                for identifier in test.identifiers
            )
        return found

    def source(self, path: str) -> Source | None:
        """A file that was read as evidence, with its lines; None where none was read at a path."""
        if path not in self._read and self.sources is not None and path in self.sources:
            self._read[path] = Source.read(path, self.sources[path])
        return self._read.get(path)

    @cached_property
    def _read(self) -> dict[str, Source]:
        return {}
