"""Every finding of a verdict with the fingerprint that knows it again in the next run."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from gov.rulebook import fingerprints

if TYPE_CHECKING:
    from gov.rulebook import Finding, Suppressed, Verdict

__all__ = ["Fingerprinted", "fingerprinted"]


class Fingerprinted(NamedTuple):
    """Findings, those a baseline sets aside, those that are not new, and those excused in the text.

    No two share a fingerprint.
    """

    findings: tuple[tuple[Finding, str], ...]
    baselined: tuple[tuple[Finding, str], ...]
    known: tuple[tuple[Finding, str], ...]
    suppressed: tuple[tuple[Suppressed, str], ...]


def fingerprinted(verdict: Verdict) -> Fingerprinted:
    """Tell the findings apart together: what fails nothing keeps its place among the others."""
    groups = (verdict.findings, verdict.baselined, verdict.known)
    together = [(finding, number) for number, group in enumerate(groups) for finding in group]
    together.sort(key=lambda entry: entry[0].sort_key)
    excused = [entry.finding for entry in verdict.suppressed]
    made = fingerprints([*(finding for finding, _ in together), *excused])
    marked: list[list[tuple[Finding, str]]] = [[] for _ in groups]
    for (finding, number), mark in zip(together, made[: len(together)], strict=True):
        marked[number].append((finding, mark))
    findings, baselined, known = map(tuple, marked)
    told = tuple(zip(verdict.suppressed, made[len(together) :], strict=True))
    return Fingerprinted(findings, baselined, known, told)
