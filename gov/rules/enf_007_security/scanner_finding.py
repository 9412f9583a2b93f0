"""ENF-007.scanner-finding."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gov.rulebook import Draft, Facts, rule
from gov.text import Place, Source

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from gov.evidence import ScannerResult
    from gov.rulebook import Severity

_SEVERITIES: dict[str, Severity] = {"error": "error", "warning": "warning", "note": "info"}


@rule("error", needs=("scan",))
def scanner_finding(facts: Facts) -> Iterator[Draft]:
    """A security scanner found something, and its log still says so.

    What a scanner knows and the gate does not, is merged all the same (CONST-P5). The finding is as severe
    as the scanner says: an error, a warning, or a note. What the log calls suppressed is left out.

    Cure it in the file that is named and scan again, or set it aside in the scanner, with a reason.

    Fails at app.py:2:1:

    ```toml gov.toml
    [evidence]
    sarif = ["scan.sarif"]
    ```

    ```python app.py
    import os
    os.system(input())
    ```

    ```json scan.sarif
    {"version": "2.1.0", "runs": [{
      "tool": {"driver": {"name": "Bandit"}},
      "results": [{
        "ruleId": "B605", "level": "error",
        "message": {"text": "Starting a process with a shell"},
        "locations": [{"physicalLocation": {
          "artifactLocation": {"uri": "app.py"}, "region": {"startLine": 2}}}]
      }]
    }]}
    ```

    Passes:

    ```toml gov.toml
    [evidence]
    sarif = ["scan.sarif"]
    ```

    ```json scan.sarif
    {"version": "2.1.0", "runs": [{
      "tool": {"driver": {"name": "Bandit"}},
      "results": []
    }]}
    ```
    """
    sources = facts.evidence.sources or {}
    read: dict[str, Source] = {}
    seen: set[tuple[str, ...]] = set()
    for result in facts.evidence.scans or ():
        said = (result.tool, result.rule, result.path, str(result.line), str(result.column), result.message)
        if said in seen:
            continue
        seen.add(said)
        rule_ = f" ({result.rule})" if result.rule and result.rule != result.message else ""
        where = "" if result.path in sources or not result.path else f" in {result.path}, line {result.line}"
        yield Draft(
            _place(result, sources, read),
            f"{result.tool}: {result.message}{rule_}{where}",
            "Mend it and scan again, or set it aside in the scanner, with a reason.",
            about=(f"path:{result.path or result.report}", f"scan:{result.rule}"),
            severity=_SEVERITIES[result.level],
        )


def _place(result: ScannerResult, sources: Mapping[str, bytes], read: dict[str, Source]) -> Place:
    """Where the scanner says, or in the log where the project does not hold that file."""
    if result.path not in sources:
        return Place(result.report, result.start, result.start + 1)
    source = read.get(result.path)
    if source is None:
        source = read[result.path] = Source(result.path, sources[result.path], "", 0, None)
    text = source.line_text(result.line)
    first = source.offset_of_line(result.line)
    if result.line == 1 and source.data.startswith(b"\xef\xbb\xbf"):
        first += 3
    start = first + len(text[: result.column - 1].encode())
    end = first + len((text[: result.end_column - 1] if result.end_column else text.rstrip()).encode())
    return Place(result.path, start, max(start, end, 1))
