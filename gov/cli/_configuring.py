"""One setting written into a configuration file, every other byte left as it is."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

from gov.cli._writing import create, read, replace
from gov.config import CONFIGURATION_FILE, read_configuration_text
from gov.config.toml_lines import TomlLines
from gov.errors import ConfigurationError, GovError

if TYPE_CHECKING:
    from pathlib import Path

    from gov.config import Configuration

__all__ = ["add_baseline", "lines_to_add"]

_BOM = "\ufeff"


def lines_to_add(configuration: Configuration, path: str) -> tuple[str, str]:
    """The table and the line that name a baseline."""
    return f"[{_table(configuration)}]", f"baseline = {json.dumps(path, ensure_ascii=False)}"


def add_baseline(configuration: Configuration, root: Path, path: str) -> str:
    """Let the configuration name a baseline; gives the name of the file that was changed.

    Raises `GovError` where the file is written in a way that leaves no plain place for the line.
    """
    header, line = lines_to_add(configuration, path)
    name = configuration.path or CONFIGURATION_FILE
    file = root / name
    if not configuration.path:
        if not create(file, f"{header}\n{line}\n"):
            message = f"{name} was written meanwhile"
            raise GovError(message, help="Run the command again.")
        return name
    data = read(file)
    text = data.decode("utf-8")
    changed = _with_line(text, header, line)
    if not _names(changed, path, configuration):
        message = f"{name} has no plain {header} to add a line to"
        raise GovError(message, help=f"Add to its check settings: {line}")
    replace(file, changed.encode("utf-8"))
    return name


def _with_line(text: str, header: str, line: str) -> str:
    """The text with a line below a header; without the header, with both at its end."""
    end = "\r\n" if "\r\n" in text else "\n"
    keys = tuple(header.strip("[]").split("."))
    number = TomlLines(text.removeprefix(_BOM)).line(keys)
    lines = text.splitlines(keepends=True) if "\r" in text.replace("\r\n", "") else re.split(r"(?<=\n)", text)
    parts = r"[ \t]*\.[ \t]*".join(map(re.escape, keys))
    found = re.compile(rf"{_BOM}?[ \t]*\[[ \t]*{parts}[ \t]*\][ \t]*(?:#[^\n]*)?\r?\n?")
    if number and found.fullmatch(lines[number - 1]):
        above = lines[number - 1]
        lines[number - 1] = above if above.endswith("\n") else above + end
        lines.insert(number, line + end)
        return "".join(lines)
    ended = text if not text or text.endswith("\n") else text + end
    return f"{ended}{end if ended else ''}{header}{end}{line}{end}"


def _names(text: str, path: str, configuration: Configuration) -> bool:
    """Whether a text is a configuration that names the baseline."""
    under = ("tool", "gov") if configuration.path != CONFIGURATION_FILE else ()
    try:
        made = read_configuration_text(text, configuration.path, under=under)
    except ConfigurationError:
        return False
    return made.check.baseline == path


def _table(configuration: Configuration) -> str:
    return "check" if configuration.path in {"", CONFIGURATION_FILE} else "tool.gov.check"
