"""Findings in MkDocs' log, so that `mkdocs build --strict` fails where `gov check` fails."""

from __future__ import annotations

from mkdocs.plugins import get_plugin_logger

from gov.rulebook import SEVERITIES, Verdict
from gov_dashboards.wording import counted

__all__ = ["LOGGER", "report"]

# Warnings of any other logger are not counted by --strict.
LOGGER = get_plugin_logger("gov")
_NAMED = 50


def report(verdict: Verdict) -> None:
    """Say what was found: as warnings from the failing severity on, as information below it."""
    threshold = verdict.project.configuration.check.fail_on
    failing = SEVERITIES[: SEVERITIES.index(threshold) + 1]
    serious = [finding for finding in verdict.findings if finding.severity in failing]
    for finding in serious[:_NAMED]:
        place = finding.location
        LOGGER.warning(
            "%s:%d:%d: %s[%s] %s",
            place.path,
            place.line,
            place.column,
            finding.severity,
            finding.code,
            finding.message,
        )
    if len(serious) > _NAMED:
        LOGGER.warning("%s more: run `gov check` to see all", counted(len(serious) - _NAMED, "finding"))
    others = len(verdict.findings) - len(serious)
    if others:
        LOGGER.info("%s below the failing severity, on the page of findings", counted(others, "finding"))
    for failure in verdict.failures:
        LOGGER.error("rule %s failed: %s\n%s", failure.code, failure.error, failure.trace)
