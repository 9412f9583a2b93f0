"""Every record is one line of JSON, whoever writes it and whatever stands in it."""

from __future__ import annotations

import io
import json
import logging
import warnings
from typing import TYPE_CHECKING
from uuid import UUID

import pytest
import structlog
from asgi_correlation_id import correlation_id

from gov_platform.kernel.log import set_up_log
from gov_platform.kernel.redaction import HIDDEN
from gov_platform.settings import Settings

if TYPE_CHECKING:
    pass

CONTROLS = "a\r\nb\nc\x0bd\x0ce\x1cf\x85g\u2028h\u2029i\x00j\x1b[31mk"


class Written:
    """What a log has written so far."""

    def __init__(self) -> None:
        self.stream = io.StringIO()

    def alone(self) -> None:
        """Take pytest's own handlers away, which fail of what ours lives through."""
        root = logging.getLogger()
        root.handlers = [handler for handler in root.handlers if "_pytest" not in type(handler).__module__]

    def lines(self) -> list[str]:
        text = self.stream.getvalue()
        assert text.endswith("\n") or not text
        return text.split("\n")[:-1]

    def records(self) -> list[dict[str, object]]:
        return [json.loads(line, parse_constant=pytest.fail) for line in self.lines()]


@pytest.fixture
def log(kept: None) -> Written:  # noqa: ARG001 - puts it back
    written = Written()
    set_up_log(Settings(environment="production"), written.stream)
    return written


@pytest.mark.gov("TASK-007.1")
def test_a_record_is_a_line_of_json_that_begins_with_time_level_and_event(log: Written) -> None:
    structlog.get_logger("gov_platform.test").info("happened", zebra=1, alpha=[1, None, True, 0.5])

    (line,) = log.lines()
    record = json.loads(line)
    assert list(record)[:3] == ["time", "level", "event"]
    assert record["time"].endswith("Z")
    assert record | {"time": ""} == {
        "time": "",
        "level": "info",
        "event": "happened",
        "zebra": 1,
        "alpha": [1, None, True, 0.5],
        "logger": "gov_platform.test",
    }


class Rude:
    """A value that cannot even be printed."""

    def __str__(self) -> str:
        raise RuntimeError("no")

    __repr__ = __str__


LOOP: dict[str, object] = {}
LOOP["again"] = LOOP


@pytest.mark.gov("TASK-007.1")
@pytest.mark.parametrize(
    "value",
    [
        CONTROLS, {CONTROLS: CONTROLS}, [CONTROLS], b"a\nb", {"a", "b"}, float("nan"), float("inf"), 10**5000,
        "\ud800", {("a", 1): 2}, {None: 1}, Rude(), {"deep": [Rude()]}, LOOP, UUID(int=1), ValueError("a\nb"),
        "x" * 100_000, list(range(10_000)), {"a": {"b": {"c": {"d": {"e": {"f": {"g": 1}}}}}}},
    ],
    ids=lambda value: type(value).__name__,
)  # fmt: skip
def test_no_value_breaks_a_line_or_adds_one(log: Written, value: object) -> None:
    log.alone()
    logger = structlog.get_logger("gov_platform.test")
    logger.info("field", value=value)
    logger.info("bound", **{"value": value, "line\nbreak": value})
    logging.getLogger("library").warning("said %s", value)

    records = log.records()
    assert len(records) == 3
    assert all(len(line) < 100_000 for line in log.lines())
    assert {"time", "level", "event"} <= set(records[0])
    assert all(line.isascii() for line in log.lines())


@pytest.mark.gov("TASK-007.1")
def test_an_event_of_several_lines_is_one(log: Written) -> None:
    structlog.get_logger(CONTROLS).error(CONTROLS)
    logging.getLogger(CONTROLS).error(CONTROLS)

    assert [record["event"] for record in log.records()] == [CONTROLS, CONTROLS]


