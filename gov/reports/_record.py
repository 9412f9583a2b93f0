"""Findings as the objects of JSON that programs get: `gov schema check` describes them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gov.metrics.census import census
from gov.reports._words import outcome
from gov.rulebook import Location
from gov.text import Source

if TYPE_CHECKING:
    from gov.reports import Context
    from gov.rulebook import Finding, Verdict
    from gov.text import Place

__all__ = ["SCHEMA_VERSION", "counts", "finding_record", "location_of", "source_of"]

SCHEMA_VERSION = 1


def counts(verdict: Verdict, context: Context) -> dict[str, object]:
    """What a check came to, and how much it looked at."""
    project = verdict.project
    held = census(project)
    word = outcome(verdict, context).word
    return {
        "version": SCHEMA_VERSION,
        "passed": not verdict.fails(context.threshold) and not verdict.failures and word != "unknown",
        "outcome": word,
        "advisory": project.configuration.is_advisory,
        "documents": held.documents,
        "items": held.items,
        "kinds": dict(held.by_kind),
        "criteria": held.criteria,
        "criteria_ticked": held.ticked,
        "references": held.references,
        "dependencies": held.dependencies,
        "supersessions": held.supersessions,
    }


def finding_record(finding: Finding, verdict: Verdict) -> dict[str, object]:
    """One finding."""
    return {
        "code": finding.code,
        "severity": finding.severity,
        "message": finding.message,
        **finding.location._asdict(),
        "item": finding.item or None,
        "help": finding.help,
        "related": [{**location._asdict(), "message": message} for location, message in finding.related],
        "fix": _fix(finding, verdict),
    }


def location_of(place: Place, verdict: Verdict) -> Location:
    """Lines and columns of a place, in whatever file of the project it is."""
    return Location.of(place, source_of(place, verdict))


def source_of(place: Place, verdict: Verdict) -> Source | None:
    """The file that a place is in: a governed document, or another file of the project; None for neither."""
    project = verdict.project
    document = project.by_path.get(place.path)
    if document is not None:
        return document.source
    if not place.end or not project.tree.exists(place.path):
        return None
    return Source.read(place.path, project.tree.read(place.path))


def _fix(finding: Finding, verdict: Verdict) -> dict[str, object] | None:
    if finding.fix is None:
        return None
    edits = [{**location_of(edit.place, verdict)._asdict(), "text": edit.text} for edit in finding.fix.edits]
    return {"title": finding.fix.title, "safe": finding.fix.is_safe, "edits": edits}
