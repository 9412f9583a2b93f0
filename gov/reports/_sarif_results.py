"""The results of a run, as SARIF wants them: places, cures, fingerprints, and why some do not count."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import quote

from gov.reports._fingerprinted import fingerprinted
from gov.reports._record import location_of
from gov.reports._sarif_rules import LEVELS
from gov.reports._workspace import prefix
from gov.rulebook import SEVERITIES
from gov.text import printable

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from gov.reports import Context
    from gov.rulebook import Finding, Fix, Location, Verdict
    from gov.text import Place

__all__ = ["MOST_RESULTS", "listed"]

# What GitHub keeps of a run.
MOST_RESULTS = 5_000
# What a reader of SARIF would take for a link or a placeholder in a message.
_LINK = re.compile(r"\[(?=[^\]]{0,1000}\]\()")
_PLACEHOLDER = re.compile(r"\{([0-9]{1,9})\}")


class _Entry(NamedTuple):
    """One finding on its way to a result; `suppressions` says why it does not count."""

    finding: Finding
    fingerprint: str
    state: str
    suppressions: list[dict[str, object]]


class _Writer(NamedTuple):
    """What every result needs beside its finding."""

    verdict: Verdict
    indices: Mapping[str, int]
    way: str


def listed(
    verdict: Verdict, indices: Mapping[str, int], context: Context
) -> tuple[list[dict[str, object]], int]:
    """The results in their order, the gravest of too many, and how many were left out."""
    writer = _Writer(verdict, indices, prefix(context.root))
    entries = list(_entries(writer))
    graver = sorted(
        range(len(entries)),
        key=lambda n: (bool(entries[n].suppressions), SEVERITIES.index(entries[n].finding.severity), n),
    )
    kept = sorted(graver[:MOST_RESULTS])
    return [_result(entries[number], writer) for number in kept], len(entries) - len(kept)


def _entries(writer: _Writer) -> Iterator[_Entry]:
    known = fingerprinted(writer.verdict)
    for finding, mark in known.findings:
        yield _Entry(finding, mark, "new", [])
    for finding, mark in known.baselined:
        why = {"kind": "external", "status": "accepted", "justification": "set aside by the baseline"}
        yield _Entry(finding, mark, "unchanged", [dict(why)])
    for finding, mark in known.known:
        why = {"kind": "external", "status": "accepted", "justification": "not new: the base has it as well"}
        yield _Entry(finding, mark, "unchanged", [dict(why)])
    for entry, mark in known.suppressed:
        excuse: dict[str, object] = {
            "kind": "inSource",
            "status": "accepted",
            "justification": printable(entry.suppression.reason),
            "location": _location(location_of(entry.suppression.place, writer.verdict), writer),
        }
        yield _Entry(entry.finding, mark, "new", [excuse])


def _result(entry: _Entry, writer: _Writer) -> dict[str, object]:
    finding = entry.finding
    text = finding.message + (f"\n{finding.help}" if finding.help else "")
    location = _location(finding.location, writer)
    if finding.item:
        location["logicalLocations"] = [{"name": printable(finding.item)}]
    result: dict[str, object] = {
        "ruleId": finding.code,
        "ruleIndex": writer.indices[finding.code],
        "level": LEVELS[finding.severity],
        "message": _message(text),
        "locations": [location],
        "partialFingerprints": {"govtrace/v1": entry.fingerprint},
        "suppressions": entry.suppressions,
    }
    if finding.related:
        result["relatedLocations"] = [
            {"id": number, **_location(place, writer), "message": _message(message)}
            for number, (place, message) in enumerate(finding.related, 1)
        ]
    if finding.fix and not entry.suppressions:
        result["fixes"] = [_fix(finding.fix, writer)]
    if writer.verdict.has_baseline or writer.verdict.known:
        result["baselineState"] = entry.state
    return result


def _location(location: Location, writer: _Writer) -> dict[str, object]:
    artifact = _artifact(location.path, writer)
    return {"physicalLocation": {"artifactLocation": artifact, "region": _region(location)}}


def _region(location: Location) -> dict[str, object]:
    return {
        "startLine": location.line,
        "startColumn": location.column,
        "endLine": location.end_line,
        "endColumn": location.end_column,
    }


def _artifact(path: str, writer: _Writer) -> dict[str, object]:
    uri = quote(writer.way + path, safe="/", errors="surrogateescape")
    return {"uri": uri, "uriBaseId": "PROJECTROOT"}


def _fix(fix: Fix, writer: _Writer) -> dict[str, object]:
    changes: dict[str, list[dict[str, object]]] = {}
    for edit in fix.edits:
        changes.setdefault(edit.place.path, []).append(_replacement(edit.place, edit.text, writer.verdict))
    return {
        "description": {"text": _message(fix.title)["text"]},
        "artifactChanges": [
            {"artifactLocation": _artifact(path, writer), "replacements": replacements}
            for path, replacements in sorted(changes.items())
        ],
        "properties": {"safe": fix.is_safe},
    }


def _replacement(place: Place, text: str, verdict: Verdict) -> dict[str, object]:
    return {"deletedRegion": _region(location_of(place, verdict)), "insertedContent": {"text": text}}


def _message(text: str) -> dict[str, str]:
    r"""A message whose text is taken as it stands: `[x](1)` is no link and `{0}` no placeholder."""
    lines = "\n".join(map(printable, text.split("\n")))
    return {"text": _PLACEHOLDER.sub(r"{{\1}}", _LINK.sub(r"\\[", lines))}