@pytest.mark.gov("TASK-007.1")
def test_a_trace_stands_in_one_field(log: Written) -> None:
    try:
        int("line one\r\nline two\x1c")
    except ValueError:
        structlog.get_logger("gov_platform.test").exception("failed")
        logging.getLogger("library").exception("failed too")

    for record in log.records():
        assert "Traceback (most recent call last)" in str(record["exception"])
        assert record["level"] == "error"


@pytest.mark.gov("TASK-007.4")
def test_libraries_write_in_the_same_form(log: Written) -> None:
    logging.getLogger("uvicorn.error").info("Started %s", "it")
    logging.getLogger("alembic.runtime").warning("upgrading")
    with warnings.catch_warnings():
        logging.captureWarnings(capture=False)
        logging.captureWarnings(capture=True)
        warnings.simplefilter("always")
        warnings.warn("old", UserWarning, stacklevel=1)
        logging.captureWarnings(capture=False)

    records = log.records()
    assert [record["event"] for record in records[:2]] == ["Started it", "upgrading"]
    assert [record["logger"] for record in records] == ["uvicorn.error", "alembic.runtime", "py.warnings"]
    assert all(list(record)[:3] == ["time", "level", "event"] for record in records)


@pytest.mark.gov("TASK-007.4")
def test_a_record_with_the_wrong_arguments_is_told_without_them(
    log: Written, capsys: pytest.CaptureFixture[str]
) -> None:
    log.alone()
    logging.getLogger("library").warning("one %s two %d", "hunter2")  # noqa: PLE1206 - the mistake

    (record,) = log.records()
    assert (record["event"], record["logger"]) == ("unwritable_record", "library")
    assert "hunter2" not in str(log.lines()) + capsys.readouterr().err


@pytest.mark.gov("TASK-007.3")
@pytest.mark.parametrize(
    ("environment", "least"), [("development", "debug"), ("production", "info"), ("test", "warning")]
)
def test_the_level_is_that_of_the_environment(environment: str, least: str, kept: None) -> None:  # noqa: ARG001 - puts it back
    written = Written()
    set_up_log(Settings.model_validate({"environment": environment}), written.stream)
    logger = structlog.get_logger("gov_platform.test")
    for level in ("debug", "info", "warning", "error"):
        getattr(logger, level)(f"level-{level}")
        getattr(logging.getLogger("gov_platform.other"), level)(f"level-{level}")

    levels = ["debug", "info", "warning", "error"]
    told = [level for level in levels for line in written.lines() if f"level-{level}" in line]
    assert told == [level for level in levels[levels.index(least) :] for _ in range(2)]


def test_a_level_that_is_set_wins(kept: None) -> None:  # noqa: ARG001 - puts it back
    written = Written()
    set_up_log(Settings(environment="production", log_level="ERROR"), written.stream)
    structlog.get_logger("gov_platform.test").warning("quiet")

    assert written.lines() == []


def test_what_libraries_tell_while_debugged_stays_out(kept: None) -> None:  # noqa: ARG001 - puts it back
    written = Written()
    set_up_log(Settings(environment="development"), written.stream)
    logging.getLogger("aiosqlite").debug("executing with ('canary',)")

    assert written.lines() == []


def test_in_development_a_record_is_a_line_too(kept: None) -> None:  # noqa: ARG001 - puts it back
    written = Written()
    set_up_log(Settings(environment="development"), written.stream)
    structlog.get_logger("gov_platform.test").info(CONTROLS, field=CONTROLS, nested=[CONTROLS])

    (line,) = written.stream.getvalue().splitlines()
    assert "\x1b" not in line


def test_a_record_carries_the_identifier_of_its_request(log: Written) -> None:
    token = correlation_id.set("abc")
    structlog.get_logger("gov_platform.test").info("ours")
    logging.getLogger("library").info("theirs")
    correlation_id.reset(token)

    assert [record["correlation_id"] for record in log.records()] == ["abc", "abc"]


def test_names_and_looks_hide_a_value(log: Written) -> None:
    structlog.get_logger("gov_platform.test").info("Bearer abcdefghijkl", user="ann", newPassword="x")

    (record,) = log.records()
    assert (record["event"], record["user"], record["newPassword"]) == (HIDDEN, "ann", HIDDEN)
