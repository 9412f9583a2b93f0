"""Judge small projects that exist only in memory."""

from __future__ import annotations

from datetime import date
from functools import cache

import gov.rules
from gov.config import Configuration, read_configuration_text
from gov.project import MemoryTree, Project, load_project
from gov.rulebook import Facts, Rulebook, Verdict, check, load_rulebook

TODAY = date(2026, 6, 1)


@cache
def rulebook() -> Rulebook:
    """Every rule."""
    return load_rulebook(gov.rules)


def project_of(files: dict[str, bytes]) -> Project:
    """The project that some files make, `gov.toml` among them or not."""
    toml = files.get("gov.toml")
    configuration = (
        read_configuration_text(toml.decode(), "gov.toml") if toml is not None else Configuration()
    )
    return load_project(MemoryTree(files), configuration)


def judge(files: dict[str, bytes], base: dict[str, bytes] | None = None) -> Verdict:
    """Run every rule over some files, compared with those of a base where there is one."""
    verdict = check(Facts(project_of(files), TODAY, project_of(base) if base else None), rulebook())
    assert not verdict.failures, verdict.failures[0].trace
    return verdict


def places(verdict: Verdict, family: str = "") -> list[str]:
    """The findings of a verdict as `path:line:column code`, of one family or of all."""
    return [
        f"{finding.location.path}:{finding.location.line}:{finding.location.column} {finding.code}"
        for finding in verdict.findings
        if finding.code.startswith(family)
    ]
