"""From `gov.toml`, or `[tool.gov]` in `pyproject.toml`, to a `Configuration`.

Every mistake is reported at once, with its line.

The schema library is imported only for a file that holds more than the plain tables, or a mistake.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from gov.config.model import Configuration, Kind
from gov.config.plain import read_plain
from gov.errors import ConfigurationError, Mistake

if TYPE_CHECKING:
    from pathlib import Path

    from gov.config.schema import Document
    from gov.config.toml_lines import TomlLines

__all__ = [
    "CONFIGURATION_FILE", "find_root", "line_of_setting", "read_configuration", "read_configuration_text",
]  # fmt: skip

CONFIGURATION_FILE = "gov.toml"
_PYPROJECT = "pyproject.toml"


def find_root(start: Path) -> Path | None:
    """The nearest folder at or above `start` that holds a configuration, none where there is none.

    The search stops at the root of a git repository, so that a stray file above it decides nothing, and at
    a folder that may not be searched: what lies above it is out of sight.
    """
    for folder in (start, *start.parents):
        try:
            if (folder / CONFIGURATION_FILE).is_file() or _has_tool_table(folder / _PYPROJECT):
                return folder
            if (folder / ".git").exists():
                return None
        except PermissionError:
            return None
    return None


def read_configuration(root: Path) -> Configuration:
    """The configuration of the project in a folder, the defaults where it has none.

    Raises `ConfigurationError` with every mistake of the file.
    """
    file = root / CONFIGURATION_FILE
    if file.is_file():
        return read_configuration_text(_text(file), CONFIGURATION_FILE)
    file = root / _PYPROJECT
    if _has_tool_table(file):
        return read_configuration_text(_text(file), _PYPROJECT, under=("tool", "gov"))
    return Configuration()


def read_configuration_text(text: str, path: str, *, under: tuple[str, ...] = ()) -> Configuration:
    """The configuration in a TOML text; `path` names it in messages, `under` is the table that holds it."""
    import tomllib  # noqa: PLC0415 - only where there is a file to read

    try:
        data: object = tomllib.loads(text)
    except (ValueError, RecursionError) as error:
        raise ConfigurationError((_syntax_mistake(path, text, error),)) from error
    for key in under:
        data = data.get(key, {}) if isinstance(data, dict) else {}
    plain = read_plain(data, path)
    if plain is not None:
        return plain
    from gov.config.schema import read_document  # noqa: PLC0415 - pydantic costs 0.1 s
    from gov.config.toml_lines import TomlLines  # noqa: PLC0415 - as above

    document, problems = read_document(data)
    if document is None or problems:
        lines = TomlLines(text)
        raise ConfigurationError(
            tuple(Mistake(path, lines.line((*under, *p.path)), p.message, p.help) for p in problems)
        )
    return _configuration(document, path, TomlLines(text), under)


def line_of_setting(root: Path, path: str, setting: tuple[str, ...]) -> int:
    """The line of one setting in the file that a configuration was read from; 0 where it is not there."""
    if not path:
        return 0
    from gov.config.toml_lines import TomlLines  # noqa: PLC0415 - only for a setting that is wrong

    under = ("tool", "gov") if path == _PYPROJECT else ()
    return TomlLines(_text(root / path)).line_of((*under, *setting))


def _configuration(document: Document, path: str, lines: TomlLines, under: tuple[str, ...]) -> Configuration:
    defaults = Configuration()
    kinds = dict(defaults.kinds)
    for name, settings in document.kinds.items():
        base = kinds.get(name, Kind(prefix="", noun=name))
        kinds[name] = settings.over(base)
    fields = dict(defaults.fields)
    for name, aliases in document.fields.items():
        fields[name] = tuple(dict.fromkeys((*aliases, *fields.get(name, ()))))
    rules = tuple(
        replace(rule, line=lines.line((*under, "rules", index))) for index, rule in enumerate(document.rules)
    )
    metrics = (
        replace(metric, line=lines.line((*under, "metrics", index)))
        for index, metric in enumerate(document.metrics)
    )
    alerts = (
        replace(alert, line=lines.line((*under, "alerts", index)))
        for index, alert in enumerate(document.alerts)
    )
    return Configuration(
        document.project, document.check, kinds, fields, rules, path, document.evidence, document.freshness,
        document.reciprocal, document.change, tuple(metrics), tuple(alerts),
    )  # fmt: skip


def _syntax_mistake(path: str, text: str, error: Exception) -> Mistake:
    way_out = "Mend the line; toml.io shows the syntax."
    if isinstance(error, RecursionError):
        return Mistake(path, 0, "not TOML: nested too deeply", way_out)
    message, _, place = str(error).rpartition(" (at ")
    line = place.removeprefix("line ").partition(",")[0]
    number = int(line) if line.isdigit() else text.rstrip().count("\n") + 1
    return Mistake(path, number, f"not TOML: {message or 'a number has too many digits'}", way_out)


def _has_tool_table(file: Path) -> bool:
    """Whether a `pyproject.toml` has our table; one that is broken has it where it names it."""
    try:
        text = file.read_bytes()
    except (FileNotFoundError, NotADirectoryError, IsADirectoryError):
        return False
    except OSError as error:
        raise ConfigurationError((_unreadable(file, error),)) from error
    if b"tool" not in text or b"gov" not in text:
        return False
    import tomllib  # noqa: PLC0415 - only where there is a file to read

    try:
        data = tomllib.loads(text.decode("utf-8"))
    except (ValueError, RecursionError):
        return b"tool.gov" in text
    tool = data.get("tool")
    return isinstance(tool, dict) and "gov" in tool


def _unreadable(file: Path, error: OSError) -> Mistake:
    return Mistake(file.name, 0, f"cannot be read: {error.strerror}", "Mend its permissions.")


def _text(file: Path) -> str:
    try:
        return file.read_text("utf-8-sig")
    except UnicodeDecodeError as error:
        message = f"not UTF-8: byte 0x{error.object[error.start]:02X} at offset {error.start}"
        raise ConfigurationError((Mistake(file.name, 0, message, "Save the file as UTF-8."),)) from error
    except OSError as error:
        raise ConfigurationError((_unreadable(file, error),)) from error
