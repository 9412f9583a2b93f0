"""`gov diff`: what differs between two revisions, item by item."""

from __future__ import annotations

from contextlib import ExitStack
from typing import TYPE_CHECKING, NamedTuple

import click

import gov.rules
from gov.cli._comparing import held_by, opened
from gov.cli._found import as_line, as_value, place_of
from gov.cli._loading import load, today
from gov.cli._printing import put, put_json
from gov.errors import UsageError
from gov.evidence import FolderFiles, read_held
from gov.history import tracked_paths
from gov.history.words import said
from gov.text import printable

if TYPE_CHECKING:
    from gov.evidence import Evidence
    from gov.history.difference import ItemDifference
    from gov.project import Project
    from gov.rulebook import Finding, Verdict


_SHOWN = 80


class _Outcome(NamedTuple):
    old: str
    new: str
    items: tuple[ItemDifference, ...]
    arisen: tuple[Finding, ...]
    cured: tuple[Finding, ...]


@click.command(short_help="Show what differs between two revisions, item by item.")
@click.argument("revision")
@click.argument("other", required=False, default="")
@click.option(
    "--format", "form", type=click.Choice(["text", "json", "markdown"]), default="text", show_default=True,
    help="How the difference is written.",
)  # fmt: skip
def diff(revision: str, other: str, form: str) -> None:
    """Show what differs between a revision and another one, or between it and the files as they are.

    That is items added, removed, moved and retitled, statuses, criteria and references that changed, and the
    findings that are new or cured.

    \b
    Examples:
      gov diff origin/main
      gov diff v1.2 v1.3 --format markdown
    """
    outcome = _compared(revision, other)
    if form == "json":
        put_json(_value(outcome))
    else:
        put(_markdown(outcome) if form == "markdown" else _text(outcome))


def _compared(revision: str, other: str) -> _Outcome:
    from gov.history.difference import difference  # noqa: PLC0415 - as git itself
    from gov.rulebook.novelty import moved  # noqa: PLC0415 - as above

    _refuse_range(revision, other)
    loaded = load()
    with ExitStack() as stack:
        found = opened(loaded, stack)
        old = found.project(revision, loaded.project)
        new = found.project(other, loaded.project) if other else loaded.project
        items = difference(old, new)
        settings = loaded.project.configuration.evidence
        before = held_by(old, found.tree(revision), settings)
        if other:
            after = held_by(new, found.tree(other), settings)
        else:
            after = read_held(
                settings, FolderFiles(loaded.root), loaded.project.reader.vocabulary,
                tracked=lambda: tracked_paths(loaded.root),
            )  # fmt: skip
        arisen, cured = moved(_verdict(old, before), _verdict(new, after))
    return _Outcome(revision, other, items, arisen, cured)


def _refuse_range(revision: str, other: str) -> None:
    """Git writes two revisions as one; no revision itself holds two points."""
    if ".." not in revision or other:
        return
    first, _, second = revision.replace("...", "..").partition("..")
    parted = ". 'git merge-base' names the commit where they parted" if "..." in revision else ""
    message = f"{printable(revision[:_SHOWN])!r} is a range, and no revision"
    two = f"Write two: gov diff {first[:_SHOWN] or 'HEAD'} {second[:_SHOWN] or 'HEAD'}"
    raise UsageError(message, help=printable(f"{two}{parted}"))


def _verdict(project: Project, evidence: Evidence) -> Verdict:
    from gov.rulebook import Facts, check, load_rulebook  # noqa: PLC0415 - as above

    return check(Facts(project, today(), evidence=evidence), load_rulebook(gov.rules))


_SIGNS = {"added": "+", "removed": "-"}


def _text(outcome: _Outcome) -> str:
    lines = []
    for entry in outcome.items:
        sign = _SIGNS.get(entry.steps[0].what, "~")
        lines.append(f"{sign} {entry.item.id} {entry.item.title}")
        changed = entry.steps if sign == "~" else ()
        lines.extend(f"    {said(step.what, step.before, step.after)}" for step in changed)
    for title, findings in (("new findings", outcome.arisen), ("cured findings", outcome.cured)):
        if findings:
            lines.append(f"{title}:")
            lines.extend(f"  {as_line(f)}" for f in findings)
    lines.append(_summary(outcome))
    return "\n".join(printable(line) for line in lines) + "\n"


def _summary(outcome: _Outcome) -> str:
    counts = {"added": 0, "removed": 0}
    for entry in outcome.items:
        what = entry.steps[0].what
        if what in counts:
            counts[what] += 1
    changed = len(outcome.items) - sum(counts.values())
    return (
        f"{counts['added']} added, {counts['removed']} removed, {changed} changed; "
        f"{len(outcome.arisen)} new, {len(outcome.cured)} cured findings"
    )


def _markdown(outcome: _Outcome) -> str:
    new = outcome.new or "the files as they are"
    lines = [f"## What differs between {_plain(outcome.old)} and {_plain(new)}", "", _summary(outcome), ""]
    if outcome.items:
        lines += ["| item | what | before | after |", "|---|---|---|---|"]
    for entry in outcome.items:
        name = f"{entry.item.id} {_plain(entry.item.title)}"
        lines.extend(
            f"| {name} | {step.what.replace('-', ' ')} | {_plain(step.before)} | {_plain(step.after)} |"
            for step in entry.steps
        )
    for title, findings in (("New findings", outcome.arisen), ("Cured findings", outcome.cured)):
        if findings:
            lines += ["", f"### {title}", ""]
            lines.extend(f"- `{f.code}` {_plain(place_of(f))}: {_plain(f.message)}" for f in findings)
    return "\n".join(lines) + "\n"


def _plain(text: str) -> str:
    """Text that no table, link, mention or tag can be made of."""
    escaped = "".join(f"&#{ord(c)};" if c in "\\`*_{}[]<>|@#&!~" else c for c in printable(text))
    return " ".join(escaped.split())


def _value(outcome: _Outcome) -> dict[str, object]:
    return {
        "version": 1,
        "from": outcome.old,
        "to": outcome.new or None,
        "items": [
            {
                "id": entry.item.id,
                "kind": entry.item.kind,
                "title": entry.item.title,
                "path": entry.item.path,
                "changes": [
                    {"what": step.what, "before": step.before or None, "after": step.after or None}
                    for step in entry.steps
                ],
            }
            for entry in outcome.items
        ],
        "findings": {
            "new": [as_value(f) for f in outcome.arisen],
            "cured": [as_value(f) for f in outcome.cured],
        },
    }
