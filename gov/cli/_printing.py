"""Text on standard output: safe for its encoding, in colour where wanted, quiet when nobody reads on."""

from __future__ import annotations

import codecs
import json
import os
import sys

from gov.errors import GovError
from gov.text import printable_json

__all__ = [
    "EXIT_PIPE",
    "encoded",
    "put",
    "put_bytes",
    "put_json",
    "put_lines",
    "settle_streams",
    "wants_color",
]

# As if the signal of a closed pipe had ended the process: what shells expect of `gov list | head -1`.
EXIT_PIPE = 141
_LIMIT = 0xFFFF
_ERRORS = "gov-escape"


def settle_streams() -> None:
    """Let no character stop the output: what an encoding lacks is written as an escape that JSON knows."""
    codecs.register_error(_ERRORS, _escaped)
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors=_ERRORS)


def wants_color() -> bool:
    """Whether output is to be coloured: on a terminal, unless `NO_COLOR` or `FORCE_COLOR` says otherwise."""
    if os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("FORCE_COLOR"):
        return True
    return bool(sys.stdout) and sys.stdout.isatty() and os.environ.get("TERM") != "dumb"


def put(text: str) -> None:
    """Write text as it is."""
    if sys.stdout:
        put_bytes(text.encode(sys.stdout.encoding, _ERRORS))


def encoded(text: str) -> bytes:
    """Text as the bytes of a file: UTF-8, what that cannot hold as escapes."""
    return text.encode("utf-8", _ERRORS)


def put_lines(lines: list[str]) -> None:
    """Write lines, in one go."""
    if lines:
        put("\n".join(lines) + "\n")


def put_json(value: object) -> None:
    """Write a value as JSON."""
    put(printable_json(json.dumps(value, ensure_ascii=False, indent=2)) + "\n")


def put_bytes(data: bytes) -> None:
    """Write bytes: a form that states its own encoding."""
    if not sys.stdout:
        return
    try:
        left = memoryview(data)
        # Where Python does not buffer (`python -u`), a write may take a part only, and says so in passing.
        while left:
            left = left[sys.stdout.buffer.write(left) :]
        sys.stdout.flush()
    except BrokenPipeError:
        # Nobody reads on: what is left goes nowhere, so that nothing complains when the process ends.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(EXIT_PIPE)
    except OSError as error:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise GovError(
            f"the output cannot be written: {error.strerror}", help="Make room where it goes to."
        ) from error


def _escaped(error: UnicodeError) -> tuple[str, int]:
    """What cannot be encoded as escapes of JSON, two surrogates for a character of the higher planes."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    pieces: list[str] = []
    for character in error.object[error.start : error.end]:
        code = ord(character)
        units = [code] if code <= _LIMIT else [0xD800 + (code - 0x10000 >> 10), 0xDC00 + (code & 0x3FF)]
        pieces.extend(f"\\u{unit:04x}" for unit in units)
    return "".join(pieces), error.end
