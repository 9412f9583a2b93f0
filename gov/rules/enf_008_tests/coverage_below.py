"""ENF-008.coverage-below."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gov.rulebook import Draft, Facts, Related, rule
from gov.text import Place

if TYPE_CHECKING:
    from collections.abc import Iterator


@rule("error", needs=("coverage",))
def coverage_below(facts: Facts) -> Iterator[Draft]:
    """The tests ran fewer lines than the project demands.

    What no test ran, no test can show (CONST-P9). The demand is `minimum-coverage` of `[evidence]`, in
    percent of all lines of all reports.

    Cure it by testing what was left out, or by lowering the demand where it was never meant.

    Fails at reports/coverage.xml:2:1:

    ```toml gov.toml
    [evidence]
    coverage = ["reports/coverage.xml"]
    minimum-coverage = 75
    ```

    ```xml reports/coverage.xml
    <?xml version="1.0" ?>
    <coverage version="7.6">
    <packages><package name="shop"><classes><class name="auth.py" filename="shop/auth.py"><lines>
    <line number="1" hits="1"/>
    <line number="2" hits="1"/>
    <line number="3" hits="0"/>
    <line number="4" hits="0"/>
    </lines></class></classes></package></packages>
    </coverage>
    ```

    Passes:

    ```toml gov.toml
    [evidence]
    coverage = ["reports/coverage.xml"]
    minimum-coverage = 75
    ```

    ```xml reports/coverage.xml
    <?xml version="1.0" ?>
    <coverage version="7.6">
    <packages><package name="shop"><classes><class name="auth.py" filename="shop/auth.py"><lines>
    <line number="1" hits="1"/>
    <line number="2" hits="1"/>
    <line number="3" hits="1"/>
    <line number="4" hits="0"/>
    </lines></class></classes></package></packages>
    </coverage>
    ```
    """
    demanded = facts.evidence.minimum_coverage
    reports = facts.evidence.coverage or ()
    lines, covered = sum(report.lines for report in reports), sum(report.covered for report in reports)
    if not lines or covered * 100 >= demanded * lines:
        return
    worst = min(reports, key=lambda report: (report.covered / report.lines, report.report))
    yield Draft(
        Place(worst.report, worst.start, worst.start),
        f"the tests ran {covered:,} of {lines:,} lines, {covered * 100 // lines} %, "
        f"and {demanded} % are demanded",
        "Test what was left out, or lower minimum-coverage under [evidence].",
        related=tuple(
            Related(
                Place(r.report, r.start, r.start), f"{r.covered:,} of {r.lines:,} lines are in this report"
            )
            for r in reports
            if r is not worst
        ),
        about=(f"path:{worst.report}",),
    )
