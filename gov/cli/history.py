"""`gov history`: what happened to one item, or to all."""

from __future__ import annotations

from contextlib import ExitStack
from typing import TYPE_CHECKING

import click

from gov.cli._comparing import opened
from gov.cli._items import complete_identifier
from gov.cli._loading import load
from gov.cli._past import put_project
from gov.cli._printing import put_json, put_lines
from gov.errors import UsageError
from gov.history.lineage import lineage
from gov.history.words import said
from gov.text import printable

if TYPE_CHECKING:
    from gov.history import Event, Past
    from gov.project import Project

_SHORT = 8


@click.command(short_help="Show what happened to an item, or to the project.")
@click.argument("identifier", required=False, default="", shell_complete=complete_identifier)
@click.argument("paths", nargs=-1)
@click.option("--at", "revision", default="HEAD", show_default=True, help="The revision up to which to look.")
@click.option("--findings", is_flag=True, help="Show which commit brought each finding.")
@click.option(
    "--since", default="", metavar="REVISION", help="With --findings: show as well who cured what it had."
)
@click.option(
    "--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True,
    help="How the history is written.",
)  # fmt: skip
def history(  # noqa: PLR0913 - an argument for each option
    identifier: str, paths: tuple[str, ...], revision: str, *, findings: bool, since: str, form: str
) -> None:
    """Show when an item was declared, by whom, and each change of its title, document, status and criteria.

    Without an identifier, show how many items, finished tasks and ticked criteria each commit left. The
    history follows the main line: what a merge brought in counts as done by that merge. Commits alone count,
    not what is yet uncommitted. Items that are gone have a history as well, and one that was renumbered has
    that of its former number.

    With --findings, show which commit brought each finding that there is now, and with which change request
    as far as its message tells. Past commits are judged by the rules and on the day of now.

    \b
    Examples:
      gov history
      gov history TASK-004
      gov history PLAN-003 --at v1.2 --format json
      gov history --findings --since v1.2
    """
    _refuse_mixed(identifier, revision, findings=findings, since=since)
    loaded = load(paths)
    with ExitStack() as stack:
        if findings:
            from gov.cli._turns import put_findings  # noqa: PLC0415 - the history alone needs no rules

            put_findings(loaded, opened(loaded, stack), since, form)
            return
        past = opened(loaded, stack).past(loaded.project.configuration, revision)
    if not identifier:
        put_project(past, loaded.project.configuration, form)
        return
    name = _found(identifier, loaded.project, past)
    events = lineage(past, name)
    if form == "json":
        values = [_value(event) for event in events]
        put_json({"version": 1, "id": name, "complete": past.is_complete, "events": values})
        return
    lines = [f"{name} {_title(name, loaded.project, events)}"]
    if not past.is_complete:
        lines.append("  history incomplete: this is a shallow clone")
    lines.extend(f"  {line}" for event in events for line in _written(event))
    put_lines([printable(line) for line in lines])


def _refuse_mixed(identifier: str, revision: str, *, findings: bool, since: str) -> None:
    if since and not findings:
        message = "--since is about findings"
        raise UsageError(message, help="Add --findings, or leave it out.")
    if findings and (identifier or revision != "HEAD"):
        message = "--findings is about the whole project as it is now"
        raise UsageError(message, help="Leave the identifier and --at out.")


def _found(identifier: str, project: Project, past: Past) -> str:
    token = project.reader.vocabulary.token_at(identifier.strip().upper())
    today = project.formerly.get(token.id) if token and token.id not in project.by_id else None
    for name in (today.id if today else "", token.id if token else "", identifier.strip()):
        if name in past.events:
            return name
    shown = identifier[:60]
    if token is not None and token.id in project.by_id:
        message = f"{token.id} is declared, and no commit has it yet"
        raise UsageError(message, help="Commit it first, or name another revision with --at.")
    message = f"no commit ever declared {shown!r}"
    raise UsageError(message, help="'gov list' names what is declared now.")


def _title(identifier: str, project: Project, events: tuple[Event, ...]) -> str:
    item = project.graph.items.get(identifier)
    if item is not None:
        return item.title
    titles = (event.after or event.before for event in reversed(events) if event.what in _TITLED)
    return f"{next(titles, '')} (declared nowhere now)"


_TITLED = ("declared", "retitled", "removed")


def _written(event: Event) -> tuple[str, str]:
    commit = event.commit
    day = commit.when.date().isoformat()
    return (
        f"{day} {commit.id[:_SHORT]} {said(event.what, event.before, event.after)}",
        f"  {commit.author}: {commit.subject}",
    )


def _value(event: Event) -> dict[str, object]:
    commit = event.commit
    return {
        "what": event.what,
        "before": event.before or None,
        "after": event.after or None,
        "commit": commit.id,
        "author": commit.author,
        "date": commit.when.isoformat(),
        "subject": commit.subject,
    }
