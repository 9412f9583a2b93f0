"""What a reviewer wants to know of a change: what it serves and why, what it does, what stands on that."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING
from urllib.parse import quote

from gov.evidence import shown
from gov.graph.trace import trace
from gov.history.difference import difference
from gov.reports._escaped import code, safe
from gov.reports._findings_in_markdown import sections_of
from gov.reports._sections import Section, folded
from gov.reports._words import count
from gov.rulebook.serving import served

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gov.graph.trace import Branch
    from gov.history.difference import ItemDifference
    from gov.items import Item
    from gov.project import Project
    from gov.rulebook import Case, Verdict
    from gov.rulebook.serving import Served

__all__ = ["change_sections", "headline"]

_STATES = {
    "passing": "✅ a passing test", "failing": "❌ a failing test", "skipped": "⚠️ skipped tests alone",
    "none": "no test",
}  # fmt: skip
_VIEWS = {"gitlab": "-/blob", "gitea": "src/commit", "forgejo": "src/commit"}
_UP = ("references", "supersedes")
_MOST_STEPS = 40


def headline(case: Case) -> str:
    """What the change serves, or why it need not, and what could not be seen."""
    change, entries = case.facts.change, served(case.facts)
    if change is None:
        return ""
    lines = []
    if entries:
        names = ", ".join(
            f"**{_linked(entry.item, case)}** {safe(entry.item.title)}{_formerly(entry)}" for entry in entries
        )
        lines.append(f"It serves {names}.")
    elif change.exemption is not None:
        lines.append(f"It need not name a task: {safe(change.exemption.why)}.")
    elif unclear := case.facts.lacks("claims"):
        lines.append(f"What it serves is **unknown**: {safe(unclear)}.")
    else:
        lines.append("It names no task that counts.")
    return "".join(f"\n{line}\n" for line in lines)


def _formerly(entry: Served) -> str:
    """The other number under which a change names an item, or under which the base has it."""
    token, before = entry.mention.token, entry.before
    if token.spelling == "exact" and token.written.split(".")[0] in entry.item.formerly:
        return f" (named by its former number {code(token.written)})"
    if before is not None and before.id != entry.item.id:
        return f" ({code(before.id)} before this change)"
    return ""


def change_sections(verdict: Verdict, case: Case) -> list[Section]:
    """The parts of a summary in the order in which they are read; ranks say what is cut first."""
    found, cures, *rest = sections_of(verdict, title="New findings")
    base = case.facts.base
    changed = difference(base, case.facts.project) if base is not None else ()
    return [
        replace(found, share=0.5),
        cures,
        *_chains(case),
        *_differences(case, changed),
        *_criteria(case),
        *_impact(case, {entry.item.id for entry in changed}),
        *_known(verdict),
        *rest,
    ]


def _chains(case: Case) -> Iterator[Section]:
    """The way from each task up to the principles it stands on."""
    entries = served(case.facts)
    rows = tuple(_chain(entry, case) for entry in entries)
    yield Section(0, "chain", "\n### Why\n\n", rows, share=0.25)


def _chain(entry: Served, case: Case) -> str:
    project = case.facts.project
    tree = trace(project.graph, entry.item.id, "up")
    status = entry.item.status.name if entry.item.status else "no status"
    before = entry.before.status.name if entry.before and entry.before.status else ""
    went = f"{before} → {status}" if before and before != status else "new" if entry.is_new else status
    lines = [f"- {_linked(entry.item, case)} {safe(entry.item.title)} ({safe(went)})\n"]
    lines += _above(tree, case, 1)
    return "".join(lines[:_MOST_STEPS])


def _above(branch: Branch, case: Case, depth: int) -> list[str]:
    lines = []
    for above in branch.branches:
        if above.relation not in _UP:
            continue
        item = case.facts.project.graph.items.get(above.id)
        name = f"{_linked(item, case)} {safe(item.title)}" if item else f"{code(above.id)} (declared nowhere)"
        lines.append(f"{'  ' * depth}- ← {name}\n")
        lines += _above(above, case, depth + 1)
    return lines


def _differences(case: Case, entries: tuple[ItemDifference, ...]) -> Iterator[Section]:
    """What differs between the base and the merge, item by item."""
    rows = tuple(
        f"| {_linked(entry.item, case)} {safe(entry.item.title)} | {step.what.replace('-', ' ')} "
        f"| {safe(step.before)} | {safe(step.after)} |\n"
        for entry in entries
        for step in entry.steps
    )
    head = "| Item | What | Before | After |\n|---|---|---|---|\n"
    yield Section(2, "step", f"\n### What it does to {count(len(entries), 'item')}\n\n{head}", rows)


def _criteria(case: Case) -> Iterator[Section]:
    """The criteria of the tasks that it serves, with what tests show."""
    evidence = case.facts.evidence
    rows: list[str] = []
    for entry in served(case.facts):
        found = shown(evidence, entry.item)
        for number, criterion in enumerate(entry.item.criteria):
            state = _STATES[found.criteria[number]] if found else "unknown"
            box = "☑" if criterion.checked else "☐"
            rows.append(f"| {box} {code(criterion.id)} | {safe(criterion.text)} | {state} |\n")
    unread = "" if evidence.tests is not None else "No test results were read.\n\n"
    head = f"\n### Criteria\n\n{unread}| | Criterion | Shown by |\n|---|---|---|\n"
    yield Section(3, "criterion", head, tuple(rows), nouns="criteria")


def _impact(case: Case, changed: set[str]) -> Iterator[Section]:
    """What stands on the items that change, and is not itself changed."""
    project = case.facts.project
    below: dict[str, list[str]] = {}
    for identifier in sorted(changed):
        for name in project.graph.descendants(identifier):
            if name not in changed and name in project.graph.items:
                below.setdefault(name, []).append(identifier)
    rows = tuple(
        f"| {_linked(project.graph.items[name], case)} {safe(project.graph.items[name].title)} "
        f"| {', '.join(map(code, below[name]))} |\n"
        for name in sorted(below)
    )
    opening = folded(f"{count(len(rows), 'item')} downstream of what changed")
    yield Section(5, "item", f"{opening}| Item | Stands on |\n|---|---|\n", rows, "\n</details>\n")


def _known(verdict: Verdict) -> Iterator[Section]:
    opening = folded(f"{count(len(verdict.known), 'finding')} that the base has as well")
    rows = tuple(
        f"- {code(f'{f.location.path}:{f.location.line}')} {safe(f.message)} {code(f.code)}\n"
        for f in verdict.known
    )
    yield Section(6, "finding", opening, rows, "\n</details>\n")


def _linked(item: Item, case: Case) -> str:
    """An identifier, as a link to the line of its item where the host tells where that is."""
    change = case.facts.change
    url = change.request.repository_url if change else ""
    head = change.request.head if change else ""
    project: Project = case.facts.project
    document = project.by_path.get(item.path)
    if not (change and head and url.startswith("https://") and document) or item.id not in project.by_id:
        return code(item.id)
    line = document.source.position(item.place.start).line
    view = _VIEWS.get(change.request.host, "blob")
    path = quote(change.request.prefix + item.path)
    return f"[{code(item.id)}]({quote(url.rstrip('/'), safe=':/')}/{view}/{head}/{path}?plain=1#L{line})"
