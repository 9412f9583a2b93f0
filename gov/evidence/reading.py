"""From the configured files to evidence: each file read once, by the reader of its format."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gov.errors import GovError
from gov.evidence.model import Evidence

# A reader is imported where its format is configured: a check without evidence starts no later for them.

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from gov.config import EvidenceSettings
    from gov.evidence.files import Described, Files
    from gov.evidence.junit import JUnitReport
    from gov.evidence.model import CoverageReport, Marker, Operation, ScannerResult
    from gov.items import Vocabulary

__all__ = ["read_evidence", "read_held"]


def read_evidence(
    settings: EvidenceSettings,
    files: Files,
    vocabulary: Vocabulary,
    before: Described | None = None,
    *,
    tracked: Callable[[], Iterable[str]] | None = None,
) -> Evidence:
    """Read everything that is configured; `before` is the API as the base that is compared with described it.

    `tracked` gives the files that git tracks, among which code is looked for; where there are none, or it is
    not given, that is every file outside of built output. Raises `GovError` (exit 2) for a configured file
    that is missing, cannot be read, or holds nothing.
    """
    sources: dict[str, bytes] = {}
    reports = _tests(settings, files, vocabulary, sources) if settings.junit else None
    return Evidence(
        None if reports is None else tuple(test for report in reports for test in report.tests),
        _coverage(settings, files, sources) if settings.coverage else None,
        _operations(settings.openapi, files, sources) if settings.openapi else None,
        _base_operations(before) if before is not None else None,
        _scans(settings, files, sources) if settings.sarif else None,
        _markers(settings, files, vocabulary, tracked, sources) if settings.markers else None,
        sources,
        settings.minimum_coverage,
        tuple(report.run for report in reports or ()),
    )


def read_held(
    settings: EvidenceSettings,
    files: Files,
    vocabulary: Vocabulary,
    *,
    tracked: Callable[[], Iterable[str]] | None = None,
) -> Evidence:
    """What the files of a revision say themselves: the marks in its code, and how it describes its API.

    How its tests went, what they ran and what a scan saw of it nobody knows any more, and the reports of
    today speak of another revision: rules that need them do not run on it. The same holds for a description
    that cannot be read, or is not there.
    """
    sources: dict[str, bytes] = {}
    try:
        operations = _operations(settings.openapi, files, sources) if settings.openapi else None
    except GovError:
        operations = None
    markers = _markers(settings, files, vocabulary, tracked, sources) if settings.markers else None
    return Evidence(operations=operations, markers=markers, sources=sources)


def _tests(
    settings: EvidenceSettings, files: Files, vocabulary: Vocabulary, sources: dict[str, bytes]
) -> tuple[JUnitReport, ...]:
    from gov.evidence.files import read_matching
    from gov.evidence.junit import read_junit

    reports = read_matching(files, "junit", settings.junit)
    sources.update(reports)
    return tuple(read_junit(data, path, vocabulary) for path, data in reports.items())


def _coverage(
    settings: EvidenceSettings, files: Files, sources: dict[str, bytes]
) -> tuple[CoverageReport, ...]:
    from gov.evidence.coverage import read_coverage
    from gov.evidence.files import read_matching

    reports = read_matching(files, "coverage", settings.coverage)
    sources.update(reports)
    return tuple(read_coverage(data, path) for path, data in reports.items())


def _operations(path: str, files: Files, sources: dict[str, bytes]) -> tuple[Operation, ...]:
    from gov.evidence.files import content
    from gov.evidence.openapi import read_openapi

    sources[path] = content(files, "openapi", path)
    return read_openapi(sources[path], path)


def _base_operations(before: Described) -> tuple[Operation, ...] | None:
    """The operations that the base described; None where nobody can read them.

    A change that mends the description, or takes it to a version that is read, must be able to pass.
    """
    from gov.evidence.openapi import read_openapi

    try:
        return read_openapi(before.data, before.path)
    except GovError:
        return None


def _scans(settings: EvidenceSettings, files: Files, sources: dict[str, bytes]) -> tuple[ScannerResult, ...]:
    from gov.evidence.files import read_matching
    from gov.evidence.sarif import read_sarif

    reports = read_matching(files, "sarif", settings.sarif)
    sources.update(reports)
    found = tuple(result for path, data in reports.items() for result in read_sarif(data, path))
    for path in sorted({result.path for result in found} - sources.keys()):
        # What a scan names may have gone since; then its findings stand in the log.
        try:
            sources[path] = files.read(path)
        except (OSError, KeyError, ValueError):
            continue
    return found


def _markers(
    settings: EvidenceSettings,
    files: Files,
    vocabulary: Vocabulary,
    tracked: Callable[[], Iterable[str]] | None,
    sources: dict[str, bytes],
) -> tuple[Marker, ...]:
    from gov.evidence.files import chosen, in_source
    from gov.evidence.markers import is_read, read_markers

    names = sorted(tracked() if tracked is not None else ()) or filter(in_source, files.names())
    found: list[Marker] = []
    for path in chosen(filter(is_read, names), "markers", settings.markers):
        try:
            data = files.read(path)
        except (OSError, KeyError, ValueError):
            # An index names what was deleted since, submodules, and links that lead nowhere.
            continue
        markers = list(read_markers(data, path, vocabulary))
        if markers:
            found += markers
            sources[path] = data
    return tuple(found)
