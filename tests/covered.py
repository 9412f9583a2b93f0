"""Say how many lines of each package the tests ran; `make test` runs it on what its runs measured.

Packages are judged one by one, so that one of them cannot live on what the others have too much of.
"""

from __future__ import annotations

import sys
from collections import defaultdict
from pathlib import Path
from xml.etree import ElementTree

DEMANDED = {"gov": 95, "gov_dashboards": 95, "gov_mkdocs": 95, "gov_platform": 95}
"""Percent of the lines of each package."""

_WORST = 10
_USAGE = "usage: python tests/covered.py REPORT..., as 'coverage xml' writes them"


def main(reports: list[str]) -> int:
    """Print a line for each package, and give 1 where one falls short of what is demanded."""
    if not reports:
        print(_USAGE)
        return 2
    lines = read(reports)
    short = []
    for package, demanded in DEMANDED.items():
        files = lines[package]
        ran, all_of_it = sum(ran for ran, _ in files.values()), sum(all_ for _, all_ in files.values())
        if not all_of_it:
            print(f"{package}: no line of it is in {', '.join(reports)}")
            short.append(package)
            continue
        # Rounded down: 94.99 is not 95.
        print(f"{package:14} {10_000 * ran // all_of_it / 100:6.2f} % of {all_of_it:,} lines")
        if 100 * ran < demanded * all_of_it:
            short.append(package)
    for package in filter(lines.get, short):
        print(f"\n{package}: {DEMANDED[package]} % of its lines are demanded. Most are left out in")
        worst = sorted(lines[package].items(), key=lambda one: (one[1][0] - one[1][1], one[0]))
        for name, (ran, all_of_it) in worst[:_WORST]:
            print(f"  {name}: {all_of_it - ran} of {all_of_it}")
    return 1 if short else 0


def read(reports: list[str]) -> dict[str, dict[str, tuple[int, int]]]:
    """Of each package's files, how many lines ran in any of the runs, and how many there are."""
    seen: dict[str, dict[int, bool]] = defaultdict(dict)
    for report in reports:
        tree = ElementTree.parse(report)  # noqa: S314 - a run of our own has written it
        roots = [Path(source.text or "") for source in tree.iter("source")]
        for one in tree.iter("class"):
            of_file = seen[_within(roots, one.get("filename", ""))]
            for line in one.iterfind("lines/line"):
                number = int(line.get("number", "0"))
                of_file[number] = of_file.get(number, False) or line.get("hits") != "0"
    found: dict[str, dict[str, tuple[int, int]]] = defaultdict(dict)
    for name, of_file in seen.items():
        package = next((part for part in Path(name).parts if part in DEMANDED), "")
        found[package][name] = sum(of_file.values()), len(of_file)
    return found


def _within(roots: list[Path], name: str) -> str:
    """A file from this checkout on; a report that measures one folder names files from there on."""
    file = next((root / name for root in roots if (root / name).is_file()), Path(name))
    return str(file.relative_to(Path.cwd()) if file.is_relative_to(Path.cwd()) else file)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
