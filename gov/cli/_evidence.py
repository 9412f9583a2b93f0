"""What other tools found, for the commands that look at it: the option that adds to it, and its reading."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from gov.evidence import Evidence, FolderFiles, read_evidence
from gov.history import tracked_paths

if TYPE_CHECKING:
    from pathlib import Path

    from gov.cli._loading import Loaded
    from gov.config import EvidenceSettings
    from gov.evidence import Files
    from gov.project import Project

__all__ = ["evidence_option", "evidence_settings", "read_evidence_of", "read_project_evidence"]

evidence_option = click.option(
    "--evidence", "given", multiple=True, metavar="KIND=PATTERN",
    help="Read also this: junit, coverage, openapi, sarif or markers, for example junit=reports/*.xml.",
)  # fmt: skip


def evidence_settings(loaded: Loaded, given: tuple[str, ...]) -> EvidenceSettings:
    """What a project configures, and what was named for this run; patterns are relative to its root."""
    settings = loaded.project.configuration.evidence
    if not given:
        return settings
    from gov.evidence.given import with_given  # noqa: PLC0415 - wanted by few runs

    return with_given(settings, given)


def read_evidence_of(project: Project, root: Path, given: tuple[str, ...], base: Files | None) -> Evidence:
    """The evidence of a project whose documents are not those on disk, read from the files that are."""
    settings = project.configuration.evidence
    if given:
        from gov.evidence.given import with_given  # noqa: PLC0415 - wanted by few runs

        settings = with_given(settings, given)
    vocabulary = project.reader.vocabulary
    return read_evidence(settings, FolderFiles(root), vocabulary, base, tracked=lambda: tracked_paths(root))


def read_project_evidence(loaded: Loaded, given: tuple[str, ...] = (), base: Files | None = None) -> Evidence:
    """The evidence of a project; `base` are the files of the revision that is compared with."""
    return read_evidence_of(loaded.project, loaded.root, given, base)
