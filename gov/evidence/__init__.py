"""What the world says about a project: test results, coverage, an API description, scans, marks in the code.

It is read from files that other tools already write. What is not configured is not there; what is configured
and missing, broken or empty stops the run.
"""

from gov.evidence.model import (
    CoverageReport,
    Evidence,
    Marker,
    Operation,
    Outcome,
    ScannerResult,
    Shown,
    TestResult,
)
from gov.evidence.reading import Files, read_evidence

__all__ = [
    "CoverageReport", "Evidence", "Files", "Marker", "Operation", "Outcome", "ScannerResult", "Shown",
    "TestResult", "read_evidence",
]  # fmt: skip
