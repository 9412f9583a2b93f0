"""Say how many deliberate breaks the tests noticed; `make mutants` runs it after mutmut.

A break that no test runs, or that every test survives, was not noticed. Fewer than 90 in 100 fail the run.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from pathlib import Path

_PROMISED = 90
# What mutmut writes for a mutant: the exit code of the tests that ran it; 33 where none did.
_KILLED = (1, 3, -24, 36, 24, 152, 255)
_UNTESTED = (5, 33)


def main() -> int:
    """Count the results below `mutants/`, print them, and give 1 where too few breaks were noticed."""
    counts: Counter[str] = Counter()
    unnoticed = []
    for file in sorted(Path("mutants").rglob("*.py.meta")):
        results = json.loads(file.read_text(encoding="utf-8"))["exit_code_by_key"]
        for name, code in results.items():
            result = "not tried" if code is None else "noticed" if code in _KILLED else "unnoticed"
            counts[result] += 1
            if result == "unnoticed":
                unnoticed.append(
                    f"{name} ({'no test runs it' if code in _UNTESTED else 'every test passes'})"
                )
    tried = counts["noticed"] + counts["unnoticed"]
    if not tried:
        print("no mutant was tried: see mutants.log")
        return 1
    print("\n".join(unnoticed))
    score = 100 * counts["noticed"] / tried
    print(f"{counts['noticed']} of {tried} breaks noticed, {score:.1f} %; {counts['not tried']} not tried")
    return 0 if score >= _PROMISED and not counts["not tried"] else 1


if __name__ == "__main__":
    sys.exit(main())
