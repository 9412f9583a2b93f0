"""A baseline as a file: JSON, one entry a line and sorted, so that diffs are small and merges easy."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

from gov.errors import GovError
from gov.text import printable_json

if TYPE_CHECKING:
    from collections.abc import Iterable

    from gov.project import Project
    from gov.rulebook.baseline import Baseline, Entry

__all__ = ["BASELINE_FILE", "baseline_of", "write_baseline"]

BASELINE_FILE = "gov-baseline.json"
# What stands in a path for a byte that is not UTF-8.
_SURROGATE = re.compile("[\ud800-\udfff]")


def baseline_of(project: Project) -> Baseline | None:
    """The baseline that a project's settings name, None where they name none.

    Raises `GovError` where it is missing, lies outside the project, cannot be read or is wrong.
    """
    path = project.configuration.check.baseline
    if not path:
        return None
    if not project.tree.exists(path):
        message = f"{path} is not there, and [check] baseline in {project.configuration.path} names it"
        raise GovError(message, help="Create it with 'gov baseline create', or take the setting out.")
    from gov.rulebook.baseline_reading import read_baseline  # noqa: PLC0415 - only where there is one

    try:
        data = project.tree.read(path)
    except OSError as error:
        message = f"{path} cannot be read: {error.strerror}"
        raise GovError(message, help="[check] baseline names a file below the configuration.") from error
    return read_baseline(path, data)


def write_baseline(entries: Iterable[Entry]) -> bytes:
    """The bytes of a baseline file."""
    from gov.rulebook.baseline_reading import BASELINE_VERSION, KEYS  # noqa: PLC0415 - as above

    wanted = sorted(entries, key=lambda e: (e.code, e.item, e.path, e.message, e.fingerprint))
    lines = ",\n".join(
        "    " + json.dumps(dict(zip(KEYS, entry, strict=False)), ensure_ascii=False) for entry in wanted
    )
    held = f"[\n{lines}\n  ]" if lines else "[]"
    text = f'{{\n  "version": {BASELINE_VERSION},\n  "findings": {held}\n}}\n'
    return _SURROGATE.sub(lambda found: f"\\u{ord(found.group()):04x}", printable_json(text)).encode("utf-8")
