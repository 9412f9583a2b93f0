"""JUnit XML: how each test ended, and which items and criteria it says it shows.

There is no one format. What is read is what its writers have in common (pytest, Surefire, Gradle, Jest,
GoogleTest): `testcase` elements in nested `testsuite` elements, `failure`, `error` and `skipped` in them, and
properties, of which those called `gov` name items, in an attribute or as text.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import TYPE_CHECKING, NamedTuple

from gov.evidence.elements import refused, walk
from gov.evidence.model import Outcome, ReportedRun, TestResult

if TYPE_CHECKING:
    from collections.abc import Mapping

    from gov.evidence.elements import At
    from gov.items import Vocabulary

__all__ = ["JUnitReport", "identifiers_in", "read_junit"]

_ROOTS = ("testsuites", "testsuite")
_ENDINGS: dict[str, Outcome] = {"failure": "failed", "error": "failed", "skipped": "skipped"}
# GoogleTest and others say in an attribute what others say in an element.
_WORDS: dict[str, Outcome] = {
    "notrun": "skipped", "skipped": "skipped", "disabled": "skipped", "suppressed": "skipped",
    "ignored": "skipped", "pending": "skipped", "failed": "failed", "failure": "failed", "error": "failed",
}  # fmt: skip
_GRAVITY: tuple[Outcome, ...] = ("passed", "skipped", "failed")
_PYTEST = "pytest"
_PROPERTY = "gov"
_NUMBER = re.compile(r"[0-9]{1,9}")


class JUnitReport(NamedTuple):
    """What a report holds: its tests in their order, and the run that it is of."""

    tests: tuple[TestResult, ...]
    run: ReportedRun


def read_junit(data: bytes, path: str, vocabulary: Vocabulary) -> JUnitReport:
    """Read a report; raises `GovError` where it is none, or holds no test."""
    reading = _Reading(path, vocabulary)
    walk(data, path, reading)
    if not reading.found:
        message = "it holds no test: nobody can tell whether any ran"
        raise refused(path, 1, message, "Run the tests so that some are selected, then check again.")
    return JUnitReport(tuple(reading.found), ReportedRun(path, reading.began))


def identifiers_in(text: str, vocabulary: Vocabulary) -> tuple[str, ...]:
    """The identifiers of a list with commas, zeros filled in; what is none stays as written."""
    return tuple(_canonical(part, vocabulary) for part in map(str.strip, text.split(",")) if part)


def _canonical(written: str, vocabulary: Vocabulary) -> str:
    token = vocabulary.token_at(written)
    if token is None or token.end != len(written) or token.spelling == "confusable" or ".0" in written:
        return written
    return f"{token.id}.{token.part}" if token.part else token.id


class _Reading:
    """Where in the report the parser is; a property of a suite speaks for each test in it."""

    def __init__(self, path: str, vocabulary: Vocabulary) -> None:
        self.found: list[TestResult] = []
        self._path, self._vocabulary = path, vocabulary
        self._suites: list[_Suite] = []
        self._test: TestResult | None = None
        self._named: list[str] = []
        self._is_first = True
        self._broken = 0
        self.began: datetime | None = None

    def start(self, name: str, attributes: Mapping[str, str], at: At) -> bool:
        if self._is_first and name not in _ROOTS:
            message = f"it is no JUnit report: its first element is <{name}>, not <testsuites>"
            raise refused(
                self._path, at.line, message, "Name the file that the test runner writes as JUnit XML."
            )
        self._is_first = False
        if name in _ROOTS:
            self._begin(attributes.get("timestamp", ""))
            self._suites.append(_Suite.of(attributes, at.line, len(self.found), self._broken))
        elif name == "testcase":
            full = ".".join(filter(None, (attributes.get("classname"), attributes.get("name"))))
            outcome = _outcome(attributes)
            self._test, self._named = TestResult(full, outcome, (), self._path, at.line, at.offset), []
        elif name == "property" and attributes.get("name") == _PROPERTY:
            self._is_named_by(attributes.get("value", ""))
            return True
        elif name in _ENDINGS and self._test:
            outcome = max(_ENDINGS[name], self._test.outcome, key=_GRAVITY.index)
            self._test = self._test._replace(outcome=outcome)
            self._broken += outcome == "failed"
        elif name == "error" and self._suites:
            message = "a suite of tests broke down, so nobody can tell which of them would pass"
            raise refused(self._path, at.line, message, "Look why it broke down, and run the tests again.")
        return False

    def end(self, name: str, text: str) -> None:
        self._is_named_by(text)
        if name == "testcase" and self._test:
            around = (identifier for suite in self._suites for identifier in suite.named)
            identifiers = tuple(dict.fromkeys((*around, *self._named)))
            self.found.append(self._test._replace(identifiers=identifiers))
            self._test = None
        elif name in _ROOTS:
            self._close(self._suites.pop())

    def _begin(self, said: str) -> None:
        """Take the time of a suite: the first of several is when the run began."""
        try:
            when = datetime.fromisoformat(said.strip()).replace(microsecond=0)
            when = when.astimezone(UTC) if when.tzinfo else when
        except (ValueError, OverflowError):
            return
        if self.began is None or _plain(when) < _plain(self.began):
            self.began = when

    def _is_named_by(self, text: str) -> None:
        """Take identifiers for the test that is open, or for the suite around."""
        if text.strip():
            named = self._named if self._test else self._suites[-1].named
            named.extend(identifiers_in(text, self._vocabulary))

    def _close(self, suite: _Suite) -> None:
        """Hold what a suite says of itself against what it holds: a report that was cut short says more."""
        held = self.found[suite.first :]
        broken = max(self._broken - suite.broken, sum(test.outcome == "failed" for test in held))
        # pytest counts the parts of a test (subtests) in its suite and writes one case for all of them.
        tests = len(held) if suite.name == _PYTEST and held else suite.tests
        for told, count, what in ((tests, len(held), "tests"), (suite.failures, broken, "failures")):
            if told > count:
                message = f"a suite tells of {told} {what}, and holds {count}"
                raise refused(
                    self._path, suite.line, message, "The report is not whole: run the tests again."
                )


class _Suite(NamedTuple):
    """What a suite says of itself: which items its tests show, how many there are, how many broke."""

    name: str
    named: list[str]
    tests: int
    failures: int
    line: int
    first: int
    broken: int

    @classmethod
    def of(cls, attributes: Mapping[str, str], line: int, first: int, broken: int) -> _Suite:
        """Read the counts of a suite; `first` and `broken` are how many tests and failures came before."""
        counts = (_count(attributes.get(name, "")) for name in ("tests", "failures", "errors"))
        tests, failures, errors = counts
        return cls(attributes.get("name", ""), [], tests, failures + errors, line, first, broken)


def _plain(when: datetime) -> datetime:
    return when.replace(tzinfo=None)


def _count(text: str) -> int:
    return int(text) if _NUMBER.fullmatch(text) else 0


def _outcome(attributes: Mapping[str, str]) -> Outcome:
    said = (_WORDS.get(attributes.get(key, "").casefold(), "passed") for key in ("status", "result"))
    return max(said, key=_GRAVITY.index)
