"""What other tools found, for the commands that look at it: the option that adds to it, and its reading."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import click

from gov.config import line_of_setting
from gov.errors import ConfigurationError, Mistake
from gov.evidence import Evidence, FolderFiles, read_evidence
from gov.history import tracked_paths

if TYPE_CHECKING:
    from pathlib import Path

    from gov.cli._loading import Loaded
    from gov.config import EvidenceSettings
    from gov.evidence import Described
    from gov.project import Project

__all__ = [
    "evidence_option", "evidence_settings", "read_evidence_of", "read_project_evidence", "refuse_unmeasured",
]  # fmt: skip

evidence_option = click.option(
    "--evidence", "given", multiple=True, metavar="KIND=PATTERN",
    help="Read also this: junit, coverage, openapi, sarif or markers, for example junit=reports/*.xml.",
)  # fmt: skip


def evidence_settings(project: Project, given: tuple[str, ...]) -> EvidenceSettings:
    """What a project configures, and what was named for this run; patterns are relative to its root."""
    settings = project.configuration.evidence
    if not given:
        return settings
    from gov.evidence.given import with_given  # noqa: PLC0415 - wanted by few runs

    return with_given(settings, given)


def refuse_unmeasured(loaded: Loaded, settings: EvidenceSettings) -> None:
    """Refuse a promise that nothing measures: it would look kept for ever.

    Raises `ConfigurationError` where a minimum of coverage is demanded and no report is named.
    """
    if not settings.minimum_coverage or settings.coverage:
        return
    path = loaded.project.configuration.path
    line = line_of_setting(loaded.root, path, ("evidence", "minimum-coverage"))
    message = (
        f"minimum-coverage demands {settings.minimum_coverage} %, and no coverage report is named: "
        "nothing measures it"
    )
    help_ = (
        "Name the report in [evidence] coverage. Where only some runs have one, demand it there: "
        "--evidence coverage=FILE --evidence minimum-coverage=PERCENT."
    )
    raise ConfigurationError((Mistake(path if line else "--evidence", line, message, help_),))


def read_evidence_of(
    project: Project, root: Path, given: tuple[str, ...], before: Described | None, openapi: str
) -> Evidence:
    """The evidence of a project whose documents are not those on disk, read from the files that are.

    `openapi` is where its API is described now, empty where it is not; `before` is how the base described it.
    """
    settings = replace(project.configuration.evidence, openapi=openapi)
    if given:
        from gov.evidence.given import with_given  # noqa: PLC0415 - wanted by few runs

        settings = with_given(settings, given)
    vocabulary = project.reader.vocabulary
    return read_evidence(settings, FolderFiles(root), vocabulary, before, tracked=lambda: tracked_paths(root))


def read_project_evidence(
    loaded: Loaded, given: tuple[str, ...] = (), before: Described | None = None
) -> Evidence:
    """The evidence of a project; `before` is the API as the base that is compared with described it."""
    openapi = loaded.project.configuration.evidence.openapi
    return read_evidence_of(loaded.project, loaded.root, given, before, openapi)
