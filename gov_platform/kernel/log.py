"""One form for every record, ours and those of libraries: a line of JSON, or a readable one in development.

A record never holds what the names in `SECRETS` stand for, nor anything that looks like a token.
"""

from __future__ import annotations

import logging
import re
import sys
from typing import TYPE_CHECKING, TextIO

import structlog
from asgi_correlation_id import correlation_id

if TYPE_CHECKING:
    from collections.abc import Mapping, MutableMapping

    from structlog.typing import Processor, WrappedLogger

    from gov_platform.settings import Settings

__all__ = ["HIDDEN", "SECRETS", "set_up_log"]

HIDDEN = "[hidden]"
"""What stands in a record for a secret."""

SECRETS = frozenset((
    "access_token", "api_key", "authorization", "cookie", "key", "password", "refresh_token", "secret",
    "set_cookie", "token",
))  # fmt: skip
"""Names whose values are never written; a hyphen counts as a low line."""

# Tokens of ours and others, secrets in addresses, and headers that carry them.
_LOOKS_SECRET = re.compile(
    r"eyJ[\w-]{8,4096}\.[\w-]{8,8192}(?:\.[\w-]{0,4096})?"
    r"|\bgvp_[\w-]{16,256}"
    r"|(?i:\bbearer[ ]{1,4})[\w.~+/=-]{8,4096}"
    r"|(?<=://)[^\s/:@]{0,256}:[^\s/@]{1,256}(?=@)"
    r"|(?i:\b(?:password|passwd|secret|token|api[_-]?key)[\"']?\s{0,4}[=:]\s{0,4}[\"']?)[^\s\"',&}]{1,1024}"
)
_DEEPEST = 6


def _hide(value: object, depth: int = 0) -> object:
    if isinstance(value, str):
        return _LOOKS_SECRET.sub(HIDDEN, value)
    if depth >= _DEEPEST:
        return HIDDEN
    if isinstance(value, dict):
        return {key: HIDDEN if _is_secret(key) else _hide(one, depth + 1) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [_hide(one, depth + 1) for one in value]
    if value is None or isinstance(value, bool | int | float):
        return value
    return _LOOKS_SECRET.sub(HIDDEN, str(value))


def _is_secret(key: object) -> bool:
    return str(key).casefold().replace("-", "_") in SECRETS


def _without_secrets(
    _logger: WrappedLogger, _method: str, record: MutableMapping[str, object]
) -> Mapping[str, object]:
    return {key: HIDDEN if _is_secret(key) else _hide(value) for key, value in record.items()}


def _correlated(
    _logger: WrappedLogger, _method: str, record: MutableMapping[str, object]
) -> MutableMapping[str, object]:
    if (identifier := correlation_id.get()) is not None:
        record.setdefault("correlation_id", identifier)
    return record


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
    last: Processor = (
        structlog.dev.ConsoleRenderer(colors=False)
        if settings.environment == "development"
        else structlog.processors.JSONRenderer()
    )
    formatter = structlog.stdlib.ProcessorFormatter(
        foreign_pre_chain=[structlog.stdlib.PositionalArgumentsFormatter(), *shared],
        processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, last],
    )
    handler = logging.StreamHandler(stream or sys.stderr)
    handler.setFormatter(formatter)
    root = logging.getLogger()
    root.handlers = [handler]
    root.setLevel(settings.level)
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
