"""From the folder of `mkdocs.yml` to a checked project, as `gov check` would see it there."""

from __future__ import annotations

import os
import time
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from mkdocs.exceptions import PluginError

import gov.rules
from gov.change.log_reading import configured_log
from gov.config import find_root, read_configuration
from gov.errors import GovError
from gov.evidence import Evidence, FolderFiles, read_evidence
from gov.evidence.given import with_given
from gov.history import tracked_paths
from gov.metrics import GateLog, gate_log
from gov.project import FolderTree, load_project
from gov.rulebook import Facts, Rulebook, Verdict, baseline_of, check, load_rulebook

if TYPE_CHECKING:
    from collections.abc import Iterable

    from mkdocs.config.defaults import MkDocsConfig

    from gov.change.log import LogEntry

__all__ = ["Loaded", "load", "root_of"]


@dataclass(frozen=True, slots=True)
class Loaded:
    """A project's root, its rules, their verdict, what other tools found, and what its gate let in.

    `gate_log` counts the entries that were `logged`; both are None where no log is configured, or it is not
    there yet. `reports` are the paths of the files that evidence was read from.
    """

    root: Path
    rulebook: Rulebook
    verdict: Verdict
    evidence: Evidence
    today: date
    gate_log: GateLog | None = None
    reports: tuple[str, ...] = ()
    logged: tuple[LogEntry, ...] | None = None


class _Remembering:
    """The project's files, and which of them were read."""

    def __init__(self, files: FolderFiles) -> None:
        self.files = files
        self.paths: set[str] = set()

    def names(self) -> tuple[str, ...]:
        return self.files.names()

    def read(self, path: str) -> bytes:
        self.paths.add(path)
        return self.files.read(path)


def root_of(config: MkDocsConfig) -> Path:
    """The project's root: the nearest folder from `mkdocs.yml` upwards with a `gov.toml`, else its own."""
    file = config.config_file_path
    folder = Path(file).resolve().parent if file else Path(config.docs_dir).resolve().parent
    return find_root(folder) or folder


def load(config: MkDocsConfig, given: Iterable[str | None] = ()) -> Loaded:
    """Read and check the project; a mistake in its configuration stops the build with what to do.

    `given` is evidence as `KIND=PATTERN`, beside what the configuration names.
    """
    root = root_of(config)
    try:
        project = load_project(FolderTree(root, lambda: tracked_paths(root)), read_configuration(root))
        settings = with_given(project.configuration.evidence, filter(None, given))
        files = _Remembering(FolderFiles(root))
        evidence = read_evidence(
            settings, files, project.reader.vocabulary, tracked=lambda: tracked_paths(root)
        )
        baseline = baseline_of(project)
        log = project.configuration.change.log
        logged = configured_log(FolderFiles(root), log) if log else None
    except GovError as error:
        raise PluginError(f"{error}\n{error.help}".rstrip()) from error
    rulebook = load_rulebook(gov.rules)
    today = _today()
    verdict = check(Facts(project, today, evidence=evidence, baseline=baseline), rulebook)
    counted = gate_log(project, logged, today) if logged is not None else None
    paths = tuple(sorted(files.paths))
    return Loaded(root, rulebook, verdict, evidence, today, counted, paths, logged)


def _today() -> date:
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    seconds = int(epoch) if epoch.isascii() and epoch.isdigit() else time.time()
    return datetime.fromtimestamp(seconds, UTC).date()
