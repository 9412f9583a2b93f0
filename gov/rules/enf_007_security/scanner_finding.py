"""ENF-007.scanner-finding."""

from __future__ import annotations

from codecs import BOM_UTF8
from typing import TYPE_CHECKING

from gov.rulebook import Draft, Facts, rule
from gov.text import Place

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gov.evidence import ScannerResult
    from gov.rulebook import Severity
    from gov.text import Source

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
    seen: set[tuple[str, ...]] = set()
    for result in facts.evidence.scans or ():
        said = (result.tool, result.rule, result.path, str(result.line), str(result.column), result.message)
        if said in seen:
            continue
        seen.add(said)
        source = facts.evidence.source(result.path)
        name = f" ({result.rule})" if result.rule and result.rule != result.message else ""
        where = f" in {result.path}, line {result.line}" if result.path and source is None else ""
        told = result
        if source is not None and result.line > source.position(len(source.data)).line:
            # The file was changed since, or the scanner counts otherwise: the last line is there at least.
            lines = _lines(source)
            where = f" (told of line {result.line}, and the file has {lines})"
            told = result._replace(line=lines, column=1, end_column=0)
        yield Draft(
            _place(told, source),
            f"{result.tool}: {result.message}{name}{where}",
            "Mend it and scan again, or set it aside in the scanner, with a reason.",
            about=(f"path:{result.path or result.report}", f"scan:{result.rule}"),
            severity=_SEVERITIES[result.level],
        )


def _place(result: ScannerResult, source: Source | None) -> Place:
    """Where the scanner says, or in the log where the project does not hold that file."""
    if source is None:
        return Place(result.report, result.start, result.start + 1)
    text = source.line_text(result.line)
    first = source.offset_of_line(result.line)
    if result.line == 1 and source.data.startswith(BOM_UTF8):
        first += len(BOM_UTF8)
    start = first + _width(text, result.column - 1)
    end = first + _width(text, result.end_column - 1 if result.end_column else len(text.rstrip()))
    return Place(result.path, start, max(start, end, 1))


def _lines(source: Source) -> int:
    """How many lines a file has; what ends the last one begins no other."""
    return max(source.position(len(source.data)).line - source.data.endswith((b"\n", b"\r")), 1)


def _width(text: str, characters: int) -> int:
    """How many bytes some characters at the start of a line take; quick for a line of a packed program."""
    if text.isascii():
        return min(characters, len(text))
    return len(text[:characters].encode())
