"""Evidence of files that exist only in memory."""

from __future__ import annotations

from gov.config import Configuration, EvidenceSettings
from gov.evidence import Evidence, MemoryFiles, read_evidence
from gov.items import Vocabulary

VOCABULARY = Vocabulary(Configuration().kinds)


def read(settings: EvidenceSettings, **files: bytes) -> Evidence:
    """What settings find in some files; in their names a `__` stands for a dot."""
    named = {name.replace("__", "."): data for name, data in files.items()}
    return read_evidence(settings, MemoryFiles(named), VOCABULARY)


def results_of(report: bytes) -> list[tuple[str, str, tuple[str, ...]]]:
    """Name, outcome and identifiers of each test of one report."""
    found = read(EvidenceSettings(junit=("*.xml",)), junit__xml=report).tests or ()
    return [(test.name, test.outcome, test.identifiers) for test in found]
