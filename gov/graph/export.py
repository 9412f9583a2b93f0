"""The graph, or a part of it, in the forms that other tools read."""

from __future__ import annotations

import io
import json
import re
from typing import TYPE_CHECKING

from gov.text import printable, printable_json

if TYPE_CHECKING:
    from collections.abc import Collection

    from gov.graph.graph import Graph

__all__ = ["to_dot", "to_graphml", "to_json", "to_mermaid"]

_ARROWS = {"references": "-->", "depends-on": "-.->", "supersedes": "==>", "superseded-by": "==>"}
_STYLES = {"references": "solid", "depends-on": "dashed", "supersedes": "bold", "superseded-by": "bold"}
_NOWHERE = "declared nowhere"
_PLAIN = frozenset(" -_.,()")
# What no XML may hold, in whatever form it is written.
_FORBIDDEN = re.compile("[\\x00-\\x1f\\ud800-\\udfff\\ufffe\\uffff]")

Edge = tuple[str, str, str]


def to_json(graph: Graph, only: Collection[str] | None = None) -> str:
    """Nodes with kind, title, status and path; edges with relation."""
    nodes = [
        {
            "id": identifier,
            "kind": item.kind,
            "title": item.title,
            "status": item.status.name if item.status else None,
            "path": item.path,
        }
        for identifier, item in graph.items.items()
        if only is None or identifier in only
    ]
    edges = [{"source": a, "target": b, "relation": relation} for a, b, relation in _edges(graph, only)]
    value = {"version": 1, "nodes": nodes, "edges": edges}
    return printable_json(json.dumps(value, ensure_ascii=False, indent=2)) + "\n"


def to_graphml(graph: Graph) -> bytes:
    """GraphML in UTF-8, as networkx writes it; characters that XML forbids are left out."""
    import networkx  # noqa: PLC0415 - only this form needs it

    made = graph.networkx()
    for _, data in made.nodes(data=True):
        for name, value in data.items():
            data[name] = _FORBIDDEN.sub("", str(value))
    buffer = io.BytesIO()
    networkx.write_graphml_xml(made, buffer)
    return buffer.getvalue() + b"\n"


def to_dot(graph: Graph, only: Collection[str] | None = None, absent: Collection[str] = ()) -> str:
    """Graphviz's language; `absent` are identifiers to be shown that nothing declares."""
    lines = ["digraph governance {", '  rankdir="BT";', '  node [shape="box"];']
    for identifier, item in graph.items.items():
        if only is None or identifier in only:
            lines.append(
                f'  "{_quoted(identifier)}" [label="{_quoted(identifier)}\\n{_quoted(item.title)}"];'
            )
    lines.extend(
        f'  "{_quoted(identifier)}" [label="{_quoted(identifier)}\\n{_NOWHERE}", style="dashed"];'
        for identifier in absent
    )
    for a, b, relation in _edges(graph, only, absent):
        name = "" if relation == "references" else relation
        lines.append(f'  "{_quoted(a)}" -> "{_quoted(b)}" [style="{_STYLES[relation]}", label="{name}"];')
    return "\n".join([*lines, "}"]) + "\n"


def to_mermaid(graph: Graph, only: Collection[str] | None = None, absent: Collection[str] = ()) -> str:
    """A Mermaid flowchart, as GitHub and GitLab draw it in Markdown.

    `absent` are identifiers to be shown that nothing declares.
    """
    names: dict[str, str] = {}
    lines = ["flowchart BT"]
    for identifier, item in graph.items.items():
        if only is None or identifier in only:
            names[identifier] = f"n{len(names)}"
            lines.append(f'  {names[identifier]}["{_entities(f"{identifier} {item.title}".strip())}"]')
    for identifier in absent:
        names[identifier] = f"n{len(names)}"
        lines.append(f'  {names[identifier]}["{_entities(f"{identifier} ({_NOWHERE})")}"]')
    lines.extend(
        f"  {names[a]} {_ARROWS[relation]} {names[b]}" for a, b, relation in _edges(graph, only, absent)
    )
    return "\n".join(lines) + "\n"


def _edges(graph: Graph, only: Collection[str] | None, absent: Collection[str] = ()) -> list[Edge]:
    found: list[Edge] = []
    for identifier in graph.items:
        if only is None or identifier in only:
            for resolution in graph.up(identifier):
                reference = resolution.reference
                if only is None or reference.target in only:
                    found.append((reference.source, reference.target, reference.relation))
            for resolution in graph.references_of(identifier):
                reference = resolution.reference
                if reference.target in absent:
                    found.append((reference.source, reference.target, reference.relation))
    return list(dict.fromkeys(found))


def _quoted(text: str) -> str:
    return printable(text).replace("\\", "\\\\").replace('"', '\\"')


def _entities(text: str) -> str:
    """Mermaid reads `#35;` as the character of that number.

    Everything that could end a label is written so.
    """
    return "".join(c if c.isalnum() or c in _PLAIN else f"#{ord(c)};" for c in text)
