"""The least that any checker on this parser must do: `python benchmarks/floor.py FOLDER`.

Read every file, parse it, put its headings and references into a graph; nothing is checked or located. What
`gov check` costs beyond this is what we answer for: so this is written to be fast, and not to flatter us.
"""

from __future__ import annotations

import gc
import re
import sys
from pathlib import Path

import networkx as nx
import pyromark

_OPTIONS = (
    pyromark.Options.ENABLE_TABLES
    | pyromark.Options.ENABLE_TASKLISTS
    | pyromark.Options.ENABLE_STRIKETHROUGH
    | pyromark.Options.ENABLE_FOOTNOTES
    | pyromark.Options.ENABLE_GFM
)
_IDENTIFIER = re.compile(r"\b(?:CONST-P|PLAN-|SPEC-|TASK-|ADR-)[0-9]+")


def graph(folder: Path) -> nx.DiGraph[str]:
    """Make an item's heading a node and every identifier below it an edge from that node."""
    found: nx.DiGraph[str] = nx.DiGraph()
    for path in sorted(folder.rglob("*.md")):
        _read(path.read_text(encoding="utf-8"), found)
    return found


def _read(text: str, found: nx.DiGraph[str]) -> None:  # noqa: C901 - one loop, as calls would slow it
    source = ""
    heading: list[str] | None = None
    for event, _span in pyromark.events_with_range(text, options=_OPTIONS):
        if isinstance(event, str):
            continue
        if "Text" in event:
            if heading is not None:
                heading.append(event["Text"])
            elif source:
                for target in _IDENTIFIER.findall(event["Text"]):
                    found.add_edge(source, target)
        elif "Start" in event:
            if "Heading" in event["Start"]:
                heading = []
        elif "End" in event and heading is not None and "Heading" in event["End"]:
            title = "".join(heading)
            heading = None
            if declared := _IDENTIFIER.match(title):
                source = declared[0]
                found.add_node(source, title=title)


if __name__ == "__main__":
    gc.disable()  # nothing here is garbage before the process ends
    project = graph(Path(sys.argv[1]))
    print(f"{project.number_of_nodes()} items, {project.number_of_edges()} references")
