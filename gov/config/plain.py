"""The commonest configuration, `[project]` and `[check]` alone, read without the schema library.

It takes what is right beyond doubt and leaves the rest, every mistake included, to `schema`, which alone says
what is wrong. Importing that takes longer than checking a thousand items, and nearly every project has a
configuration.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from gov.config.defaults import DEFAULT_KINDS
from gov.config.model import CheckSettings, Configuration, ProjectSettings

if TYPE_CHECKING:
    from gov.config.model import SeverityName

__all__ = ["CODE", "is_code", "read_plain"]

CODE = r"[A-Z][A-Z0-9]*-[0-9]{3}(\.[a-z0-9]+(-[a-z0-9]+)*)?"
_CODE = re.compile(CODE)
_PATTERN = re.compile(r"[A-Za-z0-9_*-][A-Za-z0-9_.*-]*(?:/[A-Za-z0-9_*-][A-Za-z0-9_.*-]*)*/?")
_FILE = re.compile(r"[A-Za-z0-9_-][A-Za-z0-9_.-]*(?:/[A-Za-z0-9_-][A-Za-z0-9_.-]*)*")
_SEVERITIES: dict[str, SeverityName] = {"error": "error", "warning": "warning", "info": "info"}
_PROJECT = {"name", "kinds", "documents", "exclude"}
_CHECK = {"select", "extend-select", "ignore", "per-file-ignores", "severity", "fail-on", "baseline"}


def is_code(text: str) -> bool:
    """Whether a text is a code: a family (`ENF-005`) or a diagnostic (`ENF-005.dangling`)."""
    return _CODE.fullmatch(text) is not None


def read_plain(data: object, path: str) -> Configuration | None:
    """The configuration in parsed TOML, None where it holds anything that is not plain and plainly right."""
    tables = _table(data, {"project", "check"})
    if tables is None:
        return None
    project, check = _project(tables.get("project", {})), _check(tables.get("check", {}))
    if project is None or check is None:
        return None
    return Configuration(project, check, path=path)


def _project(data: object) -> ProjectSettings | None:
    table = _table(data, _PROJECT)
    if table is None:
        return None
    name = table.get("name", "")
    kinds, documents, exclude = (_texts(table.get(key, [])) for key in ("kinds", "documents", "exclude"))
    if not isinstance(name, str) or kinds is None or documents is None or exclude is None:
        return None
    if not all(kind in DEFAULT_KINDS for kind in kinds):
        return None
    if not all(_PATTERN.fullmatch(pattern) for pattern in (*documents, *exclude)):
        return None
    return ProjectSettings(name, kinds, documents, exclude)


def _check(data: object) -> CheckSettings | None:
    table = _table(data, _CHECK)
    if table is None:
        return None
    select, extended, ignore = (_codes(table.get(key, [])) for key in ("select", "extend-select", "ignore"))
    excused, severity = table.get("per-file-ignores", {}), table.get("severity", {})
    fail_on = _severity(table.get("fail-on", "error"))
    if select is None or extended is None or ignore is None or fail_on is None:
        return None
    if not isinstance(excused, dict) or not isinstance(severity, dict):
        return None
    ignores: dict[str, tuple[str, ...]] = {}
    for pattern, written in excused.items():
        codes = _codes(written)
        if codes is None or not _PATTERN.fullmatch(pattern):
            return None
        ignores[pattern] = codes
    severities: dict[str, SeverityName] = {}
    for code, written in severity.items():
        word = _severity(written)
        if word is None or not is_code(code):
            return None
        severities[code] = word
    baseline = table.get("baseline", "")
    if not isinstance(baseline, str) or not ("baseline" not in table or _FILE.fullmatch(baseline)):
        return None
    return CheckSettings(select, extended, ignore, ignores, severities, fail_on, baseline)


def _table(data: object, known: set[str]) -> dict[str, object] | None:
    if not isinstance(data, dict) or not data.keys() <= known:
        return None
    return data


def _texts(data: object) -> tuple[str, ...] | None:
    if not isinstance(data, list):
        return None
    texts = tuple(entry for entry in data if isinstance(entry, str))
    return texts if len(texts) == len(data) else None


def _codes(data: object) -> tuple[str, ...] | None:
    codes = _texts(data)
    return codes if codes is not None and all(map(is_code, codes)) else None


def _severity(data: object) -> SeverityName | None:
    return _SEVERITIES.get(data) if isinstance(data, str) else None
