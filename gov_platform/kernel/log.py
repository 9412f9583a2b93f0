"""One form for every record, ours and those of libraries: a line of JSON, or a readable one in development.

A record holds no secret (`redaction` says what that is), and what a client sent adds no line to the log.
"""

from __future__ import annotations

import json
import logging
import re
import sys
from datetime import UTC, datetime
from typing import TYPE_CHECKING, TextIO

import structlog
from asgi_correlation_id import correlation_id

from gov_platform.kernel.redaction import hide_named

if TYPE_CHECKING:
    from collections.abc import Mapping, MutableMapping

    from structlog.typing import Processor, WrappedLogger

    from gov_platform.settings import Settings

__all__ = ["set_up_log"]

_FIRST = ("time", "level", "event")
_OURS = "gov_platform"
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")


def _without_secrets(
    _logger: WrappedLogger, _method: str, record: MutableMapping[str, object]
) -> Mapping[str, object]:
    # What begins with a low line is structlog's own, and taken out at the end.
    return {name: one if name.startswith("_") else hide_named(name, one) for name, one in record.items()}


def _correlated(
    _logger: WrappedLogger, _method: str, record: MutableMapping[str, object]
) -> MutableMapping[str, object]:
    if (identifier := correlation_id.get()) is not None:
        record.setdefault("correlation_id", identifier)
    return record


def _as_json(_logger: WrappedLogger, _method: str, record: MutableMapping[str, object]) -> str:
    first = {name: record[name] for name in _FIRST if name in record}
    return json.dumps(first | dict(record), allow_nan=False)


def _on_one_line(
    _logger: WrappedLogger, _method: str, record: MutableMapping[str, object]
) -> Mapping[str, object]:
    """Escape what would end a line or move a cursor; only a trace of ours has lines of its own."""
    return {
        name: _CONTROL.sub(lambda found: ascii(found[0])[1:-1], one)
        if isinstance(one, str) and name != "exception"
        else one
        for name, one in record.items()
    }


class _Lines(logging.StreamHandler[TextIO]):
    """Writes records; one that cannot be written is told as a record too, and without its values."""

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802 - as logging calls it
        """Say which logger failed."""
        broken = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(),
            "level": "error",
            "event": "unwritable_record",
            "logger": record.name,
            "line": record.lineno,
        }
        self.stream.write(json.dumps(broken) + self.terminator)

    def filter(self, record: logging.LogRecord) -> bool:
        """Leave out what libraries tell while they are debugged: it holds whatever was sent."""
        return record.levelno >= logging.INFO or record.name.partition(".")[0] == _OURS


def set_up_log(settings: Settings, stream: TextIO | None = None) -> None:
    """Send every record, also those of Python's `logging`, to a stream, by default to standard error."""
    shared: list[Processor] = [
        structlog.contextvars.merge_contextvars,
        _correlated,
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.processors.TimeStamper(fmt="iso", utc=True, key="time"),
        structlog.processors.format_exc_info,
        _without_secrets,
    ]
    last: list[Processor] = (
        [_on_one_line, structlog.dev.ConsoleRenderer(colors=False, timestamp_key="time")]
        if settings.environment == "development"
        else [_as_json]
    )
    formatter = structlog.stdlib.ProcessorFormatter(
        foreign_pre_chain=shared,
        processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, *last],
    )
    handler = _Lines(stream or sys.stderr)
    handler.setFormatter(formatter)
    root = logging.getLogger()
    root.handlers = [handler]
    root.setLevel(settings.level)
    logging.captureWarnings(capture=True)
    for name in ("uvicorn", "uvicorn.error", "uvicorn.access", "alembic", "sqlalchemy"):
        library = logging.getLogger(name)
        library.handlers = []
        library.propagate = True
    # Our own record of a request says more.
    logging.getLogger("uvicorn.access").disabled = True
    structlog.configure(
        processors=[
            structlog.stdlib.filter_by_level,
            structlog.stdlib.PositionalArgumentsFormatter(),
            *shared,
            structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
        ],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=False,
    )
