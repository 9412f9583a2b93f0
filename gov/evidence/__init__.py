"""What the world says about a project: test results, coverage, an API description, scans, marks in the code.

It is read from files that other tools already write. What is not configured is not there; what is configured
and missing, broken or empty stops the run.
"""

from gov.evidence.files import Described, Files, FolderFiles, MemoryFiles
from gov.evidence.model import (
    CoverageReport,
    Evidence,
    Marker,
    Operation,
    Outcome,
    ReportedRun,
    ScannerResult,
    Shown,
    TestResult,
)
from gov.evidence.reading import read_evidence, read_held
from gov.evidence.showing import ShownItem, shown, state_of

__all__ = [
    "CoverageReport", "Described", "Evidence", "Files", "FolderFiles", "Marker", "MemoryFiles", "Operation",
    "Outcome", "ReportedRun", "ScannerResult", "Shown", "ShownItem", "TestResult", "read_evidence",
    "read_held", "shown", "state_of",
]  # fmt: skip
